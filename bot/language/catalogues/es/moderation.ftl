## Bans, and the log of what moderators did

moderation-description = Decide quién puede crear imágenes aquí
moderation-ban = Impide que un miembro cree imágenes aquí
moderation-ban-member = A quién
moderation-ban-reason = Por qué; lo verá el miembro y quedará en el registro
moderation-ban-duration = Cuánto tiempo, por ejemplo 2h, 3d, 1w o forever
moderation-unban = Deja que un miembro bloqueado vuelva a crear imágenes
moderation-unban-member = A quién
moderation-unban-reason = Por qué; quedará en el registro
moderation-hide = Oculta todas las imágenes de un miembro
moderation-hide-member = De quién
moderation-unhide = Vuelve a mostrar las imágenes ocultas de un miembro
moderation-bans = Muestra quién no puede crear imágenes aquí
moderation-log = Muestra qué hizo la moderación, a quién y por qué
moderation-log-member = Solo lo que se le hizo a este miembro

# `end` is a time, or "never".
refused-banned = { $end ->
    [never] La moderación te ha bloqueado para siempre y no puedes crear imágenes aquí. El motivo: { $reason }
   *[other] La moderación te ha bloqueado y no puedes crear imágenes aquí; el bloqueo termina { $end }. El motivo: { $reason }
}
refused-no-moderator = Esto es cosa de la moderación: hace falta el permiso «Aislar temporalmente a miembros».
refused-ban-self = No puedes bloquearte a ti.
refused-ban-bot = A mí no me puedes bloquear.
refused-ban-owner = Este servidor es de { $member }, así que no se le puede bloquear.
refused-ban-role = { $member } tiene un rol igual o superior a tu rol más alto, así que no le puedes bloquear.
refused-unban-self = No puedes quitarte tu propio bloqueo; puede hacerlo otra persona de la moderación.
refused-owner-unknown = Ahora mismo Discord no dice de quién es este servidor, así que no se bloqueó a nadie; inténtalo de nuevo en un minuto.
refused-not-banned = { $member } no tiene ningún bloqueo aquí.
refused-nothing-shown = Aquí no se muestra ninguna imagen de { $member }.
refused-nothing-hidden = Aquí no hay imágenes ocultas de { $member }.
refused-unhide-self = No puedes volver a mostrar tus propias imágenes; otro moderador puede.

moderation-banned = { $end ->
    [never] { $member } ya no puede crear imágenes aquí; el bloqueo no termina por sí solo.
   *[other] { $member } ya no puede crear imágenes aquí; el bloqueo termina { $end }.
}
moderation-banned-called-off = { $count ->
    [0] { $banned }
    [one] { $banned } Su petición pendiente se ha cancelado.
   *[other] { $banned } Sus { $count } peticiones pendientes se han cancelado.
}
moderation-unbanned = { $member } puede volver a crear imágenes aquí.
moderation-hidden = { $count ->
    [one] Una imagen de { $member } ya no se muestra
   *[other] { $count } imágenes de { $member } ya no se muestran
} en ningún sitio, y ya no se puede crear nada a partir de ahí. Los mensajes de los canales se quedan; puedes eliminarlos.
moderation-shown = { $count ->
    [one] Una imagen de { $member } vuelve a mostrarse.
   *[other] { $count } imágenes de { $member } vuelven a mostrarse.
}
moderation-bans-title = **Estos miembros no pueden crear imágenes aquí:**
moderation-bans-none = Aquí no hay nadie con un bloqueo.
moderation-ban-line = { $end ->
    [never] { $member }, para siempre: { $reason }
   *[other] { $member }, termina { $end }: { $reason }
}
moderation-log-title = **Lo que hizo la moderación, de lo más reciente a lo más antiguo:**
moderation-log-none = El registro está vacío.
log-ban = { $at }: { $moderator } bloqueó a { $member }: { $reason }
log-unban = { $at }: { $moderator } quitó el bloqueo a { $member }: { $reason }
log-cancel = { $at }: { $moderator } canceló una petición de { $member }: { $reason }
log-delete = { $at }: { $moderator } eliminó una imagen de { $member }: { $reason }
log-hide = { $at }: { $moderator } ocultó las imágenes de { $member }: { $reason }
log-unhide = { $at }: { $moderator } volvió a mostrar las imágenes de { $member }: { $reason }
log-other = { $at }: { $moderator } aplicó { $action } a { $member }: { $reason }
page-earlier = Atrás
page-later = Siguiente
refused-duration = No entiendo { $value } como duración. Escribe por ejemplo `90 min`, `3 horas`, `2 días`, `1 semana` o `para siempre`; el máximo son diez años.
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
