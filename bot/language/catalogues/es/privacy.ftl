## /privacy: what is kept about a member

privacy-description = Lo que guardo sobre ti: míralo, descárgalo o elimínalo
privacy-show = Muestra qué guardo sobre ti y durante cuánto tiempo
privacy-export = Recibe en un archivo todo lo que guardo sobre ti
privacy-delete = Elimina todo lo que guardo sobre ti, en todos los servidores

privacy-title = Lo que guardo sobre ti, sumando todos los servidores:
privacy-requests = • { $count ->
    [one] { $count } petición
   *[other] { $count } peticiones
} con tu nombre y tu prompt; se eliminan { $days ->
    [one] { $days } día
   *[other] { $days } días
} después de la respuesta.
privacy-spent = • { $count ->
    [one] { $count } petición
   *[other] { $count } peticiones
} de las que, para tu límite, solo guardo el servidor, la hora y el número de imágenes; se eliminan { $days ->
    [one] { $days } día
   *[other] { $days } días
} después.
privacy-pictures = • { $count ->
    [one] { $count } imagen con su prompt, sus etiquetas y sus valores, para que sus botones funcionen, hasta que la elimines; su archivo,
   *[other] { $count } imágenes con su prompt, sus etiquetas y sus valores, para que sus botones funcionen, hasta que las elimines; sus archivos,
} { $days ->
    [one] { $days } día
   *[other] { $days } días
} como máximo.
privacy-favourites = • { $count ->
    [one] { $count } favorita
   *[other] { $count } favoritas
}.
privacy-choices = { $count ->
    [0] • Ningún ajuste tuyo: no has cambiado ninguno.
   *[other] • Tus ajustes, que puedes ver con `/settings show`.
}
privacy-moderation = • { $count ->
    [one] { $count } entrada
   *[other] { $count } entradas
} sobre suspensiones y sobre lo que hizo la moderación en relación contigo.
privacy-elsewhere = Los mensajes de tus canales los guarda Discord. `/privacy export` te da todo esto en un archivo; `/privacy delete` lo elimina.

privacy-exported = Aquí está todo lo que guardo sobre ti, con { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
}{ $left ->
    [0] .
    [one] ; falta { $left } imagen, y el archivo dice por qué.
   *[other] ; faltan { $left } imágenes, y el archivo dice por qué.
}
export-no-room = { $file }: ya no había sitio.
export-gone = { $file }: este archivo ya no está guardado.
export-unpublished = { $file }: no se aprobó.
refused-export-size = Lo que guardo sobre ti es demasiado grande para enviarlo aquí. Pídeselo a quien administra el bot.

privacy-ask = Esto elimina todo lo que guardo sobre ti, en todos los servidores: las peticiones en espera o en marcha, tus imágenes, favoritas, etiquetas y ajustes. No se puede deshacer. Solo guardo durante { $days ->
    [one] { $days } día
   *[other] { $days } días
}, sin ningún texto, cuántas imágenes creaste, cuándo y dónde: eliminar tus datos no reinicia tu límite. Los mensajes publicados se quedan en Discord hasta que los elimines allí; `/privacy export` te da la lista.
privacy-ask-links = Tus mensajes más recientes:
button-forget = Eliminar todo…
privacy-form = Eliminar todo sobre mí
privacy-form-word = Escribe «{ $word }» para eliminarlo todo
privacy-word = eliminar
privacy-deleted = Se eliminó todo lo que guardaba sobre ti ({ $count ->
    [0] ninguna imagen
    [one] { $count } imagen
   *[other] { $count } imágenes
}).
privacy-bans-stay = { $count ->
    [one] Una suspensión, advertencia o límite vigente se conserva con tu ID hasta que termine.
   *[other] { $count } suspensiones, advertencias y límites vigentes se conservan con tu ID hasta que terminen.
}
answer-forgotten = Cancelada: quien la pidió eliminó todos sus datos.
refused-not-your-data = Ese botón es para los datos de otra persona; para los tuyos está `/privacy delete`.
refused-word-differs = No se eliminó nada: no escribiste «{ $word }».
