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

server-words = Words that are refused or held here
server-words-add = Add a word, a phrase or a pattern
server-words-text = Which word or phrase; cat* stands for any ending
server-words-ruling = Refuse it, or hold it until a moderator approves?
server-words-kind = A word or phrase, or a pattern (RE2)?
server-words-refuse = refuse
server-words-hold = hold for approval
server-words-off = don't use them
server-words-word = word or phrase
server-words-pattern = pattern
server-words-remove = Remove a rule, or all of them
server-words-rule = Which rule; leave it out to remove all of your own
server-words-list = Show the rules
server-words-import = Use the keywords of this server's AutoMod, too
server-words-paste = Paste keywords of AutoMod that I can't read myself
server-words-form = Keywords of AutoMod
field-keywords = Keywords, with commas or a line each
field-patterns = Regex patterns, a line each
field-allowed = Words that are allowed all the same
server-words-added = Prompts with { $rule } are now { $ruling ->
    [hold] held until a moderator approves them
   *[refuse] refused
}.
server-words-removed = { $count ->
    [one] { $count } rule is
   *[other] { $count } rules are
} gone.
server-words-title = **Rules for words here:**
server-words-none = There are no rules for words here yet. `/server words add` makes one.
server-words-line = { $id }: { $rule } · { $ruling ->
    [hold] held
   *[refuse] refused
}
server-words-line-automod = { $line } · AutoMod
server-words-line-allowed = { $id }: { $rule } · allowed all the same
server-words-stale = I couldn't read AutoMod's keywords lately, so those from before are still in use. For that I need the permission Manage Server.
server-words-imported = { $count ->
    [0] AutoMod has no keywords here, so none are in use.
    [one] { $count } keyword of AutoMod is now in use.
   *[other] { $count } keywords of AutoMod are now in use.
}
server-words-left-out =
    { $imported }
    I couldn't use these: { $list }
server-words-not-imported = AutoMod's keywords are no longer in use.
refused-automod = I can't read AutoMod's keywords here: I need the permission Manage Server for that. You can also paste them with `/server words paste`.
refused-word-rule = A word needs letters or digits, and { $most } characters at most.
refused-pattern = I can't use the pattern { $value }: { $reason }.
refused-many-rules = A server can have { $most } rules for words, AutoMod's included. Please remove one first.
refused-large-patterns = The patterns of this server are too large together. Please remove one first.
refused-choice = I don't know that choice. Choose one from the list.
refused-rule-unknown = There's no rule { $value } of your own here. Choose one from the list as you type.
