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
refused-no-storage = No pude guardar tu petición, así que nada cuenta para tu límite. Inténtalo de nuevo en un minuto.
refused-closing = Me estoy reiniciando. Inténtalo de nuevo en un minuto.
refused-no-rules = Por ahora no se crean imágenes: no se puede leer la lista de palabras bloqueadas y quien administra el bot tiene que arreglarla.
refused-minors = El contenido sexual con menores se rechaza siempre.
refused-channel = Solo creo imágenes en { $channels }.
refused-role = Solo pueden crear imágenes quienes tengan uno de estos roles: { $roles }.
refused-adult = No dibujo desnudos ni contenido sexual. Prueba con otra cosa.
refused-word = Tu prompt contiene algo que no dibujo. Prueba con otras palabras.
refused-negative-word = Tu prompt negativo contiene algo que aquí no está permitido. Prueba con otras palabras.
refused-violence = No dibujo escenas sangrientas ni crueldad. Prueba con otra cosa.
refused-hate = No dibujo odio ni sus símbolos. Prueba con otra cosa.
refused-self-harm = No dibujo a personas que se hacen daño. Si lo estás pasando mal, habla con alguien de confianza; en findahelpline.com hay personas de tu país que escuchan.
refused-people = Aquí no dibujo a personas reales. Prueba con alguien inventado.
refused-server-words = Tu prompt contiene algo que no está permitido en este servidor. Prueba con otras palabras.
refused-unjudged = Todavía estoy revisando tus palabras. Inténtalo de nuevo en un momento.
refused-insisting = Se rechazaron varios de tus prompts seguidos; espera { $wait } y prueba con otras palabras.
refused-user-open = { $count ->
    [one] Ya tienes { $count } petición en marcha; vuelve a intentarlo cuando termine.
   *[other] Ya tienes { $count } peticiones en marcha; vuelve a intentarlo cuando termine alguna.
}
refused-user-waiting = Puedes tener como máximo { $count } imágenes en la cola a la vez. Ahora caben { $left } más y esto cuenta como { $units }. Vuelve a intentarlo cuando terminen algunas.
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
} como máximo. Pide menos de una vez.
allowance-user = Tu límite es de { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
} { $period }
allowance-server = El límite de este servidor es de { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
} { $period }
refused-too-many = { $allowance } y esto cuenta como { $units }. Pide menos de una vez.
refused-few-left = { $allowance }. Ahora { $left ->
    [one] queda { $left }
   *[other] quedan { $left }
} y esto cuenta como { $units }. Pide menos o vuelve a intentarlo en { $wait }.
refused-none-left = { $allowance } y ya está agotado. Vuelve a intentarlo en { $wait }.
refused-permission = No puedo crear imágenes aquí. Me faltan permisos en este canal: { $permissions }.
refused-file-size = Ese archivo ocupa { $megabytes } MB; el límite es de { $most } MB.
refused-file-pixels = Esa imagen tiene { $size } píxeles; el límite es de { $most } megapíxeles.
refused-file-unread = No pude descargar ese archivo de Discord. Adjúntalo otra vez.
refused-file-busy = Todavía estoy abriendo la última imagen que enviaste. Inténtalo de nuevo cuando termine.
refused-file-wait = Ahora mismo llegan muchas imágenes, así que no acepté la tuya y nada cuenta para tu límite. Inténtalo de nuevo en un momento.
refused-file-late = Descargar y abrir esa imagen tardó demasiado. Nada cuenta para tu límite; inténtalo de nuevo.
permission-view-channel = «Ver canal»
permission-send-messages = «Enviar mensajes»
permission-send-in-threads = «Enviar mensajes en hilos»
permission-attach-files = «Adjuntar archivos»
and = { $first } y { $second }
number = { $number }

refused-picture-gone = Esa imagen ya no está aquí: se eliminó o es de otro servidor.
refused-button = Este botón ya no funciona.
refused-draft-gone = Lo que escribiste ahí ya no está: pasa tras una hora, tras un reinicio o si después se rechazó otro formulario tuyo. Abre el formulario de nuevo.

## What goes wrong

fault = Algo salió mal. Quien administra el bot encontrará el error en su registro.
command-changed = Este comando acaba de cambiar; inténtalo de nuevo en un minuto.
failed-nothing-came = No se pudo crear la imagen. Quien administra el bot encontrará el motivo en su registro.
failed-given-up = No se pudo crear la imagen: el bot se detuvo a medias varias veces. Nada cuenta para tu límite.
failed-unprepared = El bot se detuvo mientras abría tu imagen. Nada cuenta para tu límite; inténtalo de nuevo.
failed-no-model = No se pudo crear ninguna imagen: no se pudo cargar el modelo { $model }. Quien administra el bot encontrará el motivo en su registro.
failed-no-lora = No se pudo crear ninguna imagen: el LoRA { $lora } no se puede usar con este modelo. Sin él, o con otro, funciona. Quien administra el bot encontrará el motivo en su registro.
failed-out-of-memory = Una imagen de este tamaño no cabe en la memoria de esta máquina.
failed-start-gone = La imagen base ya no está guardada, así que no se creó nada y nada cuenta para tu límite.
failed-too-large = Tus imágenes están listas, pero ocupan más de los { $megabytes } MB que puedo publicar aquí. Pide un tamaño más pequeño o menos imágenes de una vez.

## While a picture is being made

progress-step = paso { $step } de { $of }
progress-step-eta = paso { $step } de { $of }, lista en { $wait }
progress-starting = El modelo se está iniciando. Puede tardar un minuto o más, pero tu petición está guardada.
progress-loading = El modelo se está cargando. Puede tardar un minuto o más, pero tu petición está guardada.
progress-downloading = El modelo se está descargando. Tu petición está guardada.
progress-downloading-eta = El modelo se está descargando, listo en { $wait }. Tu petición está guardada.
progress-warming = El modelo se está preparando. Puede tardar un minuto o más, pero tu petición está guardada.
progress-measuring = El modelo se prepara por primera vez. Tu petición está guardada.
progress-measuring-eta = El modelo se prepara por primera vez, listo en { $wait }. Tu petición está guardada.
progress-place = Puesto { $place } en la cola.
progress-next = Siguiente de la cola
progress-next-eta = Siguiente de la cola, lista en { $wait }
progress-due = El límite está agotado por ahora; la imagen se creará { $due }.
progress-waiting = Hay { $count ->
    [one] { $count } petición
   *[other] { $count } peticiones
} por delante
progress-waiting-eta = Hay { $count ->
    [one] { $count } petición
   *[other] { $count } peticiones
} por delante; lista en { $wait }

## The answer

answer-without = { $prompt } sin { $negative }
answer-prompt = { $prompt }
answer-seeds = { $count ->
    [one] semilla { $seeds }
   *[other] semillas { $seeds }
}
answer-steps = { $steps } pasos
answer-guidance = guía { $guidance }
answer-start = imagen base rehecha: { $strength }
answer-variation = variación { $share } hacia la semilla { $seed }
answer-frames = { $count ->
    [one] { $count } fotograma
   *[other] { $count } fotogramas
}
answer-lora = LoRA { $lora } { $strength }
answer-drawn = dibujado: { $words }
answer-cut = El prompt es demasiado largo para { $model }. Se omitió: { $cut }.
answer-left-out = Se omitió, porque este modelo no tiene ningún LoRA con ese nombre: { $names }.
answer-unread = Se dibujó como simples palabras, porque no leo la sintaxis de otras herramientas: { $parts }.
answer-english = Esto no parece inglés, y { $model } solo entiende inglés: prueba con las mismas palabras en inglés.
answer-unknown-words = { $model } no conoce { $words }. Dibuja una o dos cosas sobre un fondo de color; prueba con { $examples }.
answer-choose-model = Para todo lo demás, elige el modelo { $larger } en `/imagine`.
answer-model = creada con { $model }
answer-after = a partir de una imagen de { $authors }
answer-for = Para { $member }: { $content }
alt-picture = Imagen generada por IA: { $prompt }, a petición de { $member }
alt-listed = { $prompt }, a petición de { $member }
alt-grid = { $count } imágenes generadas por IA: { $prompt }, a petición de { $member }
alt-animation = Animación generada por IA: { $prompt }, a petición de { $member }
button-single = Ver
button-vary = Variar
button-upscale = Ampliar
button-start = Usar como base
button-reroll = Regenerar
button-edit = Editar
button-details = Detalles
button-favourite = Favorita
button-delete = Eliminar
button-play = Reproducir
button-cancel = Cancelar
alt-preview = Imagen generada por IA, sin terminar: { $prompt }
button-retry = Volver a intentarlo
