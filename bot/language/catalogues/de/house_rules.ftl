## /rules

rules-command = Was hier gefiltert wird, warum etwas von dir wartet, und was du tun kannst
rules-title = Die Regeln hier
rules-words = **Wörter.** Was du schreibst, wird geprüft, bevor etwas gezeichnet wird.
rules-category = - { $category }: { $ruling }
rules-own = { $count ->
    [one] - Dieser Server hat eine eigene Regel.
   *[other] - Dieser Server hat { $count } eigene Regeln.
}
rules-pictures = **Bilder.** Ein Programm prüft jedes Bild auf Nacktheit, mit einem Wert von 0 bis 1. Hier ist es ab { $spoiler } bis zu einem Klick verborgen, wartet ab { $hold } auf einen Moderator und wird ab { $block } nicht gezeigt.
rules-approval = **Freigabe.** Das sehen hier zuerst die Moderatoren: { $what }.
rules-no-approval = **Freigabe.** Hier wartet nur auf einen Moderator, was der Filter zurückhält.
rules-quiet = **Zeiten.** Zu diesen Zeiten wird hier nichts gezeichnet: { $hours }.
rules-limits = **Wie viel.** { $limits }.
rules-strikes = **Deine Verwarnungen.** { $count } von { $limit }; ab { $limit } kannst du hier eine Weile nicht zeichnen.
rules-recent = **Was zuletzt abgelehnt wurde oder wartete**
rules-nothing = Von dir wurde zuletzt nichts zurückgehalten. Abgelehnte Wörter werden nicht aufbewahrt und stehen daher nicht hier.
rules-picture = { $at }, ein Bild ({ $why }): { $state }
rules-prompt = { $at }, eine Anfrage ({ $why }): { $state }
rules-state-open = wartet auf einen Moderator
rules-state-appealed = dein Einspruch wartet auf einen Moderator
rules-state-rejected = nicht freigegeben; du kannst Einspruch erheben
rules-state-upheld = nicht freigegeben, nach deinem Einspruch
rules-state-overturned = nach deinem Einspruch freigegeben
rules-why-approval = Moderatoren sehen hier alles an
rules-why-nudity = vielleicht zeigt es Nacktheit
rules-why-unchecked = es ließ sich nicht prüfen
rules-why-words = eine Regel dieses Servers
rules-can = **Was du tun kannst.** Wurden Wörter abgelehnt, schreib es anders. Hat ein Moderator etwas nicht freigegeben, drück unter der Antwort einmal auf **Einspruch**: Jemand anderes entscheidet. Melde mit **Mehr** und **Melden**, was nicht hierher gehört. Frag bei allem anderen die Moderatoren dieses Servers.
