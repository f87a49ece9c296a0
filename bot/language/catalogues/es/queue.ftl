## /queue, /cancel and the button that cancels a request

queue-description = Mira cómo van tus peticiones y cuánta cola hay
queue-yours = { $count ->
    [0] No tienes ninguna petición abierta aquí.
    [one] Tu petición abierta:
   *[other] Tus { $count } peticiones abiertas:
}
queue-more = … y { $count ->
    [one] { $count } petición más
   *[other] { $count } peticiones más
}.
queue-drawn = Se está creando.
queue-held = espera a la moderación
queue-preparing = Se está abriendo su imagen.
queue-far = Hay más de { $count } peticiones por delante.
queue-line = { $count ->
    [0] No hay nadie esperando: una petición empezaría enseguida.
    [one] Entre todos los servidores hay { $count } petición en cola o en marcha.
   *[other] Entre todos los servidores hay { $count } peticiones en cola o en marcha.
}
queue-line-eta = { $count ->
    [one] Entre todos los servidores hay { $count } petición en cola o en marcha; estará lista en { $wait }.
   *[other] Entre todos los servidores hay { $count } peticiones en cola o en marcha; la última estará lista en { $wait }.
}
queue-server = { $count ->
    [0] Este servidor no tiene ninguna petición abierta.
    [one] Este servidor tiene { $count } petición abierta:
   *[other] Este servidor tiene { $count } peticiones abiertas:
}
queue-member = { $count ->
    [one] { $member }: { $count } petición
   *[other] { $member }: { $count } peticiones
}
queue-more-members = … y de { $count ->
    [one] { $count } miembro más
   *[other] { $count } miembros más
}.
cancel-description = Cancela una petición sin terminar; lo que falta por crear no cuenta para tu límite
cancel-request = Qué petición; escribe para buscarla por su prompt
cancel-all = Todas mis peticiones
cancelled = { $count ->
    [one] La petición se canceló y no cuenta para el límite.
   *[other] Se cancelaron { $count } peticiones y no cuentan para el límite.
}
cancelled-by = Cancelada por { $member }. Nada cuenta para el límite.
cancelled-charged = { $kept ->
    [0] Cancelada, pero casi todo estaba ya dibujado, así que cuenta entera para el límite.
   *[other] Cancelada. { $kept } de { $units } imágenes no cuentan para el límite; { $spent } ya estaban dibujadas y sí cuentan.
}
cancelled-by-charged = Cancelada por { $member }. Ya dibujadas y contadas para el límite: { $spent } de { $units }.
refused-request-ended = Esa petición ya terminó o es de otro servidor.
refused-not-yours = Solo { $author } o la moderación de este servidor pueden cancelar esa petición.
refused-nothing-open = No tienes ninguna petición abierta aquí.
