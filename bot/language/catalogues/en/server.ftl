## /server: what those who manage a server set for all of it

server-description = Set up drawing for this server
server-show = Show what is set
server-channels = Where pictures may be drawn
server-channels-add = Allow a channel; all others are not, but for those you add
server-channels-remove = Take a channel off the list
server-channels-clear = Allow all channels again
server-channel = Which channel
server-channel-remove = Which channel; those that were deleted if you choose none
server-roles = Who may draw
server-roles-add = Allow a role; members need one of those that you add
server-roles-remove = Take a role off the list
server-roles-clear = Allow all members again
server-role = Which role
server-role-remove = Which role; those that were deleted if you choose none
server-models = Which models may draw here
server-models-add = Allow a model; all others are not, but for those you add
server-models-remove = Take a model off the list
server-models-clear = Allow all models again
server-model = Which model
server-limits = How many pictures may be asked for
server-limits-member = Pictures of one member, for example 10/hour; none takes the limit away
server-limits-server = Pictures of all together, for example 100/hour; none takes the limit away
server-language = In which language I say what all see
server-language-which = Which language
server-as-discord = as each member's own
server-spoilers = Hide pictures until somebody clicks on them
server-spoilers-hidden = Are pictures hidden at first?
server-waits = What happens to members who have used up their allowance
server-waits-wait = Do they wait for it, instead of being refused?
server-styles = The presets that are offered here
server-styles-add = Add a preset of your own
server-styles-edit = Change a preset
server-styles-remove = Offer a preset no more
server-styles-restore = Offer the built-in presets again that were removed
server-style = Which preset

refused-no-manager = This is for those who run the server: it needs the permission Manage Server.
refused-too-many-listed = At most { $most } can be listed; please remove one first.
refused-model-unknown = There is no model { $name } here; choose one that is offered while you type.
refused-language = I do not speak that language; choose one that is offered.
refused-no-limit = Say what to change: choose a limit of a member or of the server.
refused-limit-form = A limit must look like { $example }, of 1 picture or more, or be “none”. You gave { $value }.
refused-limit-generous = The bot's operator allows { $allowed } at most. You gave { $value }.
refused-limit-long = A limit's period can be { $days ->
    [one] { $days } day
   *[other] { $days } days
} at most, because the bot forgets requests after that. You gave { $value }.
refused-style-empty = A preset needs a name and a prompt.
refused-style-twice = A preset holds { $place } at most once; yours holds it { $times } times.
refused-many-styles = A server can have { $most } presets of its own; please remove one first.
refused-channels-gone = Pictures may be drawn only in channels that have all been deleted; somebody with the permission Manage Server can choose others with `/server channels`.

limit-item = { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
} per { $period }
server-channels-now = Pictures are drawn only in { $list } now.
server-channels-all = Pictures are drawn in all channels now.
server-roles-now = Pictures are drawn only for members with one of these roles now: { $list }.
server-roles-all = Pictures are drawn for all members now.
server-models-now = Pictures are drawn only by { $list } now.
server-models-all = Pictures are drawn by every model now.
server-models-without = Pictures are drawn only by { $list } now; this bot has { $model }, so nothing is drawn here.
server-limit-member = One member may have { $limit }
server-limit-server = This server may have { $limit }
server-limits-both =
    { $member }
    { $server }
server-limits-none = Only the limits of the bot's operator hold now.
server-language-now = What all see is said in this language now: { $language }.
server-language-own = What all see is said in the language of whoever asks now.
server-spoilers-on = Pictures are hidden now until somebody clicks on them.
server-spoilers-off = Pictures are shown at once now.
server-waits-on = Who has used up an allowance waits for it now.
server-waits-off = Who has used up an allowance is told so now, and for how long.
server-style-form = A preset of this server
field-style-name = Name
field-style-prompt = Prompt; { $place } is what the member wrote
server-style-kept = The preset { $name } is offered now.
server-style-replaced = The preset { $name } is offered now, in place of the one that had this name.
server-style-removed = The preset { $name } is offered no more.
server-styles-restored = { $count ->
    [0] No built-in preset had been removed.
    [one] { $count } built-in preset is offered again.
   *[other] { $count } built-in presets are offered again.
}

server-title = What is set for this server:
server-name-channels = Channels
server-name-roles = Roles
server-name-models = Models
server-name-member-limit = Limit of one member
server-name-server-limit = Limit of the server
server-name-language = Language of what all see
server-name-spoilers = Pictures hidden at first
server-name-waits = Members wait for their allowance
server-name-styles = Presets
server-any = all
server-deleted = a deleted one ({ $id })
server-and-more = { $shown } and { $count ->
    [one] { $count } other
   *[other] { $count } others
}
server-line = { $name }: { $value } · { $command }
server-limit-of-operator = { $limit } (set by the bot’s operator)
