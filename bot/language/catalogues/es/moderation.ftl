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
