## /imagine

imagine-description = Draw a picture from words
imagine-prompt = What to draw, for example: red apple
imagine-negative-prompt = What you don't want to see
imagine-count = How many pictures, 1 to { $most } (default 1)
imagine-size = Width × height in pixels (default { $default })
imagine-steps = Denoising steps, 1 to { $most } (default { $default })
imagine-guidance = How closely to follow the prompt, 1 to { $most } (default { $default })
imagine-seed = The same seed, words and options give the same picture; random if left out
imagine-style = A preset to wrap around your prompt
imagine-start = A picture to start from
imagine-strength = How much of that picture to redraw, 0.05 to 1
imagine-sampler = Sampler (leave it alone if unsure)
imagine-model = Which model draws (default { $default }, unless this server has another)
imagine-lora = A LoRA to apply
imagine-lora-strength = How strongly to apply it, −2 to 2 (1 is as trained)
refused-lora = There's no LoRA { $name } here. Choose one from the list as you type.
refused-style = There's no preset { $name } here. Choose one from the list as you type.
