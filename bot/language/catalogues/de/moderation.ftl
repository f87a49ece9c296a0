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
