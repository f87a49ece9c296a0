## Denuncias de imágenes y sus tarjetas para moderadores

button-report = Denunciar
menu-report = Denunciar imagen
report-form = Denunciar esta imagen
report-reason = ¿Qué tiene de malo?
report-sent = Gracias. Los moderadores la mirarán.
report-noted = Gracias. He guardado tu denuncia: los moderadores la encuentran con `/moderation reports`.
refused-report-own = Esta imagen es tuya; puedes eliminarla con **Eliminar**.
refused-reported = Ya has denunciado esta imagen. Gracias.
refused-many-reports = Hoy has denunciado muchas imágenes. Díselo directamente a un moderador.
refused-report-gone = Ya no hay denuncias de esta imagen.
refused-report-judge = Esta imagen es tuya; decide otro moderador.
refused-report-decided = Esto ya se decidió: { $outcome }
button-reportkeep = Conservar
button-reportremove = Quitar
button-reportban = Suspender
report-ban-title = Quitar la imagen y suspender al autor
report-title = Una imagen denunciada
report-author = De { $member } en { $channel }
report-count = { $count ->
    [one] **Un miembro la ha denunciado:**
   *[other] **{ $count } miembros la han denunciado:**
}
report-line = - { $member }, { $at }: { $reason }
report-hidden = Está oculta hasta que decidas.
report-file-gone = El archivo de la imagen ya no se conserva.
report-gone = Esta denuncia está cerrada: se eliminaron datos sobre ella.
report-now-kept = Conservada por { $moderator }, { $at }.
report-now-removed = Quitada por { $moderator }, { $at }.
report-message-stays = Aquí no puedo eliminar el mensaje, así que he cambiado la imagen por un texto.
report-shown-hidden = Varios miembros denunciaron esta imagen. Está oculta hasta que un moderador la mire.
report-shown-removed = Un moderador quitó esta imagen.
report-shown-kept = Un moderador ha mirado esta imagen de { $member }: se queda.
moderation-reports = Muestra las imágenes denunciadas que esperan una decisión
moderation-reported-title = **Estas imágenes fueron denunciadas, primero las que más esperan:**
moderation-reported-none = No hay denuncias en espera.
moderation-reported-line = { $count ->
    [one] { $number }. De { $member } en { $channel }: una denuncia
   *[other] { $number }. De { $member } en { $channel }: { $count } denuncias
}
button-openreport-number = Decidir { $number }
log-keep = { $at }: { $moderator } conservó una imagen denunciada de { $member }: { $reason }
log-autohide = { $at }: una imagen de { $member } está oculta tras varias denuncias: { $reason }

## El canal del registro

server-log = Repetir el registro de moderación en un canal
server-log-set = Elige el canal en el que repito el registro de moderación
server-log-channel = Un canal que solo ven los moderadores
server-log-off = No repetir más el registro de moderación en un canal
server-log-now = Desde ahora repito en { $channel } lo que hacen moderadores y dueños.
server-log-none = Ya no repito el registro en un canal. `/moderation log` lo sigue mostrando.
refused-log-closed = No puedo escribir en { $channel }: allí necesito «Ver canal» y «Enviar mensajes».
