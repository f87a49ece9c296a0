## /help: a tour. What is in braces with a command's name becomes a link that opens the command.

help-description = Un recorrido breve: imágenes, botones, morphs, galería, tus datos y tus límites

help-title-first = Tu primera imagen
help-text-first =
    Escribe { $imagine }, pon en `prompt` lo que quieres ver y pulsa Intro. Esta imagen es `red apple`.

    Enseguida sabrás tu puesto en la cola y cuánto tardará; mientras se crea, verás cómo se va aclarando. { $queue } muestra lo que tienes en espera y { $cancel } lo cancela.
help-alt-first = Una manzana roja sobre un fondo verde

help-title-styles = Estilos y opciones
help-text-styles =
    En { $imagine }, **style** añade un estilo a tus palabras. **count** crea hasta cuatro imágenes de una vez, **size** elige la forma, **seed** repite una imagen, **negative_prompt** dice qué no quieres ver y **start** parte de una imagen tuya.

    `a {"{"}red|green{"}"} apple` dibuja una cosa o la otra. Lo que quieras siempre, configúralo una sola vez con { $settings }.
help-alt-styles = Un cohete sobre azul, un gato encima de un corazón y una estrella sobre violeta

help-title-buttons = Botones debajo de una imagen
help-text-buttons =
    Debajo de cada imagen, **Variar** crea imágenes parecidas, **Ampliar** una el doble de grande (cuenta como { $upscale }), **Otra vez** repite las mismas palabras con otro resultado y **Editar** abre un formulario con todos los valores ya puestos. **Partir de esta** empieza por la propia imagen.

    Debajo de varias imágenes, pulsa primero un número: abre esa imagen con todos sus botones. Funcionan para todo el mundo, también después de un reinicio; cada clic cuenta para quien lo hace. **Detalles** muestra cómo se hizo una imagen y **Favorita** la guarda en tu galería. En **Más** están las etiquetas y **Eliminar**, para quien la pidió y para la moderación.
help-alt-buttons = Cuatro variaciones de una manzana roja

help-title-morph = Morphs y mezclas
help-text-morph =
    { $morph } crea una animación de un prompt a otro, pasando por hasta seis.

    { $blend } mezcla dos o tres imágenes o prompts en una sola imagen.
help-alt-morph = Una manzana roja que se vuelve verde en cinco pasos

help-title-gallery = Galería
help-text-gallery =
    { $history } muestra tus imágenes y { $gallery }, las de este servidor: por miembro, por etiqueta o tus favoritas. { $stats } lleva la cuenta.

    Haz clic derecho en una imagen o en un miembro y elige **Aplicaciones**: ahí están **{ menu-details }**, **{ menu-start }** y **{ menu-gallery }**.
help-alt-gallery = Seis imágenes en una hoja de contactos

help-title-privacy = Tus datos
help-text-privacy =
    { $privacy } muestra qué se guarda sobre ti y durante cuánto tiempo. { $export } te lo entrega todo.

    { $delete } lo elimina para siempre.
help-alt-privacy = Una llave

help-title-limits = Límites
help-text-limits = Esto es lo que se puede crear aquí. Cuatro imágenes a la vez cuentan como 4, un morph cuenta una vez por fotograma y una ampliación cuenta como { $upscale }.
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
help-waits = Lo que pidas de más espera hasta que haya cupo, una hora como máximo.
help-waits-not = Lo que pidas de más se rechaza, y se te dice cuándo habrá cupo.

help-title-servers = Para quienes llevan el servidor
help-text-servers =
    { $server } muestra lo que vale en este servidor: canales, roles, límites, modelos, idioma y spoilers; los comandos que lo acompañan lo cambian. `/server styles add` añade un estilo propio.

    { $ban } impide que un miembro cree imágenes, por un tiempo o para siempre; { $log } muestra qué hizo la moderación.
help-alt-servers = Una estrella amarilla sobre un fondo violeta
