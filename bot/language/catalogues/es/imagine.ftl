## /imagine

imagine-description = Crea una imagen a partir de palabras
imagine-prompt = Qué quieres ver, por ejemplo: red apple
imagine-negative-prompt = Qué no quieres ver
imagine-count = Cuántas imágenes, de 1 a { $most } (por defecto, 1)
imagine-size = Ancho × alto en píxeles (por defecto, { $default })
imagine-steps = Pasos de eliminación de ruido, de 1 a { $most } (por defecto, { $default })
imagine-guidance = Con qué fidelidad sigue el prompt, de 1 a { $most } (por defecto, { $default })
imagine-seed = La misma semilla, palabras y opciones dan la misma imagen; si no, al azar
imagine-style = Un estilo que se añade a tu prompt
imagine-start = Una imagen para usar como base
imagine-strength = Cuánto de esa imagen se rehace, de 0,05 a 1
imagine-sampler = Sampler (si tienes dudas, no lo toques)
imagine-model = Qué modelo (por defecto, { $default }, si el servidor no tiene otro)
imagine-lora = Un LoRA para el modelo
imagine-lora-strength = Con qué fuerza, de −2 a 2 (1 es como se entrenó)
refused-lora = Aquí no hay ningún LoRA { $name }; elige uno de los que aparecen mientras escribes.
refused-style = Aquí no hay ningún estilo { $name }; elige uno de los que aparecen mientras escribes.
