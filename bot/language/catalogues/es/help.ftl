## /help: a tour. What is in braces with a command's name becomes a link that opens the command.

help-description = Un recorrido breve: imágenes, botones, morphs, galería, tus datos y tus límites

help-title-first = Tu primera imagen
help-text-first =
    Escribe { $imagine }, pon en `prompt` lo que quieres ver y pulsa Intro. Esta imagen es `red apple`.

    Enseguida verás tu puesto en la cola y cuánto tardará, y después cómo la imagen se va aclarando. { $queue } muestra lo que tienes en espera y { $cancel } lo cancela.
help-alt = Imagen generada por IA: { $shown }
help-alt-first = Una manzana roja sobre un fondo verde

help-title-styles = Estilos y opciones
help-text-styles =
    En { $imagine }, **style** añade un estilo a tus palabras. **count** crea hasta cuatro imágenes de una vez,{ $sizes ->
        [1] {""}
       *[other] {" "}**size** elige la forma,
    } **seed** repite una imagen, **negative_prompt** es lo que no quieres ver y **start** usa como base una imagen tuya.

    `a {"{"}red|green{"}"} apple` dibuja una cosa o la otra. Lo que quieras siempre, elígelo una sola vez con { $settings }.
help-alt-styles = Un cohete sobre azul, un gato encima de un corazón y una estrella sobre violeta

help-title-buttons = Botones debajo de una imagen
help-text-buttons =
    Debajo de cada imagen, **Variar** crea imágenes parecidas, **Ampliar** una el doble de grande (cuenta como { $upscale }), **Regenerar** repite las mismas palabras con otro resultado y **Editar** abre un formulario con todo ya rellenado. **Usar como base** empieza por la propia imagen.

    Debajo de varias imágenes, pulsa primero un número: abre esa imagen con sus propios botones. Los botones funcionan para todo el mundo, también después de un reinicio, y cuentan para el límite de quien los pulsa. **Detalles** muestra cómo se hizo una imagen y **Favorita** la guarda en tu galería. En **Más** están las etiquetas y **Eliminar**, para quien la pidió y para la moderación.
help-alt-buttons = Cuatro variaciones de una manzana roja

help-title-morph = Morphs y mezclas
help-text-morph =
    { $morph } crea una animación de un prompt al siguiente, pasando por hasta seis.

    { $blend } mezcla dos o tres imágenes o prompts en una sola imagen.
help-alt-morph = Una manzana roja que se vuelve verde en cinco pasos

help-title-gallery = Galería
help-text-gallery =
    { $history } muestra tus imágenes y { $gallery }, las de todo el servidor: por miembro, por etiqueta o tus favoritas. { $stats } lleva la cuenta.

    Haz clic derecho en una imagen o en un miembro y elige **Aplicaciones**: ahí están **{ menu-details }**, **{ menu-start }** y **{ menu-gallery }**.
help-alt-gallery = Seis imágenes en una hoja de contactos

help-title-privacy = Tus datos
help-text-privacy =
    { $privacy } muestra qué guardo sobre ti y durante cuánto tiempo. { $export } te lo envía todo.

    { $delete } lo elimina definitivamente.
help-alt-privacy = Una llave

help-title-limits = Límites
help-text-limits = Esto es lo que puedes crear aquí. Cuatro imágenes a la vez cuentan como 4, un morph cuenta una vez por fotograma y una ampliación cuenta como { $upscale }.
help-alt-limits = Un despertador
help-limit = { $allowance }; { $left ->
    [0] ahora mismo no queda ninguna.
    [one] ahora mismo queda { $left }.
   *[other] ahora mismo quedan { $left }.
}
help-open = Puedes tener { $count ->
    [one] { $count } petición
   *[other] { $count } peticiones
} en marcha a la vez.
help-waits = Lo que pidas de más espera su turno, una hora como máximo.
help-waits-not = Lo que pidas de más se rechaza, y te digo cuándo volver a intentarlo.

help-title-servers = Para quienes llevan el servidor
help-text-servers =
    { $server } muestra la configuración de este servidor: canales, roles, límites, modelos, idioma y spoilers. Los comandos que lo acompañan la cambian. `/server styles add` añade un estilo propio.

    { $ban } impide que un miembro cree imágenes, por un tiempo o de forma permanente; { $log } muestra qué hizo la moderación.
help-alt-servers = Una estrella amarilla sobre un fondo violeta
