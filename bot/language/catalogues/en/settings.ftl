## /settings: a member's own defaults

settings-description = Your own defaults for every picture, in every server
settings-show = Show your defaults
settings-set = Change your defaults; what you leave out stays
settings-reset = Go back to the bot's defaults
settings-reset-what = Which one; all of them if you choose none
settings-set-count = Pictures at a time, 1 to { $most }
settings-set-size = Width × height in pixels
settings-set-steps = Denoising steps, 1 to { $most }
settings-set-guidance = How closely to follow the prompt, 1 to { $most }
settings-set-sampler = Which algorithm denoises
settings-set-negative-prompt = What to steer away from where you do not say it
settings-set-style = A preset for every prompt
settings-set-language = In which language I speak to you
settings-set-remix = May others make something of your pictures?
settings-set-still = Show animations as a still picture first?

settings-as-discord = as my Discord
settings-title = Your defaults in every server; what you say in a command comes first:
setting-count = Pictures at a time
setting-size = Size
setting-steps = Steps
setting-guidance = Guidance
setting-sampler = Sampler
setting-negative-prompt = Negative prompt
setting-style = Style
setting-language = Language
setting-remix = Others may make something of your pictures
setting-still = Animations as a still picture first
setting-line = { $name }: { $value }
setting-default = { $value } (default)
setting-none = none
setting-yes = yes
setting-no = no
settings-all-reset = All your defaults are the bot's again.
settings-one-reset = This is the bot's default again: { $name }.
refused-nothing-to-set = Say what to change: choose at least one of the options of `/settings set`.
