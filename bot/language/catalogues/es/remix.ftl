## Forms that make something of a picture

edit-title = Editar y crear de nuevo
field-prompt = Prompt
field-prompts = Prompts, uno por línea (de 2 a 6)
field-negative = Prompt negativo
field-steps = Pasos
field-guidance = Guía
field-frames = Fotogramas
field-seed = Semilla (déjala vacía para una al azar)
refused-start-gone = La imagen base de esta ya no está guardada, así que no se puede volver a crear.
refused-file-gone = El archivo de esta imagen ya no está guardado, así que no se puede mostrar, ampliar ni usar como base. Todo lo demás sigue funcionando.
start-title = Usar esta imagen como base
start-choose = ¿Qué imagen de este mensaje?
field-strength = Cuánto se rehace, de 0,05 a 1
field-picture = Qué imagen, de 1 a { $count }

## Who made what of whose picture, under the picture that came of it

made-reroll = { $member } volvió a generar { $picture }
made-vary = { $member } varió { $picture }
made-upscale = { $member } amplió { $picture }
made-start = { $member } usó como base { $picture }
made-edit = { $member } editó { $picture }
picture-of = una imagen de { $authors }
picture-own = su propia imagen
picture-deleted = una imagen eliminada
