## /server: how careful I am, limits by role, single channels, quiet hours, and the overview

server-safety = Cuánto cuidado tengo aquí con las palabras y las imágenes
server-safety-show = Muestra qué se rechaza, se retiene y se oculta aquí
server-safety-words = Elige qué pasa con los prompts que tienen palabras de un tipo
server-safety-words-category = Qué tipo de palabras
server-safety-words-ruling = Qué pasa con esos prompts
server-safety-pictures = Elige cuánto cuidado tengo con imágenes que pueden mostrar desnudos
server-safety-level = Cuánto cuidado; relajado es solo para canales con restricción de edad
server-safety-channel = Solo en este canal; omítelo para todo el servidor
server-safety-adult = ¿Es para los canales con restricción de edad en lugar de los demás?
server-safety-spoiler = Número propio: ocultar imágenes desde esta puntuación, de 0 a 1
server-safety-hold = Número propio: retener imágenes desde esta puntuación, de 0 a 1
server-safety-block = Número propio: no mostrar nunca imágenes desde esta puntuación, de 0 a 1
safety-minors = Contenido sexual con menores
safety-adult = Desnudos y contenido sexual
safety-violence = Violencia y sangre
safety-hate = Odio
safety-self-harm = Autolesiones
safety-people = Personas reales por su nombre
ruling-always = se rechaza siempre
ruling-off = se permite
ruling-hold = se retiene hasta que decida la moderación
ruling-refuse = se rechaza
level-strict = estricto
level-normal = normal
level-relaxed = relajado
level-default = por defecto
bands = ocultas desde { $spoiler }, retenidas desde { $hold }, nunca mostradas desde { $block }
bands-of-level = { $level } ({ $bands })
server-safety-now = { $category }: desde ahora { $ruling }. El contenido sexual con menores se rechaza siempre.
server-safety-pictures-now = Imágenes desde ahora: { $bands }.
server-safety-adult-now = Imágenes en canales con restricción de edad desde ahora: { $bands }.
server-safety-there = Imágenes en { $channel } desde ahora: { $bands }.
refused-category = Esa opción no existe. Elige una de la lista.
refused-no-bands = No hay nada que cambiar: elige un nivel o un número.
refused-bands-order = Ocultas, retenidas y nunca mostradas tienen que ir en este orden, del número más bajo al más alto. Sería { $bands }.
refused-bands-loose = Solo en los canales que Discord marca con restricción de edad puedo tener menos cuidado que esto: { $bands }.

server-quotas = Límites para miembros con un rol
server-quotas-add = Pone el límite de un rol, en lugar del límite por miembro
server-quotas-limit = Imágenes por miembro, por ejemplo 10/hour; none deja solo el del bot
server-quotas-remove = Quita el límite de un rol
server-quotas-clear = Quita los límites de todos los roles
server-role-limit = { $role }: { $limit }
server-role-unlimited = solo el límite de quien administra el bot
server-quotas-now = Límites por rol: { $list }. Con varios roles cuenta el más generoso, y nunca más de lo que permite quien administra el bot.
server-quotas-none = Ahora ningún rol tiene un límite propio.

server-spoiler-roles = De quién se ocultan las imágenes hasta que alguien haga clic
server-spoiler-roles-add = Oculta las imágenes de los miembros con un rol
server-spoiler-roles-remove = Quita un rol de la lista
server-spoiler-roles-clear = Ya no oculta las imágenes de ningún rol
server-spoiler-roles-now = Ahora se ocultan al principio las imágenes de quienes tengan uno de estos roles: { $list }.
server-spoiler-roles-all = Ahora no se ocultan al principio las imágenes de ningún rol.

server-place = Modelo, tamaño y estilos de un solo canal
server-place-set = Pone el modelo, el tamaño o el estilo de un canal y sus hilos
server-place-model = El modelo, si el miembro no elige otro
server-place-size = El tamaño, si el miembro no elige otro
server-place-style = El estilo, si el miembro no elige otro
server-place-force = ¿Todas las imágenes de allí llevan este estilo?
server-place-spoiler = ¿Ocultar las imágenes de allí hasta que alguien haga clic?
server-place-allow = Permite un estilo allí; solo se ofrecen los que permitas
server-place-forbid = Quita un estilo de esa lista
server-place-reset = Quita lo que está puesto para un canal
server-place-reset-channel = Qué canal; omítelo para quitar los eliminados
server-place-reset-what = Solo esto; omítelo para quitarlo todo
place-part-model = modelo
place-part-size = tamaño
place-part-style = estilo
place-part-styles = estilos ofrecidos
place-part-spoiler = imágenes ocultas
place-name = Solo en { $channel }
place-model = modelo { $model }
place-size = tamaño { $size }
place-style = estilo { $style }
place-forced = siempre el estilo { $style }
place-styles = solo los estilos { $list }
place-spoiler = imágenes ocultas al principio
place-bands = imágenes { $bands }
place-approval = aprobación: { $what }
place-now = Ahora en { $channel }: { $list }.
place-nothing = Ahora no hay nada puesto solo para { $channel }.
place-deleted = { $count ->
    [0] Ningún canal eliminado tenía nada puesto.
    [one] Quité lo que estaba puesto para { $count } canal eliminado.
   *[other] Quité lo que estaba puesto para { $count } canales eliminados.
}
refused-place-nothing = No hay nada que cambiar: elige al menos una opción.
refused-place-force = Elige el estilo que llevarán todas las imágenes de allí.
refused-place-style = El estilo { $name } no es de los que permites allí: { $list }.
refused-size = Aquí no hay ningún tamaño { $name }; elige uno de los que aparecen mientras escribes.
refused-style-forced = En este canal todas las imágenes llevan el estilo { $names }.
refused-style-listed = En este canal puedes elegir entre estos estilos: { $names }.

server-quiet = Horas en las que nadie crea imágenes
server-quiet-set = Pone las horas en las que nadie crea imágenes, ni la moderación
server-quiet-start = Desde cuándo, por ejemplo 22:30
server-quiet-end = Hasta cuándo, por ejemplo 7:00
server-quiet-zone = Zona horaria, por ejemplo Europe/Madrid
server-quiet-off = Vuelve a crear imágenes a todas horas
quiet-hours = de { $start } a { $end } ({ $zone })
server-quiet-now = Ahora no creo imágenes en estas horas: { $hours }.
server-quiet-none = Ahora creo imágenes a todas horas.
refused-quiet-hours = Aquí son horas de silencio; volveré a crear imágenes { $left }, a las { $when }.
refused-quiet-same = Las horas de silencio necesitan un principio y un final distintos.
refused-time = Una hora tiene que ser como 22:30. Indicaste { $value }.
refused-zone = No conozco la zona horaria { $value }; elige una de las que aparecen mientras escribes.

overview-title = Configuración de este servidor
overview-page = { $title }, página { $page } de { $pages }
overview-changed = distinto de lo que viene por defecto
overview-problems = Conviene revisarlo
overview-drawing = Crear imágenes
overview-limits = Límites
overview-safety = Seguridad
overview-approval = Aprobación
server-fact = { $name }: { $value }
server-name-spoiler-roles = Roles cuyas imágenes se ocultan al principio
server-name-role-limits = Límites por rol
server-name-quiet = Horas de silencio
server-name-bands = Imágenes
server-name-adult-bands = Imágenes en canales con restricción de edad
server-name-approval = La moderación aprueba
server-name-review-channel = Canal de revisión
server-name-review-timeout = Lo que nadie decide
approval-none = nada
approval-prompt = prompts
approval-picture = imágenes
approval-both = prompts e imágenes
review-reject = se rechaza a las { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
review-approve = se aprueba a las { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
problem-unknown = Discord no responde ahora, así que no pude ver tus canales y roles.
problem-review-none = Nadie puede aprobar lo retenido: no hay canal de revisión.
problem-review-gone = Nadie puede aprobar lo retenido: el canal de revisión se eliminó.
problem-review-closed = No puedo mostrar lo retenido en { $channel }: me falta el permiso { $permissions }.
problem-reviewers = Solo puede aprobar lo retenido la persona propietaria del servidor: ningún rol de moderación ve { $channel }.
problem-deleted = Eliminado, pero aún en la lista: { $list }. Se quita con { $command }.
problem-adult = { $channel } ya no tiene restricción de edad, así que allí tengo el mismo cuidado que en los demás.
problem-models = Este bot tiene { $models } y no permites ninguno, así que aquí no se crea nada.
problem-place = Puesto para { $channel }, pero no disponible: { $list }.

## /server approval

server-approval = Qué aprueba la moderación antes de que se vea
server-approval-mode = Elige qué aprueba la moderación, aquí o en un canal
server-approval-what = Qué espera a la moderación
server-approval-only = Solo en este canal
server-approval-channel = Elige dónde decide la moderación
server-approval-where = Un canal que solo ve la moderación
server-approval-deadline = Elige qué pasa si nadie decide
server-approval-hours = Después de cuántas horas
server-approval-then = Qué pasa entonces; lo que retiene el filtro siempre se rechaza
approval-server = como en el servidor
timeout-reject = rechazar
timeout-approve = aprobar
server-approval-now = La moderación aprueba aquí: { $what }.
server-approval-there = La moderación aprueba en { $channel }: { $what }.
server-approval-alone = { $said } Aún no hay canal para ello: `/server approval channel`.
server-approval-cards = { $count ->
    [0] Lo que espera a la moderación se muestra desde ahora en { $channel }.
    [one] Lo que espera a la moderación se muestra desde ahora en { $channel }, también { $count } que ya espera.
   *[other] Lo que espera a la moderación se muestra desde ahora en { $channel }, también { $count } que ya esperan.
}
server-approval-public = { $said } { $warning }
server-approval-reject = { $hours ->
    [one] Lo que nadie decide se rechaza después de una hora.
   *[other] Lo que nadie decide se rechaza después de { $hours } horas.
}
server-approval-approve = { $hours ->
    [one] Lo que nadie decide se aprueba después de una hora, salvo lo que retiene el filtro.
   *[other] Lo que nadie decide se aprueba después de { $hours } horas, salvo lo que retiene el filtro.
}
refused-approval = Elige uno de los valores ofrecidos.
problem-review-public = Cualquiera puede leer { $channel }, donde muestro lo retenido.
problem-unposted = Esperan a la moderación: { $count }; sin mostrar en ningún canal: { $unposted }. `/moderation release` los enumera.
