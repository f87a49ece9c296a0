## /settings: a member's own settings

settings-description = Tus propios ajustes para todas las imágenes, en todos los servidores
settings-show = Muestra tus ajustes
settings-set = Cambia tus ajustes; lo que no indiques se queda igual
settings-reset = Vuelve a los valores por defecto
settings-reset-what = Cuál; todos, si no eliges ninguno
settings-set-count = Cuántas imágenes de una vez, de 1 a { $most }
settings-set-size = Ancho × alto en píxeles
settings-set-steps = Pasos de eliminación de ruido, de 1 a { $most }
settings-set-guidance = Con qué fidelidad se sigue el prompt, de 1 a { $most }
settings-set-sampler = Sampler (si tienes dudas, no lo toques)
settings-set-negative-prompt = Qué no quieres ver cuando no escribes otra cosa
settings-set-style = Un estilo para todos los prompts
settings-set-language = El idioma en que te hablo
settings-set-remix = ¿Pueden otras personas usar tus imágenes?
settings-set-still = ¿Mostrar primero una imagen fija de las animaciones?

settings-as-discord = como mi Discord
settings-title = Tus ajustes en todos los servidores (lo que elijas en un comando tiene prioridad):
setting-count = Imágenes de una vez
setting-size = Tamaño
setting-steps = Pasos
setting-guidance = Guía
setting-sampler = Sampler
setting-negative-prompt = Prompt negativo
setting-style = Estilo
setting-language = Idioma
setting-remix = Otras personas pueden usar tus imágenes
setting-still = Animaciones primero como imagen fija
setting-line = { $name }: { $value }
setting-default = { $value } (por defecto)
setting-none = ninguno
setting-yes = sí
setting-no = no
settings-all-reset = Todos tus ajustes vuelven a estar por defecto.
settings-one-reset = Vuelve a estar por defecto: { $name }.
refused-nothing-to-set = No hay nada que cambiar: elige al menos una opción de `/settings set`.
