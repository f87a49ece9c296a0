## /settings: a member's own settings

settings-description = Your own settings, for every picture in every server
settings-show = Show your settings
settings-set = Change your settings; what you leave out stays as it is
settings-reset = Put your settings back to default
settings-reset-what = Which one; leave it out for all of them
settings-set-count = How many pictures at a time, 1 to { $most }
settings-set-size = Width × height in pixels
settings-set-steps = Denoising steps, 1 to { $most }
settings-set-guidance = How closely to follow the prompt, 1 to { $most }
settings-set-sampler = Sampler (leave it alone if unsure)
settings-set-negative-prompt = What you don't want to see, unless you write something else
settings-set-style = A preset for every prompt
settings-set-language = The language I speak with you
settings-set-remix = May others remix your pictures?
settings-set-still = Show animations as a still picture first?

settings-as-discord = as my Discord
settings-title = Your settings in every server (what you choose in a command comes first):
setting-count = Pictures at a time
setting-size = Size
setting-steps = Steps
setting-guidance = Guidance
setting-sampler = Sampler
setting-negative-prompt = Negative prompt
setting-style = Preset
setting-language = Language
setting-remix = Others may remix your pictures
setting-still = Animations as a still picture first
setting-line = { $name }: { $value }
setting-default = { $value } (default)
setting-none = none
setting-yes = yes
setting-no = no
settings-all-reset = All your settings are back to default.
settings-one-reset = Back to default: { $name }.
refused-nothing-to-set = There's nothing to change: choose at least one option of `/settings set`.
