## /server: what those who manage a server set for all of it

server-description = Configura cómo se crean imágenes en este servidor
server-show = Muestra la configuración de este servidor
server-channels = Dónde se pueden crear imágenes
server-channels-add = Permite un canal; los que no añadas dejan de estar permitidos
server-channels-remove = Quita un canal de la lista
server-channels-clear = Vuelve a permitir todos los canales
server-channel = Qué canal
server-channel-remove = Qué canal; los eliminados, si no eliges ninguno
server-roles = Quién puede crear imágenes
server-roles-add = Permite un rol; hará falta tener alguno de los que añadas
server-roles-remove = Quita un rol de la lista
server-roles-clear = Vuelve a permitir a todos los miembros
server-role = Qué rol
server-role-remove = Qué rol; los eliminados, si no eliges ninguno
server-models = Qué modelos se pueden usar aquí
server-models-add = Permite un modelo; los que no añadas dejan de estar permitidos
server-models-remove = Quita un modelo de la lista
server-models-clear = Vuelve a permitir todos los modelos
server-model = Qué modelo
server-limits = Cuántas imágenes se pueden pedir
server-limits-member = Imágenes por miembro, por ejemplo 10/hour; none quita el límite
server-limits-server = Imágenes entre todos, por ejemplo 100/hour; none quita el límite
server-language = Idioma de los mensajes públicos
server-language-which = Qué idioma
server-as-discord = el de cada miembro
server-spoilers = Oculta las imágenes hasta que alguien haga clic en ellas
server-spoilers-hidden = ¿Las imágenes se ocultan al principio?
server-waits = Qué pasa cuando un miembro llega a su límite
server-waits-wait = ¿Espera su turno en lugar de recibir un rechazo?
server-styles = Los estilos que se ofrecen aquí
server-styles-add = Añade un estilo propio
server-styles-edit = Cambia un estilo
server-styles-remove = Deja de ofrecer un estilo
server-styles-restore = Vuelve a ofrecer los estilos integrados que se quitaron
server-style = Qué estilo

refused-no-manager = Esto es para quienes llevan el servidor: hace falta el permiso «Gestionar servidor».
refused-too-many-listed = En la lista caben { $most } como máximo; quita algo primero.
refused-model-unknown = Aquí no hay ningún modelo { $name }; elige uno de los que aparecen mientras escribes.
refused-language = No hablo ese idioma; elige uno de los que se ofrecen.
refused-no-limit = No hay nada que cambiar: elige un límite por miembro o del servidor.
refused-limit-form = Un límite debe tener un formato como { $example }, con 1 imagen como mínimo, o ser «none». Indicaste { $value }.
refused-limit-generous = Quien administra el bot permite como máximo { $allowed }. Indicaste { $value }.
refused-limit-long = El período de un límite puede ser de { $days ->
    [one] { $days } día
   *[other] { $days } días
} como máximo, porque después olvido las peticiones. Indicaste { $value }.
refused-style-empty = Un estilo necesita un nombre y un prompt.
refused-style-twice = Un estilo contiene { $place } solo una vez; el tuyo lo contiene { $times } veces.
refused-many-styles = Un servidor puede tener { $most } estilos propios; quita uno primero.
refused-channels-gone = Todos los canales en los que puedo crear imágenes se eliminaron. Alguien con el permiso «Gestionar servidor» puede elegir otros con `/server channels`.

limit-item = { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
} { $period }
server-channels-now = Ahora solo creo imágenes en { $list }.
server-channels-all = Ahora creo imágenes en todos los canales.
server-roles-now = Ahora solo pueden crear imágenes quienes tengan uno de estos roles: { $list }.
server-roles-all = Ahora pueden crear imágenes todos los miembros.
server-models-now = Ahora solo creo imágenes con { $list }.
server-models-all = Ahora creo imágenes con todos los modelos.
server-models-without = Ahora solo creo imágenes con { $list }; este bot tiene { $model }, así que aquí no se crea nada.
server-limit-member = Límite por miembro: { $limit }.
server-limit-server = Límite del servidor: { $limit }.
server-limits-both =
    { $member }
    { $server }
server-limits-none = Ahora solo rigen los límites de quien administra el bot.
server-language-now = Los mensajes públicos están ahora en { $language }.
server-language-own = Los mensajes públicos están ahora en el idioma de quien pide la imagen.
server-spoilers-on = Ahora las imágenes se ocultan hasta que alguien haga clic en ellas.
server-spoilers-off = Ahora las imágenes se ven enseguida.
server-waits-on = Ahora, quien llega a su límite espera su turno.
server-waits-off = Ahora, quien llega a su límite recibe un rechazo que dice cuándo volver a intentarlo.
server-style-form = Un estilo de este servidor
field-style-name = Nombre
field-style-prompt = Prompt; { $place } es el texto del miembro
server-style-kept = Ahora se ofrece el estilo { $name }.
server-style-replaced = Ahora se ofrece el estilo { $name } en lugar del que tenía ese nombre.
server-style-removed = El estilo { $name } ya no se ofrece.
server-styles-restored = { $count ->
    [0] No se había quitado ningún estilo integrado.
    [one] Se vuelve a ofrecer { $count } estilo integrado.
   *[other] Se vuelven a ofrecer { $count } estilos integrados.
}

server-title = La configuración de este servidor:
server-name-channels = Canales
server-name-roles = Roles
server-name-models = Modelos
server-name-member-limit = Límite por miembro
server-name-server-limit = Límite del servidor
server-name-language = Idioma de los mensajes públicos
server-name-spoilers = Imágenes ocultas al principio
server-name-waits = Los miembros esperan al llegar a su límite
server-name-styles = Estilos
server-any = todos
server-deleted = eliminado ({ $id })
server-and-more = { $shown } y { $count ->
    [one] { $count } más
   *[other] { $count } más
}
server-line = { $name }: { $value } · { $command }
server-limit-of-operator = { $limit } (lo fija quien administra el bot)
server-strikes = Qué consecuencias tienen las advertencias
server-strikes-days = Cuántos días cuenta una advertencia
server-strikes-limit = Con cuántas advertencias se suspende a un miembro
server-strikes-hours = Cuántas horas dura esa suspensión
server-strikes-now = Una advertencia cuenta { $days ->
    [one] un día
   *[other] { $days } días
}. Con { $limit ->
    [one] una advertencia
   *[other] { $limit } advertencias
}, un miembro no puede crear imágenes durante { $hours ->
    [one] una hora
   *[other] { $hours } horas
}.

server-words = Palabras que aquí se rechazan o se revisan
server-words-add = Añadir una palabra, una frase o un patrón
server-words-text = Qué palabra o frase; gat* vale con cualquier final
server-words-ruling = ¿Rechazar, o retener hasta que alguien lo apruebe?
server-words-kind = ¿Una palabra o un patrón (RE2)?
server-words-refuse = rechazar
server-words-hold = retener hasta aprobar
server-words-off = no usarlas
server-words-word = palabra o frase
server-words-pattern = patrón
server-words-remove = Quitar una regla, o todas
server-words-rule = Qué regla; sin ella, todas las propias
server-words-list = Mostrar las reglas
server-words-import = Usar también las palabras clave de AutoMod
server-words-paste = Pegar palabras clave de AutoMod que no puedo leer
server-words-form = Palabras clave de AutoMod
field-keywords = Palabras clave, con comas o una por línea
field-patterns = Expresiones regulares, una por línea
field-allowed = Palabras permitidas a pesar de todo
server-words-added = Los prompts con { $rule } ahora { $ruling ->
    [hold] se retienen hasta que alguien los apruebe
   *[refuse] se rechazan
}.
server-words-removed = { $count ->
    [one] Se quitó { $count } regla.
   *[other] Se quitaron { $count } reglas.
}
server-words-title = **Reglas para palabras aquí:**
server-words-none = Aquí aún no hay reglas para palabras. `/server words add` crea una.
server-words-line = { $id }: { $rule } · { $ruling ->
    [hold] se retiene
   *[refuse] se rechaza
}
server-words-line-automod = { $line } · AutoMod
server-words-line-allowed = { $id }: { $rule } · permitido a pesar de todo
server-words-stale = Últimamente no pude leer las palabras clave de AutoMod, así que siguen valiendo las anteriores. Para leerlas necesito el permiso «Gestionar servidor».
server-words-imported = { $count ->
    [0] AutoMod no tiene palabras clave aquí, así que no se usa ninguna.
    [one] Ahora se usa { $count } palabra clave de AutoMod.
   *[other] Ahora se usan { $count } palabras clave de AutoMod.
}
server-words-left-out =
    { $imported }
    Estas no las pude usar: { $list }
server-words-not-imported = Las palabras clave de AutoMod ya no se usan.
refused-automod = No puedo leer aquí las palabras clave de AutoMod: necesito el permiso «Gestionar servidor». También puedes pegarlas con `/server words paste`.
refused-word-rule = Una palabra necesita letras o cifras, y { $most } caracteres como máximo.
refused-pattern = No puedo usar el patrón { $value }: { $reason }.
refused-many-rules = Un servidor puede tener { $most } reglas para palabras, incluidas las de AutoMod. Quita una antes.
refused-large-patterns = Los patrones de este servidor son demasiado grandes en conjunto. Quita uno antes.
refused-choice = No conozco esa opción. Elige una de la lista.
refused-rule-unknown = Aquí no hay una regla propia { $value }. Elige una de la lista al escribir.
