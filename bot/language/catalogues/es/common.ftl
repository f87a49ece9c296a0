# What members read. A text's name says where it stands; numbers that are counted have plural forms.

## Lengths of time

about-seconds = aproximadamente { $count ->
    [one] { $count } segundo
   *[other] { $count } segundos
}
about-minutes = aproximadamente { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
about-hours = aproximadamente { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
# As in "10 imágenes por hora": the preposition belongs to it.
period-days = { $count ->
    [one] por día
   *[other] cada { $count } días
}
period-hours = { $count ->
    [one] por hora
   *[other] cada { $count } horas
}
period-minutes = { $count ->
    [one] por minuto
   *[other] cada { $count } minutos
}
period-seconds = { $count ->
    [one] por segundo
   *[other] cada { $count } segundos
}

## Why a request is not taken

refused-no-model = Por ahora no se pueden crear imágenes: no se pudo cargar el modelo { $model }. Quien administra el bot encontrará el motivo en su registro.
refused-no-storage = No se pudo guardar tu petición, así que no se acepta y no se te descuenta nada; inténtalo de nuevo en un minuto.
refused-closing = El bot se está reiniciando; inténtalo de nuevo en un minuto.
refused-no-rules = Por ahora no se crean imágenes: no se puede leer la lista de palabras bloqueadas y quien administra el bot tiene que arreglarla.
refused-minors = El contenido sexual con menores se rechaza siempre.
refused-channel = Solo se crean imágenes en { $channels }.
refused-role = Solo pueden crear imágenes quienes tengan uno de estos roles: { $roles }.
refused-word = El prompt contiene { $word }, que aquí no está permitido.
refused-negative-word = El prompt negativo contiene { $word }, que aquí no está permitido.
refused-unjudged = Todavía se están revisando tus palabras; inténtalo de nuevo en un momento.
refused-insisting = Se rechazaron varios de tus prompts seguidos; espera { $wait } y prueba con otras palabras.
refused-user-open = { $count ->
    [one] Ya tienes { $count } petición en marcha; vuelve a intentarlo cuando termine.
   *[other] Ya tienes { $count } peticiones en marcha; vuelve a intentarlo cuando termine alguna.
}
refused-user-waiting = Como máximo { $count } imágenes tuyas pueden esperar o dibujarse a la vez. Ahora caben { $left } más y esto cuenta como { $units }; vuelve a intentarlo cuando terminen algunas.
refused-server-open = Este servidor ya tiene { $count ->
    [one] { $count } petición
   *[other] { $count } peticiones
} en marcha; vuelve a intentarlo en unos minutos.
refused-line-full = La cola está llena: { $count ->
    [one] solo cabe { $count } imagen
   *[other] solo caben { $count } imágenes
} a la vez. Vuelve a intentarlo en unos minutos.
refused-line-short = Esto cuenta como { $units } imágenes y en la cola { $count ->
    [one] cabe { $count }
   *[other] caben { $count }
} como máximo; pide menos de una vez.
allowance-user = Puedes crear { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
} { $period }
allowance-server = En este servidor se { $count ->
    [one] puede crear { $count } imagen
   *[other] pueden crear { $count } imágenes
} { $period }
refused-too-many = { $allowance } y esto cuenta como { $units }; pide menos de una vez.
refused-few-left = { $allowance }, { $left ->
    [one] queda { $left }
   *[other] quedan { $left }
} y esto cuenta como { $units }; pide menos ahora o vuelve a intentarlo en { $wait }.
refused-none-left = { $allowance }; vuelve a intentarlo en { $wait }.
refused-permission = No puedo crear imágenes aquí. Me faltan permisos en este canal: { $permissions }.
refused-file-size = Ese archivo ocupa { $megabytes } MB; se leen como máximo { $most } MB.
refused-file-pixels = Esa imagen tiene { $size } píxeles; se leen como máximo { $most } megapíxeles.
refused-file-unread = Discord no me deja leer ese archivo; adjúntalo otra vez.
refused-file-busy = Todavía estoy abriendo la última imagen que enviaste; inténtalo de nuevo cuando termine.
refused-file-wait = Ahora mismo llegan muchas imágenes, así que no se aceptó ni se descontó nada; inténtalo de nuevo en un momento.
refused-file-late = Descargar y abrir esa imagen tardó demasiado. No se te descontó nada; inténtalo de nuevo.
permission-view-channel = «Ver canal»
permission-send-messages = «Enviar mensajes»
permission-send-in-threads = «Enviar mensajes en hilos»
permission-attach-files = «Adjuntar archivos»
and = { $first } y { $second }

refused-picture-gone = Esa imagen ya no está aquí: se eliminó o es de otro servidor.
refused-button = Este botón ya no hace nada.
refused-draft-gone = Lo que escribiste ahí ya no está: pasa tras una hora, tras un reinicio o si después se rechazó otro formulario tuyo. Abre el formulario de nuevo.

## What goes wrong

fault = Algo salió mal. Quien administra el bot encontrará el error en su registro.
command-changed = Este comando acaba de cambiar; inténtalo de nuevo en un minuto.
failed-nothing-came = No se pudo crear la imagen. Quien administra el bot encontrará el motivo en su registro.
failed-given-up = No se pudo crear la imagen: el bot se detuvo a medias varias veces. No se te descontó nada.
failed-unprepared = El bot se detuvo mientras abría tu imagen. No se te descontó nada; vuelve a pedirla.
failed-no-model = No se pudo crear ninguna imagen: no se pudo cargar el modelo { $model }. Quien administra el bot encontrará el motivo en su registro.
failed-no-lora = No se pudo crear ninguna imagen: el LoRA { $lora } no se puede usar con este modelo. Sin él, o con otro, funciona. Quien administra el bot encontrará el motivo en su registro.
failed-out-of-memory = Una imagen de este tamaño no cabe en la memoria de esta máquina.
failed-start-gone = La imagen de partida ya no está guardada, así que no se creó nada y no se te descuenta nada.
failed-too-large = Las imágenes están listas, pero ocupan más de los { $megabytes } MB que se pueden publicar aquí; pide un tamaño más pequeño o menos imágenes de una vez.

## While a picture is being made

progress-step = paso { $step } de { $of }
progress-step-eta = paso { $step } de { $of }, lista en { $wait }
progress-starting = El modelo se está iniciando, lo que puede tardar un minuto o más; tu petición está guardada.
progress-loading = El modelo se está cargando, lo que puede tardar un minuto o más; tu petición está guardada.
progress-warming = El modelo se está preparando, lo que puede tardar un minuto o más; tu petición está guardada.
progress-place = Puesto { $place } en la cola.
progress-next = Siguiente de la cola
progress-next-eta = Siguiente de la cola, lista en { $wait }
progress-due = Por ahora no queda cupo; la imagen se creará { $due }.
progress-waiting = Hay { $count ->
    [one] { $count } petición
   *[other] { $count } peticiones
} por delante
progress-waiting-eta = Hay { $count ->
    [one] { $count } petición
   *[other] { $count } peticiones
} por delante, lista en { $wait }

## The answer

answer-without = { $prompt } sin { $negative }
answer-prompt = { $prompt }
answer-seeds = { $count ->
    [one] semilla { $seeds }
   *[other] semillas { $seeds }
}
answer-steps = { $steps } pasos
answer-guidance = guía { $guidance }
answer-start = rehecho { $strength } de la imagen base
answer-variation = variación { $share } hacia la semilla { $seed }
answer-frames = { $count ->
    [one] { $count } fotograma
   *[other] { $count } fotogramas
}
answer-lora = LoRA { $lora } { $strength }
answer-drawn = dibujado: { $words }
answer-cut = El prompt es más largo de lo que lee { $model }; se omitió: { $cut }.
answer-left-out = Se omitió, porque aquí no se puede usar ningún LoRA con ese nombre: { $names }.
answer-unread = Se dibujó como simples palabras, porque esta sintaxis de otras herramientas no se interpreta aquí: { $parts }.
answer-english = Esto no parece inglés, y { $model } solo entiende inglés: prueba con las mismas palabras en inglés.
answer-unknown-words = { $model } no conoce { $words }. Dibuja una o dos cosas sobre un fondo de color; prueba con { $examples }.
answer-choose-model = Para todo lo demás, elige el modelo { $larger } en `/imagine`.
answer-model = creada con { $model }
answer-after = a partir de una imagen de { $authors }
answer-for = Para { $member }: { $content }
alt-picture = { $prompt }, a petición de { $member }
alt-grid = { $count } imágenes: { $prompt }, a petición de { $member }
alt-animation = Animación: { $prompt }, a petición de { $member }
button-single = Ver
button-vary = Variar
button-upscale = Ampliar
button-start = Partir de esta
button-reroll = Otra vez
button-edit = Editar
button-details = Detalles
button-favourite = Favorita
button-delete = Eliminar
button-play = Reproducir
button-cancel = Cancelar
alt-preview = Imagen sin terminar: { $prompt }
button-retry = Volver a intentarlo
