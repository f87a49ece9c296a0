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

## Warnings

moderation-warn = Warn a member
moderation-strikes = Show a member's warnings that still count
# `reasons` is one quotation, or several with commas between them.
warned = { $count ->
    [one] A moderator has warned you. Reason: { $reasons }
   *[other] Moderators have warned you { $count } times. Reasons: { $reasons }
} Whoever has { $limit } warnings within { $days } days can't draw here for a while. I haven't done what you just asked for; please do it again.
warned-directly = A moderator of { $server } has warned you about how you use me. Reason: { $reason }
moderation-warned = { $member } has been warned. That makes { $count } of { $limit } warnings.
moderation-warned-banned = { $end ->
    [never] { $warned } { $member } can't draw here any more. The ban is permanent.
   *[other] { $warned } { $member } can't draw here any more. The ban ends { $end }.
}
moderation-warned-later = { $warned } They take no direct messages, so I'll show it the next time they use me.
refused-target-self = You can't do that to yourself.
refused-target-bot = You can't do that to me.
refused-target-owner = { $member } owns this server, so you can't do that.
refused-target-role = { $member } has a role as high as your highest one, or higher, so you can't do that.
refused-strike-gone = This warning doesn't count any more.
refused-strike-self = You can't remove your own warning; another moderator can.
strikes-none = { $member } has no warnings that count.
strikes-title = **{ $member }: { $count } of { $limit } warnings**
strike-warning = { $number }. { $at }, counts until { $end }: { $reason }
strike-picture = { $number }. { $at }, rejected picture, counts until { $end }: { $reason }
button-unstrike-number = Remove { $number }

## Pauses

moderation-pause = Pause drawing, here or in one channel
moderation-pause-reason = Reason (shown to members and kept in the log)
moderation-pause-channel = Only in this channel
moderation-pause-duration = How long, for example 30 min or 2h; without it until you resume
moderation-resume = End a pause
moderation-resume-channel = The pause of this channel, and not that of the whole server
refused-paused = { $end ->
    [never] Drawing is paused here. Reason: { $reason }
   *[other] Drawing is paused here and goes on { $end }. Reason: { $reason }
}
refused-many-pauses = At most { $most } channels can be paused at a time.
refused-not-paused = There is no such pause.
moderation-paused = { $where ->
    [channel] Drawing is paused in { $channel }
   *[server] Drawing is paused in the whole server
}{ $end ->
    [never] { "" } until you use `/moderation resume`.
   *[other] { "" } and goes on { $end }.
}
moderation-resumed = { $others ->
    [none] Drawing goes on.
   *[other] Drawing goes on, but is still paused in { $others }.
}

## Limits of single members

moderation-limit = Limit how many pictures a member can draw
moderation-limit-limit = For example 5/day; none removes the limit
moderation-limit-duration = How long, for example 3d or 1w; without it permanently
moderation-limits = Show the limits of single members
moderation-limits-title = **These members have a limit of their own:**
moderation-limits-none = No member has a limit of their own.
moderation-limit-line = { $end ->
    [never] { $member }: { $limit }, permanently
   *[other] { $member }: { $limit }, ends { $end }
}
moderation-limited = { $member } now has this limit: { $limit }.
moderation-unlimited = { $member } has no limit of their own any more.
refused-not-limited = { $member } has no limit of their own.

## Deleting many pictures, and what is kept of deleted ones

moderation-purge = Delete my pictures in this channel, of a member or of the last minutes
moderation-purge-minutes = Only pictures of the last minutes
refused-purge = That deletes messages: it also needs the permission Manage Messages in this channel.
refused-purge-all = Name a member or a number of minutes, or both.
refused-purge-none = There are no such pictures in this channel.
moderation-purged = { $deleted ->
    [one] One message with pictures has been deleted.
   *[other] { $deleted } messages with pictures have been deleted.
} Moderators can see the pictures for 7 days with `/moderation kept`.
moderation-purged-more = { $purged } There are more: use the command again to go on.
moderation-purged-but = { $count ->
    [one] { $purged } One message could not be deleted; its pictures are hidden. Please try again.
   *[other] { $purged } { $count } messages could not be deleted; their pictures are hidden. Please try again.
}
moderation-kept = Show deleted and hidden pictures, for 7 days
moderation-kept-title = **Deleted and hidden in the last 7 days, newest first:**
moderation-kept-none = No deleted or hidden pictures are kept.
moderation-kept-line = { $why ->
    [deleted] { $at }: by { $member }, deleted: { $prompt }
    [rejected] { $at }: by { $member }, rejected: { $prompt }
    [blocked] { $at }: by { $member }, blocked by the filter: { $prompt }
   *[hidden] { $at }: by { $member }, hidden: { $prompt }
}
moderation-evidence = By { $member }: { $prompt }
button-evidence-number = Picture { $number }
refused-not-kept = This picture isn't kept any more.

## More of the log

moderation-export = Get the log as a CSV file
moderation-exported = { $count ->
    [one] The log with its one entry.
   *[other] The log with { $count } entries, newest first.
}
log-warn = { $at }: { $moderator } warned { $member }: { $reason }
log-strike = { $at }: { $moderator } rejected a picture by { $member }: { $reason }
log-unstrike = { $at }: { $moderator } removed a warning of { $member }: { $reason }
log-autoban = { $at }: { $member } was banned automatically after too many warnings: { $reason }
log-pause = { $at }: { $moderator } paused drawing: { $reason }
log-resume = { $at }: { $moderator } ended a pause: { $reason }
log-purge = { $at }: { $moderator } deleted pictures in { $channel } ({ $after }): { $reason }
log-limit = { $at }: { $moderator } changed the limit of { $member } from { $before } to { $after }: { $reason }
log-settings = { $at }: { $moderator } changed the settings from { $before } to { $after }
log-linked = { $line } · [message](<{ $link }>)
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

## /moderation release

moderation-release = Show what waits for a decision
moderation-held-title = **What waits for a decision, the oldest first:**
moderation-held-none = Nothing waits for a decision.
moderation-held-line = { $stage ->
    [prompt] { $number }. Request by { $member } in { $channel }, until { $end }
   *[picture] { $number }. Picture by { $member } in { $channel }, until { $end }
}
moderation-held-unposted = { $line } · shown in no channel
log-approve = { $at }: { $moderator } approved what { $member } asked for
log-spoiler = { $at }: { $moderator } approved as a spoiler what { $member } asked for
log-reject = { $at }: { $moderator } rejected what { $member } asked for: { $reason }
log-overturn = { $at }: { $moderator } granted the appeal of { $member }
log-uphold = { $at }: { $moderator } rejected the appeal of { $member }: { $reason }
