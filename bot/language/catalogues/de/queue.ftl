## /queue, /cancel and the button that calls a request off

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
queue-preparing = Das Bild dafür wird gerade geöffnet.
queue-far = Davor kommen noch mehr als { $count } Anfragen dran.
queue-line = { $count ->
    [0] Niemand wartet: Eine Anfrage käme sofort dran.
    [one] Über alle Server hinweg ist { $count } Anfrage in der Warteschlange oder in Arbeit.
   *[other] Über alle Server hinweg sind { $count } Anfragen in der Warteschlange oder in Arbeit.
}
queue-line-eta = { $count ->
    [one] Über alle Server hinweg ist { $count } Anfrage in der Warteschlange oder in Arbeit; sie ist in { $wait } fertig.
   *[other] Über alle Server hinweg sind { $count } Anfragen in der Warteschlange oder in Arbeit; die letzte ist in { $wait } fertig.
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
cancel-description = Bricht eine noch nicht fertige Anfrage ab; sie wird dann nicht angerechnet
cancel-request = Welche Anfrage; tippe, um sie über den Prompt zu finden
cancel-all = Alle meine Anfragen
cancelled = { $count ->
    [one] Die Anfrage ist abgebrochen und wird nicht auf das Kontingent angerechnet.
   *[other] { $count } Anfragen sind abgebrochen und werden nicht auf das Kontingent angerechnet.
}
cancelled-by = Abgebrochen von { $member }; es wird nichts angerechnet.
cancelled-charged = { $kept ->
    [0] Beim Abbrechen war schon fast alles gemalt; die Anfrage wird deshalb ganz auf das Kontingent angerechnet.
   *[other] Abgebrochen. { $kept } von { $units } Bildern kommen zurück ins Kontingent; { $spent } davon waren schon gemalt und bleiben angerechnet.
}
cancelled-by-charged = Abgebrochen von { $member }; schon gemalt und angerechnet: { $spent } von { $units }.
refused-request-ended = Diese Anfrage ist schon beendet oder gehört zu einem anderen Server.
refused-not-yours = Diese Anfrage können nur { $author } und die Moderation dieses Servers abbrechen.
refused-nothing-open = Du hast hier keine offene Anfrage.
