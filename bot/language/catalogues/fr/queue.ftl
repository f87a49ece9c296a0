## /queue, /cancel and the button that cancels a request

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
queue-held = attend la modération
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
cancel-description = Annule une demande pas terminée ; ce qui n’est pas créé ne compte pas dans ta limite
cancel-request = Quelle demande ; écris pour la retrouver par son prompt
cancel-all = Toutes mes demandes
cancelled = { $count ->
    [one] La demande est annulée et ne compte pas dans la limite.
   *[other] { $count } demandes sont annulées et ne comptent pas dans la limite.
}
cancelled-by = Annulée par { $member }. Rien ne compte dans la limite.
cancelled-charged = { $kept ->
    [0] Annulée, mais presque tout était déjà dessiné ; la demande compte donc en entier dans la limite.
   *[other] Annulée. { $kept } images sur { $units } ne comptent pas dans la limite ; { $spent } étaient déjà dessinées et comptent.
}
cancelled-by-charged = Annulée par { $member }. Déjà dessinées et comptées dans la limite : { $spent } sur { $units }.
refused-request-ended = Cette demande est déjà terminée ou vient d’un autre serveur.
refused-not-yours = Seuls { $author } et la modération de ce serveur peuvent annuler cette demande.
refused-nothing-open = Tu n’as aucune demande en cours ici.
