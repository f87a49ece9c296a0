## Bans, and the log of what moderators did

moderation-description = Legt fest, wer hier Bilder erstellen darf
moderation-ban = Sperrt ein Mitglied für das Erstellen von Bildern
moderation-ban-member = Welches Mitglied
moderation-ban-reason = Grund (das Mitglied sieht ihn, und er steht im Protokoll)
moderation-ban-duration = Wie lange, zum Beispiel 2h, 3d, 1w oder forever
moderation-unban = Lässt ein gesperrtes Mitglied wieder Bilder erstellen
moderation-unban-member = Welches Mitglied
moderation-unban-reason = Grund (er steht im Protokoll)
moderation-hide = Blendet alle Bilder eines Mitglieds aus
moderation-hide-member = Welches Mitglied
moderation-unhide = Zeigt die ausgeblendeten Bilder eines Mitglieds wieder
moderation-bans = Zeigt, wer hier gesperrt ist
moderation-log = Zeigt, was die Moderation bei wem unternommen hat und warum
moderation-log-member = Nur, was dieses Mitglied betrifft

# `end` is a time, or "never".
refused-banned = { $end ->
    [never] Die Moderation hat dich hier dauerhaft für das Erstellen von Bildern gesperrt. Grund: { $reason }
   *[other] Die Moderation hat dich hier für das Erstellen von Bildern gesperrt. Die Sperre endet { $end }. Grund: { $reason }
}
refused-no-moderator = Das ist der Moderation vorbehalten: Dafür brauchst du die Berechtigung „Mitglieder im Timeout“.
refused-ban-self = Du kannst dich nicht selbst sperren.
refused-ban-bot = Mich kannst du nicht sperren.
refused-ban-owner = { $member } gehört dieser Server und kann nicht gesperrt werden.
refused-ban-role = { $member } hat eine Rolle, die mindestens so hoch ist wie deine höchste. Deshalb kannst du dieses Mitglied nicht sperren.
refused-unban-self = Du kannst deine eigene Sperre nicht aufheben; das kann nur jemand anders aus der Moderation.
refused-owner-unknown = Discord verrät gerade nicht, wem dieser Server gehört. Deshalb wurde niemand gesperrt; versuch es bitte in einer Minute noch einmal.
refused-not-banned = { $member } ist hier nicht gesperrt.
refused-nothing-shown = Von { $member } gibt es hier keine Bilder zum Ausblenden.
refused-nothing-hidden = Von { $member } ist hier kein Bild ausgeblendet.
refused-unhide-self = Deine eigenen Bilder kannst du nicht wieder einblenden; das kann ein anderes Mitglied der Moderation.

moderation-banned = { $end ->
    [never] { $member } darf hier keine Bilder mehr erstellen. Die Sperre ist dauerhaft.
   *[other] { $member } darf hier keine Bilder mehr erstellen. Die Sperre endet { $end }.
}
moderation-banned-called-off = { $count ->
    [0] { $banned }
    [one] { $banned } Die offene Anfrage wurde abgebrochen.
   *[other] { $banned } Die { $count } offenen Anfragen wurden abgebrochen.
}
moderation-unbanned = { $member } darf hier wieder Bilder erstellen.
moderation-hidden = { $count ->
    [one] Ein Bild von { $member } ist
   *[other] { $count } Bilder von { $member } sind
} jetzt ausgeblendet; daraus lässt sich auch nichts mehr machen. Die Nachrichten in den Kanälen bleiben; du kannst sie löschen.
moderation-shown = { $count ->
    [one] Ein Bild von { $member } ist
   *[other] { $count } Bilder von { $member } sind
} wieder eingeblendet.
moderation-bans-title = **Diese Mitglieder dürfen hier keine Bilder erstellen:**
moderation-bans-none = Hier ist niemand gesperrt.
moderation-ban-line = { $end ->
    [never] { $member }, dauerhaft: { $reason }
   *[other] { $member }, endet { $end }: { $reason }
}
moderation-log-title = **Was die Moderation unternommen hat, das Neueste zuerst:**
moderation-log-none = Das Protokoll ist leer.
log-ban = { $at }: { $moderator } hat { $member } gesperrt: { $reason }
log-unban = { $at }: { $moderator } hat die Sperre von { $member } aufgehoben: { $reason }
log-cancel = { $at }: { $moderator } hat eine Anfrage von { $member } abgebrochen: { $reason }
log-delete = { $at }: { $moderator } hat ein Bild von { $member } gelöscht: { $reason }
log-hide = { $at }: { $moderator } hat die Bilder von { $member } ausgeblendet: { $reason }
log-unhide = { $at }: { $moderator } hat die Bilder von { $member } wieder eingeblendet: { $reason }
log-other = { $at }: { $moderator } hat bei { $member } { $action } ausgeführt: { $reason }
page-earlier = Zurück
page-later = Weiter
refused-duration = { $value } verstehe ich nicht als Dauer. Schreib zum Beispiel `90 min`, `3 Stunden`, `2 Tage`, `1 Woche` oder `dauerhaft`; höchstens zehn Jahre sind möglich.
# What moderators may write, with commas between the words.
duration-minutes = min, minute, minuten
duration-hours = std, stunde, stunden
duration-days = t, tag, tage, tagen
duration-weeks = woche, wochen
duration-forever = dauerhaft, permanent, für immer, immer
duration-offered = { $length ->
    [hour] 1 Stunde
    [day] 1 Tag
    [week] 1 Woche
   *[forever] dauerhaft
}

## Warnings

moderation-warn = Verwarnt ein Mitglied
moderation-strikes = Zeigt die Verwarnungen eines Mitglieds, die noch zählen
# `reasons` is one quotation, or several with commas between them.
warned = { $count ->
    [one] Die Moderation hat dich verwarnt. Grund: { $reasons }
   *[other] Die Moderation hat dich { $count }-mal verwarnt. Gründe: { $reasons }
} Mit { $limit } Verwarnungen innerhalb von { $days } Tagen kann man hier eine Zeit lang keine Bilder erstellen. Was du gerade wolltest, habe ich nicht getan; mach es bitte noch einmal.
warned-directly = Die Moderation von { $server } hat dich verwarnt, weil du mich falsch benutzt hast. Grund: { $reason }
moderation-warned = { $member } wurde verwarnt. Das ist Verwarnung { $count } von { $limit }.
moderation-warned-banned = { $end ->
    [never] { $warned } { $member } darf hier keine Bilder mehr erstellen. Die Sperre ist dauerhaft.
   *[other] { $warned } { $member } darf hier keine Bilder mehr erstellen. Die Sperre endet { $end }.
}
moderation-warned-later = { $warned } Direktnachrichten kommen dort nicht an; deshalb zeige ich sie bei der nächsten Benutzung.
refused-target-self = Das geht nicht bei dir selbst.
refused-target-bot = Das geht bei mir nicht.
refused-target-owner = { $member } gehört dieser Server, deshalb geht das nicht.
refused-target-role = { $member } hat eine Rolle, die mindestens so hoch ist wie deine höchste. Deshalb geht das nicht.
refused-strike-gone = Diese Verwarnung zählt nicht mehr.
refused-strike-self = Deine eigene Verwarnung kannst du nicht entfernen; das kann nur jemand anders aus der Moderation.
strikes-none = { $member } hat keine Verwarnungen, die noch zählen.
strikes-title = **{ $member }: { $count } von { $limit } Verwarnungen**
strike-warning = { $number }. { $at }, zählt bis { $end }: { $reason }
strike-picture = { $number }. { $at }, abgelehntes Bild, zählt bis { $end }: { $reason }
button-unstrike-number = { $number } entfernen

## Pauses

moderation-pause = Legt eine Pause ein, hier oder in einem Kanal
moderation-pause-reason = Grund (die Mitglieder sehen ihn, und er steht im Protokoll)
moderation-pause-channel = Nur in diesem Kanal
moderation-pause-duration = Wie lange, zum Beispiel 30 min oder 2h; sonst, bis du sie beendest
moderation-resume = Beendet eine Pause
moderation-resume-channel = Die Pause dieses Kanals, nicht die des ganzen Servers
refused-paused = { $end ->
    [never] Hier ist gerade Pause, es entstehen keine Bilder. Grund: { $reason }
   *[other] Hier ist gerade Pause; weiter geht es { $end }. Grund: { $reason }
}
refused-many-pauses = Höchstens { $most } Kanäle können gleichzeitig Pause haben.
refused-not-paused = So eine Pause gibt es nicht.
moderation-paused = { $where ->
    [channel] In { $channel } ist jetzt Pause
   *[server] Auf dem ganzen Server ist jetzt Pause
}{ $end ->
    [never] , bis du `/moderation resume` benutzt.
   *[other] ; weiter geht es { $end }.
}
moderation-resumed = { $others ->
    [none] Es geht weiter.
   *[other] Es geht weiter, aber hier ist noch Pause: { $others }.
}

## Limits of single members

moderation-limit = Begrenzt, wie viele Bilder ein Mitglied erstellen kann
moderation-limit-limit = Zum Beispiel 5/day; none hebt das Limit auf
moderation-limit-duration = Wie lange, zum Beispiel 3d oder 1w; sonst dauerhaft
moderation-limits = Zeigt die Limits einzelner Mitglieder
moderation-limits-title = **Diese Mitglieder haben ein eigenes Limit:**
moderation-limits-none = Kein Mitglied hat ein eigenes Limit.
moderation-limit-line = { $end ->
    [never] { $member }: { $limit }, dauerhaft
   *[other] { $member }: { $limit }, endet { $end }
}
moderation-limited = { $member } hat jetzt dieses Limit: { $limit }.
moderation-unlimited = { $member } hat kein eigenes Limit mehr.
refused-not-limited = { $member } hat kein eigenes Limit.

## Deleting many pictures, and what is kept of deleted ones

moderation-purge = Löscht meine Bilder in diesem Kanal, von einem Mitglied oder aus den letzten Minuten
moderation-purge-minutes = Nur Bilder aus den letzten Minuten
refused-purge = Das löscht Nachrichten: Dafür brauchst du in diesem Kanal auch die Berechtigung „Nachrichten verwalten“.
refused-purge-all = Nenne ein Mitglied oder eine Anzahl Minuten, oder beides.
refused-purge-none = Solche Bilder gibt es in diesem Kanal nicht.
moderation-purged = { $deleted ->
    [one] Eine Nachricht mit Bildern wurde gelöscht.
   *[other] { $deleted } Nachrichten mit Bildern wurden gelöscht.
} Die Moderation kann die Bilder 7 Tage lang mit `/moderation kept` ansehen.
moderation-purged-more = { $purged } Es gibt noch mehr: Benutz den Befehl noch einmal.
moderation-purged-but = { $count ->
    [one] { $purged } Eine Nachricht ließ sich nicht löschen; ihre Bilder sind ausgeblendet. Versuch es bitte noch einmal.
   *[other] { $purged } { $count } Nachrichten ließen sich nicht löschen; ihre Bilder sind ausgeblendet. Versuch es bitte noch einmal.
}
moderation-kept = Zeigt gelöschte und ausgeblendete Bilder, 7 Tage lang
moderation-kept-title = **In den letzten 7 Tagen gelöscht oder ausgeblendet, das Neueste zuerst:**
moderation-kept-none = Es gibt keine gelöschten oder ausgeblendeten Bilder mehr.
moderation-kept-line = { $why ->
    [deleted] { $at }: von { $member }, gelöscht: { $prompt }
    [rejected] { $at }: von { $member }, abgelehnt: { $prompt }
    [blocked] { $at }: von { $member }, vom Filter blockiert: { $prompt }
   *[hidden] { $at }: von { $member }, ausgeblendet: { $prompt }
}
moderation-evidence = Von { $member }: { $prompt }
button-evidence-number = Bild { $number }
refused-not-kept = Dieses Bild wird nicht mehr aufbewahrt.

## More of the log

moderation-export = Gibt dir das Protokoll als CSV-Datei
moderation-exported = { $count ->
    [one] Das Protokoll mit seinem einen Eintrag.
   *[other] Das Protokoll mit { $count } Einträgen, das Neueste zuerst.
}
log-warn = { $at }: { $moderator } hat { $member } verwarnt: { $reason }
log-strike = { $at }: { $moderator } hat ein Bild von { $member } abgelehnt: { $reason }
log-unstrike = { $at }: { $moderator } hat eine Verwarnung von { $member } entfernt: { $reason }
log-autoban = { $at }: { $member } wurde nach zu vielen Verwarnungen automatisch gesperrt: { $reason }
log-pause = { $at }: { $moderator } hat eine Pause eingelegt: { $reason }
log-resume = { $at }: { $moderator } hat eine Pause beendet: { $reason }
log-purge = { $at }: { $moderator } hat Bilder in { $channel } gelöscht ({ $after }): { $reason }
log-limit = { $at }: { $moderator } hat das Limit von { $member } von { $before } auf { $after } geändert: { $reason }
log-settings = { $at }: { $moderator } hat die Einstellungen von { $before } auf { $after } geändert
log-linked = { $line } · [Nachricht](<{ $link }>)
moderation-test = Ausprobieren, wie ein Prompt hier beurteilt wird; nichts wird gezeichnet
moderation-test-text = Der Prompt
moderation-tested =
    { $ruling ->
        [refuse] Dieser Prompt wird hier **abgelehnt**.
        [hold] Dieser Prompt wird hier **zurückgehalten**, bis jemand ihn freigibt.
       *[allow] Dieser Prompt ist hier **erlaubt**.
    }
    Regel: { $rule }
    Verstanden als: { $understood }
word-rule-none = keine
word-rule-minors = sexuelle Inhalte mit Minderjährigen
word-rule-operator = ein Wort, das sperrt, wer den Bot betreibt
word-rule-violence = Gewalt und Grausamkeit
word-rule-hate = Hass
word-rule-self-harm = Selbstverletzung
word-rule-adult = Inhalte für Erwachsene
word-rule-people = eine echte Person
word-rule-server = Regel { $id } dieses Servers

## /moderation release

moderation-release = Zeigt, was auf eine Entscheidung wartet
moderation-held-title = **Was auf eine Entscheidung wartet, das Älteste zuerst:**
moderation-held-none = Nichts wartet auf eine Entscheidung.
moderation-held-line = { $stage ->
    [prompt] { $number }. Anfrage von { $member } in { $channel }, bis { $end }
   *[picture] { $number }. Bild von { $member } in { $channel }, bis { $end }
}
moderation-held-unposted = { $line } · steht in keinem Kanal
log-approve = { $at }: { $moderator } hat freigegeben, was { $member } wollte
log-spoiler = { $at }: { $moderator } hat als Spoiler freigegeben, was { $member } wollte
log-reject = { $at }: { $moderator } hat abgelehnt, was { $member } wollte: { $reason }
log-overturn = { $at }: { $moderator } hat dem Einspruch von { $member } stattgegeben
log-uphold = { $at }: { $moderator } hat den Einspruch von { $member } abgelehnt: { $reason }
