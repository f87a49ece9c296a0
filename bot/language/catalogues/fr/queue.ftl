## /queue, /cancel and the button that calls a request off

queue-description = Montre où en sont tes demandes et la longueur de la file d’attente
queue-yours = { $count ->
    [0] Tu n’as aucune demande en cours ici.
    [one] Ta demande en cours :
   *[other] Tes { $count } demandes en cours :
}
queue-more = … et { $count ->
    [one] { $count } autre demande
   *[other] { $count } autres demandes
}.
queue-drawn = En cours de création.
queue-preparing = Son image est en cours d’ouverture.
queue-far = Plus de { $count } demandes passent avant.
queue-line = { $count ->
    [0] Personne n’attend : une demande passerait tout de suite.
    [one] Tous serveurs confondus, { $count } demande est en attente ou en cours.
   *[other] Tous serveurs confondus, { $count } demandes sont en attente ou en cours.
}
queue-line-eta = { $count ->
    [one] Tous serveurs confondus, { $count } demande est en attente ou en cours ; elle sera prête dans { $wait }.
   *[other] Tous serveurs confondus, { $count } demandes sont en attente ou en cours ; la dernière sera prête dans { $wait }.
}
queue-server = { $count ->
    [0] Ce serveur n’a aucune demande en cours.
    [one] Ce serveur a { $count } demande en cours :
   *[other] Ce serveur a { $count } demandes en cours :
}
queue-member = { $count ->
    [one] { $member } : { $count } demande
   *[other] { $member } : { $count } demandes
}
queue-more-members = … et de { $count ->
    [one] { $count } autre membre
   *[other] { $count } autres membres
}.
cancel-description = Annule une demande pas encore terminée ; rien n’est décompté
cancel-request = Quelle demande ; écris pour la retrouver par son prompt
cancel-all = Toutes mes demandes
cancelled = { $count ->
    [one] La demande est annulée et n’est pas décomptée.
   *[other] { $count } demandes sont annulées et ne sont pas décomptées.
}
cancelled-by = Annulée par { $member } ; rien n’est décompté.
cancelled-charged = { $kept ->
    [0] Presque tout était déjà dessiné au moment de l’annulation ; la demande est donc décomptée en entier.
   *[other] Annulée. { $kept } images sur { $units } te sont rendues ; { $spent } étaient déjà dessinées et restent décomptées.
}
cancelled-by-charged = Annulée par { $member } ; déjà dessinées et décomptées : { $spent } sur { $units }.
refused-request-ended = Cette demande est déjà terminée ou vient d’un autre serveur.
refused-not-yours = Seuls { $author } et la modération de ce serveur peuvent annuler cette demande.
refused-nothing-open = Tu n’as aucune demande en cours ici.
