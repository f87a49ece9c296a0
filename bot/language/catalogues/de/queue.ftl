## /queue, /cancel and the button that cancels a request

queue-description = Zeigt, wie weit deine Anfragen sind und wie lang die Warteschlange ist
queue-yours = { $count ->
    [0] Du hast hier keine offene Anfrage.
    [one] Deine offene Anfrage:
   *[other] Deine { $count } offenen Anfragen:
}
queue-more = … und { $count ->
    [one] { $count } weitere Anfrage
   *[other] { $count } weitere Anfragen
}.
queue-drawn = Wird gerade erstellt.
queue-held = wartet auf die Moderation
queue-preparing = Das Bild dafür wird gerade geöffnet.
queue-far = Davor kommen noch mehr als { $count } Anfragen dran.
queue-line = { $count ->
    [0] Niemand wartet: Eine Anfrage käme sofort dran.
    [one] Über alle Server hinweg wartet { $count } Anfrage oder ist in Arbeit.
   *[other] Über alle Server hinweg warten { $count } Anfragen oder sind in Arbeit.
}
queue-line-eta = { $count ->
    [one] Über alle Server hinweg wartet { $count } Anfrage oder ist in Arbeit; sie ist in { $wait } fertig.
   *[other] Über alle Server hinweg warten { $count } Anfragen oder sind in Arbeit; die letzte ist in { $wait } fertig.
}
queue-server = { $count ->
    [0] Dieser Server hat keine offene Anfrage.
    [one] Dieser Server hat { $count } offene Anfrage:
   *[other] Dieser Server hat { $count } offene Anfragen:
}
queue-member = { $count ->
    [one] { $member }: { $count } Anfrage
   *[other] { $member }: { $count } Anfragen
}
queue-more-members = … und von { $count ->
    [one] { $count } weiteren Mitglied
   *[other] { $count } weiteren Mitgliedern
}.
cancel-description = Bricht eine Anfrage ab; was noch nicht entstanden ist, zählt nicht auf dein Limit
cancel-request = Welche Anfrage; tippe, um sie über den Prompt zu finden
cancel-all = Alle meine Anfragen
cancelled = { $count ->
    [one] Die Anfrage wurde abgebrochen und zählt nicht auf das Limit.
   *[other] { $count } Anfragen wurden abgebrochen und zählen nicht auf das Limit.
}
cancelled-by = Abgebrochen von { $member }. Nichts davon zählt auf das Limit.
cancelled-charged = { $kept ->
    [0] Abgebrochen, aber fast alles war schon gezeichnet; deshalb zählt die ganze Anfrage auf das Limit.
   *[other] Abgebrochen. { $kept } von { $units } Bildern zählen nicht auf das Limit; { $spent } waren schon gezeichnet und zählen.
}
cancelled-by-charged = Abgebrochen von { $member }. Schon gezeichnet und auf das Limit gezählt: { $spent } von { $units }.
refused-request-ended = Diese Anfrage ist schon beendet oder gehört zu einem anderen Server.
refused-not-yours = Diese Anfrage können nur { $author } und die Moderation dieses Servers abbrechen.
refused-nothing-open = Du hast hier keine offene Anfrage.
