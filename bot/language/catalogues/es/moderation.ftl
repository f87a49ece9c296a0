## Bans, and the log of what moderators did

moderation-description = Decide quién puede crear imágenes aquí
moderation-ban = Impide que un miembro cree imágenes aquí
moderation-ban-member = Qué miembro
moderation-ban-reason = Motivo (lo verá el miembro y quedará en el registro)
moderation-ban-duration = Cuánto tiempo, por ejemplo 2h, 3d, 1w o forever
moderation-unban = Deja que un miembro suspendido vuelva a crear imágenes
moderation-unban-member = Qué miembro
moderation-unban-reason = Motivo (quedará en el registro)
moderation-hide = Oculta todas las imágenes de un miembro
moderation-hide-member = Qué miembro
moderation-unhide = Vuelve a mostrar las imágenes ocultas de un miembro
moderation-bans = Muestra quién no puede crear imágenes aquí
moderation-log = Muestra qué hizo la moderación, a quién y por qué
moderation-log-member = Solo lo que se le hizo a este miembro

# `end` is a time, or "never".
refused-banned = { $end ->
    [never] La moderación te ha suspendido de forma permanente y no puedes crear imágenes aquí. Motivo: { $reason }
   *[other] La moderación te ha suspendido y no puedes crear imágenes aquí. La suspensión termina { $end }. Motivo: { $reason }
}
refused-no-moderator = Esto es cosa de la moderación: hace falta el permiso «Aislar temporalmente a miembros».
refused-ban-self = No puedes suspenderte a ti mismo.
refused-ban-bot = A mí no me puedes suspender.
refused-ban-owner = Este servidor es de { $member }, así que no se le puede suspender.
refused-ban-role = { $member } tiene un rol igual o superior a tu rol más alto, así que no le puedes suspender.
refused-unban-self = No puedes quitarte tu propia suspensión; puede hacerlo otra persona de la moderación.
refused-owner-unknown = Ahora mismo Discord no me dice de quién es este servidor, así que no suspendí a nadie. Inténtalo de nuevo en un minuto.
refused-not-banned = { $member } no tiene ninguna suspensión aquí.
refused-nothing-shown = Aquí no hay imágenes de { $member } que ocultar.
refused-nothing-hidden = Aquí no hay imágenes ocultas de { $member }.
refused-unhide-self = No puedes volver a mostrar tus propias imágenes; puede hacerlo otra persona de la moderación.

moderation-banned = { $end ->
    [never] { $member } ya no puede crear imágenes aquí. La suspensión es permanente.
   *[other] { $member } ya no puede crear imágenes aquí. La suspensión termina { $end }.
}
moderation-banned-called-off = { $count ->
    [0] { $banned }
    [one] { $banned } Su petición pendiente se ha cancelado.
   *[other] { $banned } Sus { $count } peticiones pendientes se han cancelado.
}
moderation-unbanned = { $member } puede volver a crear imágenes aquí.
moderation-hidden = { $count ->
    [one] Una imagen de { $member } está ahora oculta y ya no se puede usar.
   *[other] { $count } imágenes de { $member } están ahora ocultas y ya no se pueden usar.
} Los mensajes de los canales se quedan; puedes eliminarlos.
moderation-shown = { $count ->
    [one] Una imagen de { $member } vuelve a mostrarse.
   *[other] { $count } imágenes de { $member } vuelven a mostrarse.
}
moderation-bans-title = **Estos miembros no pueden crear imágenes aquí:**
moderation-bans-none = Aquí no hay nadie con una suspensión.
moderation-ban-line = { $end ->
    [never] { $member }, de forma permanente: { $reason }
   *[other] { $member }, termina { $end }: { $reason }
}
moderation-log-title = **Lo que hizo la moderación, de lo más reciente a lo más antiguo:**
moderation-log-none = El registro está vacío.
log-ban = { $at }: { $moderator } suspendió a { $member }: { $reason }
log-unban = { $at }: { $moderator } quitó la suspensión a { $member }: { $reason }
log-cancel = { $at }: { $moderator } canceló una petición de { $member }: { $reason }
log-delete = { $at }: { $moderator } eliminó una imagen de { $member }: { $reason }
log-hide = { $at }: { $moderator } ocultó las imágenes de { $member }: { $reason }
log-unhide = { $at }: { $moderator } volvió a mostrar las imágenes de { $member }: { $reason }
log-other = { $at }: { $moderator } aplicó { $action } a { $member }: { $reason }
page-earlier = Atrás
page-later = Siguiente
refused-duration = No entiendo { $value } como duración. Escribe por ejemplo `90 min`, `3 horas`, `2 días`, `1 semana` o `permanente`; el máximo son diez años.
# What moderators may write, with commas between the words.
duration-minutes = min, minuto, minutos
duration-hours = h, hora, horas
duration-days = d, día, días, dia, dias
duration-weeks = sem, semana, semanas
duration-forever = para siempre, siempre, permanente, permanentemente
duration-offered = { $length ->
    [hour] 1 hora
    [day] 1 día
    [week] 1 semana
   *[forever] para siempre
}

## Warnings

moderation-warn = Advierte a un miembro
moderation-strikes = Muestra las advertencias de un miembro que aún cuentan
# `reasons` is one quotation, or several with commas between them.
warned = { $count ->
    [one] La moderación te ha advertido. Motivo: { $reasons }
   *[other] La moderación te ha advertido { $count } veces. Motivos: { $reasons }
} Con { $limit } advertencias en { $days } días no se pueden crear imágenes aquí durante un tiempo. No hice lo que acabas de pedir; hazlo otra vez, por favor.
warned-directly = La moderación de { $server } te ha advertido por cómo me usas. Motivo: { $reason }
moderation-warned = { $member } ha recibido una advertencia. Ya son { $count } de { $limit }.
moderation-warned-banned = { $end ->
    [never] { $warned } { $member } ya no puede crear imágenes aquí. La suspensión es permanente.
   *[other] { $warned } { $member } ya no puede crear imágenes aquí. La suspensión termina { $end }.
}
moderation-warned-later = { $warned } No le llegan mensajes directos; se la mostraré la próxima vez que me use.
refused-target-self = Eso no te lo puedes hacer a ti mismo.
refused-target-bot = Eso no me lo puedes hacer a mí.
refused-target-owner = Este servidor es de { $member }, así que no se puede.
refused-target-role = { $member } tiene un rol igual o superior a tu rol más alto, así que no se puede.
refused-strike-gone = Esta advertencia ya no cuenta.
refused-strike-self = No puedes quitar tu propia advertencia; puede hacerlo otra persona de la moderación.
strikes-none = { $member } no tiene advertencias que cuenten.
strikes-title = **{ $member }: { $count } de { $limit } advertencias**
strike-warning = { $number }. { $at }, cuenta hasta { $end }: { $reason }
strike-picture = { $number }. { $at }, imagen rechazada, cuenta hasta { $end }: { $reason }
button-unstrike-number = Quitar { $number }

## Pauses

moderation-pause = Pausa la creación de imágenes, aquí o en un canal
moderation-pause-reason = Motivo (lo verán los miembros y quedará en el registro)
moderation-pause-channel = Solo en este canal
moderation-pause-duration = Cuánto tiempo, por ejemplo 30 min o 2h; si no, hasta que la termines
moderation-resume = Termina una pausa
moderation-resume-channel = La pausa de este canal, y no la de todo el servidor
refused-paused = { $end ->
    [never] La creación de imágenes está en pausa aquí. Motivo: { $reason }
   *[other] La creación de imágenes está en pausa aquí y sigue { $end }. Motivo: { $reason }
}
refused-many-pauses = Puede haber como máximo { $most } canales en pausa a la vez.
refused-not-paused = No hay ninguna pausa así.
moderation-paused = { $where ->
    [channel] La creación de imágenes está en pausa en { $channel }
   *[server] La creación de imágenes está en pausa en todo el servidor
}{ $end ->
    [never] { "" } hasta que uses `/moderation resume`.
   *[other] { "" } y sigue { $end }.
}
moderation-resumed = { $others ->
    [none] Se pueden crear imágenes otra vez.
   *[other] Se pueden crear imágenes otra vez, pero sigue la pausa en { $others }.
}

## Limits of single members

moderation-limit = Limita cuántas imágenes puede crear un miembro
moderation-limit-limit = Por ejemplo 5/day; none quita el límite
moderation-limit-duration = Cuánto tiempo, por ejemplo 3d o 1w; si no, de forma permanente
moderation-limits = Muestra los límites de miembros concretos
moderation-limits-title = **Estos miembros tienen un límite propio:**
moderation-limits-none = Ningún miembro tiene un límite propio.
moderation-limit-line = { $end ->
    [never] { $member }: { $limit }, de forma permanente
   *[other] { $member }: { $limit }, termina { $end }
}
moderation-limited = { $member } tiene ahora este límite: { $limit }.
moderation-unlimited = { $member } ya no tiene un límite propio.
refused-not-limited = { $member } no tiene un límite propio.

## Deleting many pictures, and what is kept of deleted ones

moderation-purge = Elimina mis imágenes de este canal, de un miembro o de los últimos minutos
moderation-purge-minutes = Solo imágenes de los últimos minutos
refused-purge = Eso elimina mensajes: también hace falta el permiso «Gestionar mensajes» en este canal.
refused-purge-all = Indica un miembro o una cantidad de minutos, o las dos cosas.
refused-purge-none = No hay imágenes así en este canal.
moderation-purged = { $deleted ->
    [one] Se eliminó un mensaje con imágenes.
   *[other] Se eliminaron { $deleted } mensajes con imágenes.
} La moderación puede ver las imágenes durante 7 días con `/moderation kept`.
moderation-purged-more = { $purged } Hay más: usa el comando otra vez para seguir.
moderation-purged-but = { $count ->
    [one] { $purged } Un mensaje no se pudo eliminar; sus imágenes están ocultas. Inténtalo otra vez.
   *[other] { $purged } { $count } mensajes no se pudieron eliminar; sus imágenes están ocultas. Inténtalo otra vez.
}
moderation-kept = Muestra las imágenes eliminadas y ocultas, durante 7 días
moderation-kept-title = **Eliminadas y ocultas en los últimos 7 días, de lo más reciente a lo más antiguo:**
moderation-kept-none = No se guarda ninguna imagen eliminada u oculta.
moderation-kept-line = { $why ->
    [deleted] { $at }: de { $member }, eliminada: { $prompt }
    [rejected] { $at }: de { $member }, rechazada: { $prompt }
    [blocked] { $at }: de { $member }, bloqueada por el filtro: { $prompt }
   *[hidden] { $at }: de { $member }, oculta: { $prompt }
}
moderation-evidence = De { $member }: { $prompt }
button-evidence-number = Imagen { $number }
refused-not-kept = Esta imagen ya no se guarda.

## More of the log

moderation-export = Te da el registro en un archivo CSV
moderation-exported = { $count ->
    [one] El registro con su única entrada.
   *[other] El registro con { $count } entradas, de la más reciente a la más antigua.
}
log-warn = { $at }: { $moderator } advirtió a { $member }: { $reason }
log-strike = { $at }: { $moderator } rechazó una imagen de { $member }: { $reason }
log-unstrike = { $at }: { $moderator } quitó una advertencia de { $member }: { $reason }
log-autoban = { $at }: { $member } recibió una suspensión automática por demasiadas advertencias: { $reason }
log-pause = { $at }: { $moderator } pausó la creación de imágenes: { $reason }
log-resume = { $at }: { $moderator } terminó una pausa: { $reason }
log-purge = { $at }: { $moderator } eliminó imágenes en { $channel } ({ $after }): { $reason }
log-limit = { $at }: { $moderator } cambió el límite de { $member } de { $before } a { $after }: { $reason }
log-settings = { $at }: { $moderator } cambió la configuración de { $before } a { $after }
log-linked = { $line } · [mensaje](<{ $link }>)
moderation-test = Probar cómo se juzga un prompt aquí; no se dibuja nada
moderation-test-text = El prompt
moderation-tested =
    { $ruling ->
        [refuse] Este prompt aquí se **rechaza**.
        [hold] Este prompt aquí se **retiene** hasta que alguien lo apruebe.
       *[allow] Este prompt aquí está **permitido**.
    }
    Regla: { $rule }
    Entendido como: { $understood }
word-rule-none = ninguna
word-rule-minors = contenido sexual con menores
word-rule-operator = una palabra que bloquea quien administra el bot
word-rule-violence = violencia y sangre
word-rule-hate = odio
word-rule-self-harm = autolesiones
word-rule-adult = contenido para adultos
word-rule-people = una persona real
word-rule-server = regla { $id } de este servidor

## /moderation release

moderation-release = Muestra lo que espera una decisión
moderation-held-title = **Lo que espera una decisión, lo más antiguo primero:**
moderation-held-none = Nada espera una decisión.
moderation-held-line = { $stage ->
    [prompt] { $number }. Petición de { $member } en { $channel }, hasta { $end }
   *[picture] { $number }. Imagen de { $member } en { $channel }, hasta { $end }
}
moderation-held-unposted = { $line } · no se muestra en ningún canal
log-approve = { $at }: { $moderator } aprobó lo que pidió { $member }
log-spoiler = { $at }: { $moderator } aprobó como spoiler lo que pidió { $member }
log-reject = { $at }: { $moderator } rechazó lo que pidió { $member }: { $reason }
log-overturn = { $at }: { $moderator } aceptó la apelación de { $member }
log-uphold = { $at }: { $moderator } rechazó la apelación de { $member }: { $reason }
