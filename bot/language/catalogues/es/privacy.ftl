## /privacy: what is kept about a member

privacy-description = Lo que guardo sobre ti: míralo, llévatelo o haz que se elimine
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
} de las que, para tu cupo, solo quedan el servidor, la hora y el número de imágenes; se eliminan { $days ->
    [one] { $days } día
   *[other] { $days } días
} después.
privacy-pictures = • { $count ->
    [one] { $count } imagen con su prompt, sus etiquetas y sus valores, hasta que la elimines, para que sus botones funcionen; su archivo,
   *[other] { $count } imágenes con su prompt, sus etiquetas y sus valores, hasta que las elimines, para que sus botones funcionen; sus archivos,
} { $days ->
    [one] { $days } día
   *[other] { $days } días
} como máximo.
privacy-favourites = • { $count ->
    [one] { $count } favorita
   *[other] { $count } favoritas
}.
privacy-choices = { $count ->
    [0] • Ningún ajuste tuyo: no has elegido ninguno.
   *[other] • Tus ajustes, que puedes ver con `/settings show`.
}
privacy-moderation = • { $count ->
    [one] { $count } entrada
   *[other] { $count } entradas
} sobre bloqueos y sobre lo que la moderación hizo contigo.
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
refused-export-size = Lo que guardo sobre ti ocupa más de lo que se puede enviar aquí; pídeselo a quien administra el bot.

privacy-ask = Esto elimina todo lo que guardo sobre ti, en todos los servidores: lo que está en espera o se está creando, tus imágenes, favoritas, etiquetas y ajustes. No se puede deshacer. Solo se conserva durante { $days ->
    [one] { $days } día
   *[other] { $days } días
}, sin ningún texto, cuántas imágenes creaste, cuándo y dónde: eliminar tus datos no renueva tu cupo. Los mensajes publicados se quedan en Discord hasta que los elimines allí; `/privacy export` te da la lista.
privacy-ask-links = Tus mensajes más recientes:
button-forget = Eliminar todo…
privacy-form = Eliminar todo sobre mí
privacy-form-word = Escribe «{ $word }» para eliminarlo todo
privacy-word = eliminar
privacy-deleted = Se eliminó todo lo que guardaba sobre ti, { $count ->
    [0] y no había ninguna imagen.
    [one] incluida { $count } imagen.
   *[other] incluidas { $count } imágenes.
}
privacy-bans-stay = { $count ->
    [one] Un bloqueo vigente se conserva con tu ID hasta que termine.
   *[other] { $count } bloqueos vigentes se conservan con tu ID hasta que terminen.
}
answer-forgotten = Cancelada: su miembro hizo eliminar todos sus datos.
refused-not-your-data = Ese botón es para los datos de otra persona; para los tuyos está `/privacy delete`.
refused-word-differs = No se eliminó nada: no escribiste «{ $word }».
