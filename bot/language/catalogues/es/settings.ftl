## /settings: a member's own defaults

settings-description = Tus propios ajustes para todas las imágenes, en todos los servidores
settings-show = Muestra tus ajustes
settings-set = Cambia tus ajustes; lo que no indiques se queda igual
settings-reset = Vuelve a los ajustes por defecto del bot
settings-reset-what = Cuál; todos, si no eliges ninguno
settings-set-count = Imágenes de una vez, de 1 a { $most }
settings-set-size = Ancho × alto en píxeles
settings-set-steps = Pasos de denoising, de 1 a { $most }
settings-set-guidance = Con qué fidelidad se sigue el prompt, de 1 a { $most }
settings-set-sampler = Qué sampler elimina el ruido
settings-set-negative-prompt = Qué no quieres ver cuando no lo indicas
settings-set-style = Un estilo para todos los prompts
settings-set-language = En qué idioma te hablo
settings-set-remix = ¿Pueden otras personas hacer algo con tus imágenes?
settings-set-still = ¿Mostrar primero una imagen fija de las animaciones?

settings-as-discord = como mi Discord
settings-title = Tus ajustes en todos los servidores; lo que indiques en un comando tiene prioridad:
setting-count = Imágenes de una vez
setting-size = Tamaño
setting-steps = Pasos
setting-guidance = Guía
setting-sampler = Sampler
setting-negative-prompt = Prompt negativo
setting-style = Estilo
setting-language = Idioma
setting-remix = Otras personas pueden hacer algo con tus imágenes
setting-still = Animaciones primero como imagen fija
setting-line = { $name }: { $value }
setting-default = { $value } (por defecto)
setting-none = ninguno
setting-yes = sí
setting-no = no
settings-all-reset = Todos tus ajustes vuelven a ser los del bot.
settings-one-reset = Este ajuste vuelve a ser el del bot: { $name }.
refused-nothing-to-set = Di qué quieres cambiar: elige al menos una de las opciones de `/settings set`.
