## /server: what those who manage a server set for all of it

server-description = Set up drawing for this server
server-show = Show this server's settings
server-channels = Where I draw
server-channels-add = Allow a channel; I then draw only in the channels you add
server-channels-remove = Take a channel off the list
server-channels-clear = Allow all channels again
server-channel = Which channel
server-channel-remove = Which channel; leave it out to remove deleted ones
server-roles = Who can draw
server-roles-add = Allow a role; members then need one of the roles you add
server-roles-remove = Take a role off the list
server-roles-clear = Allow all members again
server-role = Which role
server-role-remove = Which role; leave it out to remove deleted ones
server-models = Which models can draw here
server-models-add = Allow a model; only the models you add can then draw
server-models-remove = Take a model off the list
server-models-clear = Allow all models again
server-model = Which model
server-limits = How many pictures members can draw
server-limits-member = Pictures per member, for example 10/hour; none removes the limit
server-limits-server = Pictures for everyone together, for example 100/hour; none removes the limit
server-language = Language of public messages
server-language-which = Which language
server-as-discord = each member's own
server-spoilers = Hide pictures until someone clicks on them
server-spoilers-hidden = Hide pictures at first?
server-waits = What happens to members who reach their limit
server-waits-wait = Do they wait their turn instead of being turned away?
server-styles = The presets on offer here
server-styles-add = Add a preset of your own
server-styles-edit = Change a preset
server-styles-remove = Stop offering a preset
server-styles-restore = Offer removed built-in presets again
server-style = Which preset

refused-no-manager = This is for those who run the server: it needs the permission Manage Server.
refused-too-many-listed = The list can have at most { $most }. Please remove one first.
refused-model-unknown = There's no model { $name } here. Choose one from the list as you type.
refused-language = I don't speak that language. Choose one from the list.
refused-no-limit = There's nothing to change: choose a limit for each member or for the server.
refused-limit-form = A limit must look like { $example }, with 1 picture or more, or be “none”. You gave { $value }.
refused-limit-generous = The bot's operator allows { $allowed } at most. You gave { $value }.
refused-limit-long = A limit's period can be at most { $days ->
    [one] { $days } day
   *[other] { $days } days
}, because I forget requests after that. You gave { $value }.
refused-style-empty = A preset needs a name and a prompt.
refused-style-twice = A preset can have { $place } once; yours has it { $times } times.
refused-many-styles = A server can have { $most } presets of its own. Please remove one first.
refused-channels-gone = All the channels I may draw in have been deleted. Someone with the permission Manage Server can choose others with `/server channels`.

limit-item = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
} per { $period }
server-channels-now = I now draw only in { $list }.
server-channels-all = I now draw in all channels.
server-roles-now = I now draw only for members with one of these roles: { $list }.
server-roles-all = I now draw for all members.
server-models-now = I now draw only with { $list }.
server-models-all = I now draw with every model.
server-models-without = I now draw only with { $list }; this bot has { $model }, so nothing is drawn here.
server-limit-member = Limit per member: { $limit }.
server-limit-server = Limit for the server: { $limit }.
server-limits-both =
    { $member }
    { $server }
server-limits-none = Now only the limits of the bot's operator apply.
server-language-now = Public messages are now in { $language }.
server-language-own = Public messages are now in the language of whoever asks.
server-spoilers-on = Pictures are now hidden until someone clicks on them.
server-spoilers-off = Pictures are now shown right away.
server-waits-on = Members who reach their limit now wait their turn.
server-waits-off = Members who reach their limit are now turned away and told when to come back.
server-style-form = A preset for this server
field-style-name = Name
field-style-prompt = Prompt; { $place } is what the member wrote
server-style-kept = The preset { $name } is now on offer.
server-style-replaced = The preset { $name } is now on offer, in place of the one with the same name.
server-style-removed = The preset { $name } is no longer on offer.
server-styles-restored = { $count ->
    [0] No built-in preset had been removed.
    [one] { $count } built-in preset is on offer again.
   *[other] { $count } built-in presets are on offer again.
}

server-title = This server's settings:
server-name-channels = Channels
server-name-roles = Roles
server-name-models = Models
server-name-member-limit = Limit per member
server-name-server-limit = Limit for the server
server-name-language = Language of public messages
server-name-spoilers = Pictures hidden at first
server-name-waits = Members wait when they reach their limit
server-name-styles = Presets
server-any = all
server-deleted = a deleted one ({ $id })
server-and-more = { $shown } and { $count ->
    [one] { $count } other
   *[other] { $count } others
}
server-line = { $name }: { $value } · { $command }
server-limit-of-operator = { $limit } (set by the bot’s operator)
server-strikes = What moderators' warnings lead to
server-strikes-days = Days for which a warning counts
server-strikes-limit = Number of warnings that ban a member from drawing
server-strikes-hours = Length of that ban in hours
server-strikes-now = A warning counts for { $days ->
    [one] one day
   *[other] { $days } days
}. With { $limit ->
    [one] one warning
   *[other] { $limit } warnings
}, a member can't draw for { $hours ->
    [one] one hour
   *[other] { $hours } hours
}.
