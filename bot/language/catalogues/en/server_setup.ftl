## /server: how careful I am, limits by role, single channels, quiet hours, and the overview

server-safety = How careful I am with words and pictures here
server-safety-show = Show what is refused, held and hidden here
server-safety-words = Choose what happens to prompts with words of one kind
server-safety-words-category = Which kind of words
server-safety-words-ruling = What happens to these prompts
server-safety-pictures = Choose how careful I am with pictures that may show nudity
server-safety-level = How careful; relaxed is for age-restricted channels only
server-safety-channel = Only in this channel; leave it out for the whole server
server-safety-adult = Is this for the age-restricted channels instead of the others?
server-safety-spoiler = Your own number: hide pictures that score this or more, from 0 to 1
server-safety-hold = Your own number: hold pictures that score this or more, from 0 to 1
server-safety-block = Your own number: never post pictures that score this or more, from 0 to 1
safety-minors = Sexual content with minors
safety-adult = Nudity and sexual content
safety-violence = Violence and gore
safety-hate = Hate
safety-self-harm = Self-harm
safety-people = Real people by name
ruling-always = always refused
ruling-off = allowed
ruling-hold = held until a moderator decides
ruling-refuse = refused
level-strict = strict
level-normal = normal
level-relaxed = relaxed
level-default = default
bands = hidden from { $spoiler }, held from { $hold }, blocked from { $block }
bands-of-level = { $level } ({ $bands })
server-safety-now = { $category }: from now on { $ruling }. Sexual content with minors is always refused.
server-safety-pictures-now = Pictures from now on: { $bands }.
server-safety-adult-now = Pictures in age-restricted channels from now on: { $bands }.
server-safety-there = Pictures in { $channel } from now on: { $bands }.
refused-category = There's no such choice. Choose one from the list.
refused-no-bands = There's nothing to change: choose a level or a number.
refused-bands-order = Hidden, held and blocked have to come in this order, from the lowest number to the highest. That would be { $bands }.
refused-bands-loose = Only in channels that Discord marks as age-restricted can I be less careful than this: { $bands }.

server-quotas = Limits for members with a role
server-quotas-add = Set a limit for a role, in place of the limit per member
server-quotas-limit = Pictures per member, for example 10/hour; none for only the operator's limit
server-quotas-remove = Remove the limit of a role
server-quotas-clear = Remove the limits of all roles
server-role-limit = { $role }: { $limit }
server-role-unlimited = only the operator's limit
server-quotas-now = Limits by role: { $list }. With several roles the most generous one counts, and never more than the bot's operator allows.
server-quotas-none = No role has a limit of its own now.

server-spoiler-roles = Whose pictures are hidden until someone clicks on them
server-spoiler-roles-add = Hide the pictures of members with a role
server-spoiler-roles-remove = Take a role off the list
server-spoiler-roles-clear = Hide no role's pictures any more
server-spoiler-roles-now = Pictures by members with one of these roles are now hidden at first: { $list }.
server-spoiler-roles-all = Now no role's pictures are hidden at first.

server-place = The model, size and presets of a single channel
server-place-set = Set the model, size or preset of a channel and its threads
server-place-model = The model, unless a member chooses another one
server-place-size = The size, unless a member chooses another one
server-place-style = The preset, unless a member chooses another one
server-place-force = Does every picture there get this preset?
server-place-spoiler = Hide pictures there until someone clicks on them?
server-place-allow = Allow a preset there; only the presets you allow are then on offer
server-place-forbid = Take a preset off that list
server-place-reset = Remove what is set for a channel
server-place-reset-channel = Which channel; leave it out to remove deleted ones
server-place-reset-what = Only this; leave it out to remove everything
place-part-model = model
place-part-size = size
place-part-style = preset
place-part-styles = presets on offer
place-part-spoiler = hidden pictures
place-name = Only in { $channel }
place-model = model { $model }
place-size = size { $size }
place-style = preset { $style }
place-forced = always the preset { $style }
place-styles = only the presets { $list }
place-spoiler = pictures hidden at first
place-bands = pictures { $bands }
place-approval = approval: { $what }
place-now = Now in { $channel }: { $list }.
place-nothing = Nothing is set for { $channel } alone now.
place-deleted = { $count ->
    [0] No deleted channel had anything set.
    [one] I removed what was set for { $count } deleted channel.
   *[other] I removed what was set for { $count } deleted channels.
}
refused-place-nothing = There's nothing to change: choose at least one option.
refused-place-force = Choose the preset that every picture there should get.
refused-place-style = The preset { $name } isn't one of those you allow there: { $list }.
refused-size = There's no size { $name } here. Choose one from the list as you type.
refused-style-forced = In this channel every picture gets the preset { $names }.
refused-style-listed = In this channel you can choose from these presets: { $names }.

server-quiet = Hours in which nobody draws
server-quiet-set = Set the hours in which nobody draws, moderators included
server-quiet-start = From when, for example 22:30
server-quiet-end = Until when, for example 7:00
server-quiet-zone = Time zone, for example Europe/Berlin
server-quiet-off = Draw at all hours again
quiet-hours = { $start } to { $end } ({ $zone })
server-quiet-now = I now draw nothing in these hours: { $hours }.
server-quiet-none = I now draw at all hours.
refused-quiet-hours = It's quiet hours here; I'll draw again { $left }, at { $when }.
refused-quiet-same = Quiet hours need a beginning and an end that differ.
refused-time = A time must look like 22:30. You gave { $value }.
refused-zone = I don't know the time zone { $value }. Choose one from the list as you type.

overview-title = This server's settings
overview-page = { $title }, page { $page } of { $pages }
overview-changed = changed from the default
overview-problems = Needs a look
overview-drawing = Drawing
overview-limits = Limits
overview-safety = Safety
overview-approval = Approval
server-fact = { $name }: { $value }
server-name-spoiler-roles = Roles whose pictures are hidden at first
server-name-role-limits = Limits by role
server-name-quiet = Quiet hours
server-name-bands = Pictures
server-name-adult-bands = Pictures in age-restricted channels
server-name-approval = Moderators approve
server-name-review-channel = Review channel
server-name-review-timeout = What nobody decides on
approval-none = nothing
approval-prompt = prompts
approval-picture = pictures
approval-both = prompts and pictures
review-reject = rejected after { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
review-approve = approved after { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
problem-unknown = Discord doesn't answer right now, so I couldn't look at your channels and roles.
problem-review-none = Nobody can approve what is held: there's no review channel.
problem-review-gone = Nobody can approve what is held: the review channel has been deleted.
problem-review-closed = I can't post what is held in { $channel }: I need the permission { $permissions }.
problem-reviewers = Only the server's owner can approve what is held: no role that moderates sees { $channel }.
problem-deleted = Deleted, but still set: { $list }. { $command } removes it.
problem-adult = { $channel } isn't age-restricted any more, so I'm as careful there as elsewhere.
problem-models = This bot has { $models }, and you allow none of them, so nothing is drawn here.
problem-place = Set for { $channel }, but not on offer: { $list }.

## /server approval

server-approval = What moderators approve before anybody sees it
server-approval-mode = Choose what moderators approve, here or in one channel
server-approval-what = What waits for a moderator
server-approval-only = Only in this channel
server-approval-channel = Choose where moderators decide
server-approval-where = A channel that only moderators see
server-approval-deadline = Choose what happens if nobody decides
server-approval-hours = After how many hours
server-approval-then = What happens then; what the filter holds is always rejected
approval-server = as on the server
timeout-reject = reject
timeout-approve = approve
server-approval-now = Moderators approve here: { $what }.
server-approval-there = Moderators approve in { $channel }: { $what }.
server-approval-alone = { $said } There's no channel for them yet: `/server approval channel`.
server-approval-cards = { $count ->
    [0] What waits for moderators is shown in { $channel } from now on.
    [one] What waits for moderators is shown in { $channel } from now on, and { $count } that waits already.
   *[other] What waits for moderators is shown in { $channel } from now on, and { $count } that wait already.
}
server-approval-public = { $said } { $warning }
server-approval-reject = { $hours ->
    [one] What nobody decides on is rejected after an hour.
   *[other] What nobody decides on is rejected after { $hours } hours.
}
server-approval-approve = { $hours ->
    [one] What nobody decides on is approved after an hour, unless the filter holds it.
   *[other] What nobody decides on is approved after { $hours } hours, unless the filter holds it.
}
refused-approval = Choose one of the offered values.
problem-review-public = Everybody can read { $channel }, where I show what is held.
problem-unposted = Waiting for moderators: { $count }; shown in no channel: { $unposted }. `/moderation release` lists them.
