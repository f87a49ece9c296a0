## Bans, and the log of what moderators did

moderation-description = Manage who can draw here
moderation-ban = Keep a member from drawing here
moderation-ban-member = Which member
moderation-ban-reason = Reason (shown to the member and kept in the log)
moderation-ban-duration = How long, for example 2h, 3d, 1w or forever
moderation-unban = Let a banned member draw again
moderation-unban-member = Which member
moderation-unban-reason = Reason (kept in the log)
moderation-hide = Hide all of a member's pictures
moderation-hide-member = Which member
moderation-unhide = Show a member's hidden pictures again
moderation-bans = Show who can't draw here
moderation-log = Show what moderators did, to whom and why
moderation-log-member = Only what was done to this member

# `end` is a time, or "never".
refused-banned = { $end ->
    [never] A moderator has banned you from drawing here permanently. Reason: { $reason }
   *[other] A moderator has banned you from drawing here. The ban ends { $end }. Reason: { $reason }
}
refused-no-moderator = This is for moderators: it needs the permission Timeout Members.
refused-ban-self = You can't ban yourself.
refused-ban-bot = You can't ban me from drawing.
refused-ban-owner = { $member } owns this server and can't be banned.
refused-ban-role = { $member } has a role as high as your highest one, or higher, so you can't ban them.
refused-unban-self = You can't lift your own ban; another moderator can.
refused-owner-unknown = Discord can't tell me right now who owns this server, so nobody was banned. Please try again in a minute.
refused-not-banned = { $member } isn't banned here.
refused-nothing-shown = There are no pictures by { $member } to hide here.
refused-nothing-hidden = No pictures by { $member } are hidden here.
refused-unhide-self = You can't show your own pictures again; another moderator can.

moderation-banned = { $end ->
    [never] { $member } can't draw here any more. The ban is permanent.
   *[other] { $member } can't draw here any more. The ban ends { $end }.
}
moderation-banned-called-off = { $count ->
    [0] { $banned }
    [one] { $banned } Their open request has been cancelled.
   *[other] { $banned } Their { $count } open requests have been cancelled.
}
moderation-unbanned = { $member } can draw here again.
moderation-hidden = { $count ->
    [one] One picture by { $member } is
   *[other] { $count } pictures by { $member } are
} now hidden, and can't be remixed. The messages in the channels stay; you can delete them.
moderation-shown = { $count ->
    [one] One picture by { $member } is
   *[other] { $count } pictures by { $member } are
} shown again.
moderation-bans-title = **These members can't draw here:**
moderation-bans-none = Nobody is banned here.
moderation-ban-line = { $end ->
    [never] { $member }, permanently: { $reason }
   *[other] { $member }, ends { $end }: { $reason }
}
moderation-log-title = **What moderators did, newest first:**
moderation-log-none = The log is empty.
log-ban = { $at }: { $moderator } banned { $member }: { $reason }
log-unban = { $at }: { $moderator } lifted the ban on { $member }: { $reason }
log-cancel = { $at }: { $moderator } cancelled a request by { $member }: { $reason }
log-delete = { $at }: { $moderator } deleted a picture by { $member }: { $reason }
log-hide = { $at }: { $moderator } hid the pictures by { $member }: { $reason }
log-unhide = { $at }: { $moderator } showed the pictures by { $member } again: { $reason }
log-other = { $at }: { $moderator } did { $action } to { $member }: { $reason }
page-earlier = Back
page-later = Next
refused-duration = I can’t read { $value } as a length of time. Write for example `90 min`, `3 hours`, `2 days`, `1 week` or `permanently`; ten years are the most.
# What moderators may write, with commas between the words.
duration-minutes = m, min, mins, minute, minutes
duration-hours = h, hr, hrs, hour, hours
duration-days = d, day, days
duration-weeks = w, wk, wks, week, weeks
duration-forever = forever, for ever, permanent, permanently, always
duration-offered = { $length ->
    [hour] 1 hour
    [day] 1 day
    [week] 1 week
   *[forever] permanently
}

moderation-test = Try how a prompt is judged here; nothing is drawn
moderation-test-text = The prompt
moderation-tested =
    { $ruling ->
        [refuse] This prompt is **refused** here.
        [hold] This prompt is **held** here until a moderator approves it.
       *[allow] This prompt is **allowed** here.
    }
    Rule: { $rule }
    Understood as: { $understood }
word-rule-none = none
word-rule-minors = sexual content with minors
word-rule-operator = a word that the bot's operator blocks
word-rule-violence = violence and gore
word-rule-hate = hatred
word-rule-self-harm = self-harm
word-rule-adult = adult content
word-rule-people = a real person
word-rule-server = rule { $id } of this server
