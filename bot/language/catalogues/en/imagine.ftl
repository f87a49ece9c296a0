## /imagine

imagine-description = Draw a picture from words
imagine-prompt = What to draw, for example: red apple
imagine-negative-prompt = What to steer away from
imagine-count = Pictures, 1 to { $most }; the default is 1
imagine-size = Width × height in pixels; the default is { $default }
imagine-steps = Denoising steps, 1 to { $most }; the default is { $default }
imagine-guidance = How closely to follow the prompt, 1 to { $most }; the default is { $default }
imagine-seed = The same seed and words give the same picture; else a random one
imagine-style = A preset that is put around the prompt
imagine-start = A picture to begin with
imagine-strength = How much of that picture is drawn anew, 0.05 to 1
imagine-sampler = Which algorithm denoises
imagine-model = Which model draws; the default is { $default } unless this server has another
imagine-lora = A LoRA that the model wears
imagine-lora-strength = How strongly, −2 to 2; 1 is as trained
refused-lora = There is no LoRA { $name } here; choose one that is offered while you type.
refused-style = There is no style { $name } here; choose one that is offered while you type.
