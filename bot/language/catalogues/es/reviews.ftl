## Textos de las revisiones: lo que espera a la moderación y lo que decide.

held-prompt = Tu petición espera a la moderación. Se dibujará en cuanto la aprueben.
held-picture = Tu imagen está lista y espera a la moderación. Aparecerá aquí en cuanto la aprueben.
rejected-prompt = La moderación no aprobó esta petición. No se dibujó nada y nada cuenta para el límite.
rejected-picture = La moderación no aprobó esta imagen, así que no se muestra.
rejected-late-prompt = Nadie revisó esta petición a tiempo. No se dibujó nada y nada cuenta para el límite.
rejected-late-picture = Nadie revisó esta imagen a tiempo, así que no se muestra.
rejected-reason = Motivo: { $reason }

## Tarjetas: sobre qué decide la moderación

review-title-prompt = Una petición espera la aprobación
review-title-picture = Una imagen espera la aprobación
review-title-appeal-prompt = Apelación: se rechazó esta petición
review-title-appeal-picture = Apelación: se rechazó esta imagen
review-title-decided-prompt = Petición de un miembro
review-title-decided-picture = Imagen de un miembro
review-author = De { $member } en { $channel }, { $at }
review-record = Antes: { $approved } aprobadas, { $rejected } rechazadas · advertencias: { $strikes } · suspensiones: { $bans }
review-prompt = Prompt: { $prompt }
review-negative = Sin: { $prompt }
review-why = Por qué está aquí: { $rule }
review-picture-gone = La imagen ya no se guarda o es demasiado grande para mostrarla aquí.
review-appeal = El miembro escribe: { $words }
review-rejected-first = Rechazado { $by }. Ahora decide otra persona.
review-by = por { $moderator }
review-by-nobody = sin moderación
review-then-reject = Si nadie decide, se rechaza { $at }.
review-then-approve = Si nadie decide, se aprueba { $at }.
review-now-approved = Aprobado por { $moderator }, { $at }.
review-now-spoiler = Aprobado como spoiler por { $moderator }, { $at }.
review-now-rejected = Rechazado por { $moderator }, { $at }.
review-now-overturned = La apelación prosperó: aprobado por { $moderator }, { $at }.
review-now-upheld = El rechazo se mantiene, según { $moderator }, { $at }.
review-late-approved = Aprobado { $at }, porque nadie decidió a tiempo.
review-late-rejected = Rechazado { $at }, porque nadie decidió a tiempo.
review-late-upheld = El rechazo se mantiene: nadie decidió a tiempo sobre la apelación, { $at }.
review-blocked = Bloqueado por el filtro de imágenes, { $at }.
review-cancelled = Cancelado antes de que alguien decidiera.
review-erased = Se eliminaron los datos del miembro.
decision-reason = Motivo, que lee el miembro
review-reject-title = Rechazar
review-warn-title = Rechazar y advertir
review-ban-title = Rechazar y suspender
decision-ban-duration = Cuánto tiempo: 2h, 1d, 1w, forever
button-approve = Aprobar
button-spoiler = Aprobar como spoiler
button-reject = Rechazar
button-rejectwarn = Advertir
button-rejectban = Suspender
button-opencard-number = Abrir { $number }
picture-rule-approval = aquí todo se aprueba antes
picture-rule-nudity = desnudez, { $score } en una escala de 0 a 1
picture-rule-unchecked = la imagen no se pudo comprobar
refused-review-gone = Esto ya no espera ninguna decisión.
refused-review-own = Tú lo rechazaste, así que sobre la apelación decide otra persona.
refused-review-decided = Alguien fue más rápido. { $outcome }

## Apelaciones

button-appeal = Apelar
button-drawapproved = Dibujarla
appeal-title = Apelar
appeal-words = ¿Por qué debería aprobarse?
appeal-sent = Gracias. Lo mira otra persona de la moderación y te aviso aquí.
appeal-granted = { $member }, tu apelación prosperó: tu petición está aprobada.
appeal-published = { $member }, tu apelación prosperó. Aquí está tu imagen.
appeal-upheld = { $member }, la moderación miró tu apelación y el rechazo se mantiene.
appeal-late = { $member }, nadie decidió a tiempo sobre tu apelación, así que el rechazo se mantiene.
refused-appealed = Contra esto no hay apelación, o ya has apelado.
refused-appeal-not-yours = Solo puede hacerlo el miembro que hizo la petición.
