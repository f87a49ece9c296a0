## A picture, its details and its tags

button-erase = Eliminar definitivamente
button-tags = Etiquetas
button-more = Más
more-title = { $count ->
    [one] Más para esta imagen:
   *[other] Más para estas { $count } imágenes:
}
button-first = Primera página
button-previous = Página anterior
button-next = Página siguiente
favourite-added = Añadida a tus favoritas. Es favorita de { $count ->
    [one] { $count } miembro
   *[other] { $count } miembros
}.
favourite-removed = Quitada de tus favoritas. { $count ->
    [0] Ya no es favorita de nadie.
    [one] Sigue siendo favorita de { $count } miembro.
   *[other] Sigue siendo favorita de { $count } miembros.
}
details-title = Detalles de esta imagen
details-title-of = Detalles de la imagen { $number } de { $count }
details-foreign = Esto es lo que lleva escrito esta imagen:
details-negative = Sin
details-size = Tamaño
details-steps = Pasos
details-guidance = Guía
details-guidance-range = Rango de la guía
details-range = { $low }–{ $high }
details-seed = Semilla
details-sampler = Sampler
details-spacing = Scheduler
details-strength = Cuánto se rehízo
details-zoom = Zoom
details-upscale = Ampliada
details-variation = Variación
details-towards = { $share } → { $seed }
details-frames = Fotogramas
details-lora = LoRA
details-model = Modelo
details-took = Tiempo
details-stages = { $total } s: espera { $queue } s · codificación { $encode } s · eliminación de ruido { $denoise } s ({ $speed } pasos/s) · decodificación { $decode } s · { $precision }, { $engine }
details-seconds = { $seconds } s
details-author = A petición de
details-date = Creada
details-children = Imágenes hechas a partir de ella
details-favourites = Favorita de
details-members = { $count ->
    [one] { $count } miembro
   *[other] { $count } miembros
}
details-tags = Etiquetas
details-parents = Hecha a partir de
details-parent = una imagen de { $author } { $link }
details-parent-deleted = una imagen que se eliminó
tags-title = Etiquetas de esta imagen
tags-label = Como máximo { $most }, separadas por comas
tags-kept = Las etiquetas de esta imagen ahora son: { $tags }.
tags-removed = Esta imagen ya no tiene etiquetas.
refused-tagging = Solo quien pidió esta imagen y la moderación pueden ponerle etiquetas.
refused-tags = Una imagen tiene como máximo { $most } etiquetas. Indicaste { $count }.
refused-tag = Una etiqueta lleva letras, cifras, espacios y guiones, { $most } caracteres como máximo, y empieza por una letra o una cifra. Indicaste { $tag }.
refused-tag-words = Una de estas etiquetas contiene algo que aquí no está permitido, así que no guardé ninguna.
refused-too-large = Ni siquiera reducida cabe esta imagen en los { $most } MB que puedo enviar aquí.
refused-not-taken = Discord no aceptó la respuesta. Inténtalo de nuevo en un minuto.
refused-no-picture = En este mensaje no hay ninguna imagen.
# In the menus of Discord, at most 32 characters.
menu-details = Detalles de la imagen
menu-start = Usar como base
menu-gallery = Galería de este miembro

## Deleting

delete-ask = { $count ->
    [one] ¿Eliminar definitivamente esta imagen y su mensaje? La moderación la ve durante 7 días. Lo que otras personas hayan hecho con ella se queda.
   *[other] ¿Eliminar definitivamente las { $count } imágenes de este mensaje, y el mensaje? La moderación las ve durante 7 días. Lo que otras personas hayan hecho con ellas se queda.
}
deleted = { $count ->
    [one] Se eliminó la imagen.
   *[other] Se eliminaron las { $count } imágenes.
}
deleted-but-message = { $count ->
    [one] Eliminé la imagen, pero ya no puedo eliminar su mensaje. Hazlo en Discord.
   *[other] Eliminé las { $count } imágenes, pero ya no puedo eliminar su mensaje. Hazlo en Discord.
}
refused-deleting = Solo quien pidió esta imagen y la moderación pueden eliminarla.
refused-not-deleted = Discord no eliminó el mensaje, así que no se eliminó nada. Inténtalo de nuevo en un minuto.

## Pages

history-description = Tus propias imágenes en este servidor
history-title = Tus imágenes en este servidor, página { $page }
gallery-description = Las imágenes de este servidor
gallery-member = Solo las imágenes que pidió este miembro
gallery-tag = Solo las imágenes con esta etiqueta
gallery-favourites = Solo tus favoritas
gallery-search = Solo las imágenes con estas palabras en el prompt
gallery-title = Imágenes de este servidor, página { $page }
gallery-of-favourites = tus favoritas
gallery-of-member = a petición de { $member }
gallery-of-tag = con la etiqueta { $tag }
gallery-of-words = con las palabras { $words }
gallery-empty = Aquí no hay imágenes que mostrar.
gallery-line = { $number }. { $prompt } de { $author }
alt-sheet = Hoja de contactos con { $count ->
    [one] { $count } imagen generada por IA
   *[other] { $count } imágenes generadas por IA
}: { $pictures }

## Numbers

stats-description = Cuántas imágenes se crearon aquí, quién las pidió y cómo
stats-server = **Este servidor**
stats-own = **Tú, en este servidor**
stats-none = Todavía no hay imágenes.
stats-pictures = { $ever ->
    [one] { $ever } imagen
   *[other] { $ever } imágenes
}, { $week } en los últimos 7 días y { $day } en las últimas 24 horas
stats-median = La mitad tardó como máximo { $seconds } s cada una.
stats-samplers = Samplers más usados: { $samplers }
stats-sizes = Tamaños más usados: { $sizes }
stats-members = { $count ->
    [one] { $count } miembro
   *[other] { $count } miembros
}; la mayoría de las imágenes son de { $members }
