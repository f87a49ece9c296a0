## Bans, and the log of what moderators did

moderation-description = Look after who may draw here
moderation-ban = Keep a member from drawing here
moderation-ban-member = Whom
moderation-ban-reason = Why; the member and the log are told
moderation-ban-duration = How long, for example 2h, 3d, 1w or forever
moderation-unban = Let a banned member draw again
moderation-unban-member = Whom
moderation-unban-reason = Why; the log is told
moderation-hide = Hide all pictures of a member
moderation-hide-member = Whose
moderation-unhide = Show the hidden pictures of a member again
moderation-bans = Show who may not draw here
moderation-log = Show what moderators did, to whom and why
moderation-log-member = Only what was done to this member

# `end` is a time, or "never".
refused-banned = { $end ->
    [never] A moderator has banned you from drawing here for ever; the reason: { $reason }
   *[other] A moderator has banned you from drawing here, which ends { $end }; the reason: { $reason }
}
refused-no-moderator = This is for moderators: it needs the permission Moderate Members.
refused-ban-self = You cannot ban yourself.
refused-ban-bot = I cannot be banned from drawing.
refused-ban-owner = { $member } owns this server and cannot be banned.
refused-ban-role = { $member } has a role as high as your highest one, or higher, so you cannot ban them.
refused-unban-self = You cannot lift your own ban; another moderator can.
refused-owner-unknown = Discord does not say just now who owns this server, so nobody was banned; please try again in a minute.
refused-not-banned = { $member } is not banned here.
refused-nothing-shown = There is no picture of { $member } here that is shown.
refused-nothing-hidden = No picture of { $member } is hidden here.
refused-unhide-self = You cannot show your own pictures again; another moderator can.

moderation-banned = { $end ->
    [never] { $member } may not draw here any more; the ban does not end by itself.
   *[other] { $member } may not draw here any more; the ban ends { $end }.
}
moderation-banned-called-off = { $count ->
    [0] { $banned }
    [one] { $banned } Their open request is called off.
   *[other] { $banned } Their { $count } open requests are called off.
}
moderation-unbanned = { $member } may draw here again.
moderation-hidden = { $count ->
    [one] One picture of { $member } is
   *[other] { $count } pictures of { $member } are
} shown nowhere any more, and nothing can be made of them. The messages in the channels stay; you may delete them.
moderation-shown = { $count ->
    [one] One picture of { $member } is
   *[other] { $count } pictures of { $member } are
} shown again.
moderation-bans-title = **These members may not draw here:**
moderation-bans-none = Nobody is banned here.
moderation-ban-line = { $end ->
    [never] { $member }, for ever: { $reason }
   *[other] { $member }, ends { $end }: { $reason }
}
moderation-log-title = **What moderators did, the newest first:**
moderation-log-none = There is nothing in the log.
log-ban = { $at }: { $moderator } banned { $member }: { $reason }
log-unban = { $at }: { $moderator } lifted the ban of { $member }: { $reason }
log-cancel = { $at }: { $moderator } cancelled a request of { $member }: { $reason }
log-delete = { $at }: { $moderator } deleted a picture of { $member }: { $reason }
log-hide = { $at }: { $moderator } hid the pictures of { $member }: { $reason }
log-unhide = { $at }: { $moderator } showed the pictures of { $member } again: { $reason }
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
