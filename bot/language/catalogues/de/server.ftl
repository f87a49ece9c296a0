## /server: what those who manage a server set for all of it

server-description = Legt fest, wie auf diesem Server Bilder entstehen
server-show = Zeigt die Einstellungen dieses Servers
server-channels = Wo Bilder erstellt werden dürfen
server-channels-add = Erlaubt einen Kanal; Bilder gibt es dann nur in den hinzugefügten
server-channels-remove = Nimmt einen Kanal von der Liste
server-channels-clear = Erlaubt wieder alle Kanäle
server-channel = Welcher Kanal
server-channel-remove = Welcher Kanal; die gelöschten, wenn du keinen auswählst
server-roles = Wer Bilder erstellen darf
server-roles-add = Erlaubt eine Rolle; Mitglieder brauchen dann eine der hinzugefügten
server-roles-remove = Nimmt eine Rolle von der Liste
server-roles-clear = Erlaubt wieder alle Mitglieder
server-role = Welche Rolle
server-role-remove = Welche Rolle; die gelöschten, wenn du keine auswählst
server-models = Welche Modelle hier erlaubt sind
server-models-add = Erlaubt ein Modell; Bilder gibt es dann nur mit den hinzugefügten
server-models-remove = Nimmt ein Modell von der Liste
server-models-clear = Erlaubt wieder alle Modelle
server-model = Welches Modell
server-limits = Wie viele Bilder möglich sind
server-limits-member = Bilder pro Mitglied, zum Beispiel 10/hour; none hebt das Limit auf
server-limits-server = Bilder von allen zusammen, zum Beispiel 100/hour; none hebt das Limit auf
server-language = Sprache öffentlicher Nachrichten
server-language-which = Welche Sprache
server-as-discord = je nach Mitglied
server-spoilers = Verbirgt Bilder, bis jemand darauf klickt
server-spoilers-hidden = Sollen Bilder zuerst verborgen sein?
server-waits = Was passiert, wenn ein Mitglied sein Limit erreicht
server-waits-wait = Soll es warten, statt abgewiesen zu werden?
server-styles = Die Stile, die hier angeboten werden
server-styles-add = Fügt einen eigenen Stil hinzu
server-styles-edit = Ändert einen Stil
server-styles-remove = Bietet einen Stil nicht mehr an
server-styles-restore = Bietet entfernte eingebaute Stile wieder an
server-style = Welcher Stil

refused-no-manager = Das ist denen vorbehalten, die den Server verwalten: Dafür brauchst du die Berechtigung „Server verwalten“.
refused-too-many-listed = Auf die Liste passen höchstens { $most }; entferne bitte zuerst etwas.
refused-model-unknown = Ein Modell { $name } gibt es hier nicht. Wähl eins von denen, die beim Tippen erscheinen.
refused-language = Diese Sprache spreche ich nicht; nimm eine von den angebotenen.
refused-no-limit = So ändert sich nichts: Wähle ein Limit pro Mitglied oder für den Server.
refused-limit-form = Ein Limit muss aussehen wie { $example }, mit mindestens 1 Bild, oder „none“ lauten. Du hast { $value } angegeben.
refused-limit-generous = Wer den Bot betreibt, erlaubt höchstens { $allowed }. Du hast { $value } angegeben.
refused-limit-long = Der Zeitraum eines Limits darf höchstens { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang sein, weil ich Anfragen danach vergesse. Du hast { $value } angegeben.
refused-style-empty = Ein Stil braucht einen Namen und einen Prompt.
refused-style-twice = Ein Stil enthält { $place } nur einmal; deiner enthält es { $times } Mal.
refused-many-styles = Ein Server kann { $most } eigene Stile haben; entferne bitte zuerst einen.
refused-channels-gone = Alle Kanäle, in denen ich Bilder erstellen darf, wurden gelöscht. Wer die Berechtigung „Server verwalten“ hat, kann mit `/server channels` andere auswählen.

limit-item = { $count ->
    [one] { $count } Bild
   *[other] { $count } Bilder
} { $period }
server-channels-now = Bilder gibt es jetzt nur noch in { $list }.
server-channels-all = Bilder gibt es jetzt in allen Kanälen.
server-roles-now = Bilder gibt es jetzt nur noch für Mitglieder mit einer dieser Rollen: { $list }.
server-roles-all = Bilder gibt es jetzt für alle Mitglieder.
server-models-now = Bilder gibt es jetzt nur noch mit { $list }.
server-models-all = Bilder gibt es jetzt mit jedem Modell.
server-models-without = Bilder gibt es jetzt nur noch mit { $list }; dieser Bot hat { $model }, deshalb gibt es hier keine Bilder.
server-limit-member = Limit pro Mitglied: { $limit }.
server-limit-server = Limit für den Server: { $limit }.
server-limits-both =
    { $member }
    { $server }
server-limits-none = Jetzt gelten nur noch die Limits der Person, die den Bot betreibt.
server-language-now = Öffentliche Nachrichten sind jetzt auf { $language }.
server-language-own = Öffentliche Nachrichten sind jetzt in der Sprache der Person, die sich das Bild wünscht.
server-spoilers-on = Bilder sind jetzt verborgen, bis jemand darauf klickt.
server-spoilers-off = Bilder sind jetzt sofort zu sehen.
server-waits-on = Wer sein Limit erreicht, wartet jetzt, bis es wieder geht.
server-waits-off = Wer sein Limit erreicht, wird jetzt abgewiesen und erfährt, wann es wieder geht.
server-style-form = Ein Stil dieses Servers
field-style-name = Name
field-style-prompt = Prompt; { $place } ist der Text des Mitglieds
server-style-kept = Der Stil { $name } wird jetzt angeboten.
server-style-replaced = Der Stil { $name } wird jetzt anstelle des bisherigen mit diesem Namen angeboten.
server-style-removed = Der Stil { $name } wird nicht mehr angeboten.
server-styles-restored = { $count ->
    [0] Es war kein eingebauter Stil entfernt.
    [one] { $count } eingebauter Stil wird wieder angeboten.
   *[other] { $count } eingebaute Stile werden wieder angeboten.
}

server-title = Die Einstellungen dieses Servers:
server-name-channels = Kanäle
server-name-roles = Rollen
server-name-models = Modelle
server-name-member-limit = Limit pro Mitglied
server-name-server-limit = Limit für den Server
server-name-language = Sprache öffentlicher Nachrichten
server-name-spoilers = Bilder zuerst verborgen
server-name-waits = Mitglieder warten, wenn ihr Limit erreicht ist
server-name-styles = Stile
server-any = alle
server-deleted = gelöscht ({ $id })
server-and-more = { $shown } und { $count ->
    [one] { $count } weiterer Eintrag
   *[other] { $count } weitere Einträge
}
server-line = { $name }: { $value } · { $command }
server-limit-of-operator = { $limit } (vom Betrieb des Bots vorgegeben)
server-strikes = Welche Folgen Verwarnungen haben
server-strikes-days = Wie viele Tage eine Verwarnung zählt
server-strikes-limit = Bei wie vielen Verwarnungen ein Mitglied gesperrt wird
server-strikes-hours = Wie viele Stunden diese Sperre dauert
server-strikes-now = Eine Verwarnung zählt { $days ->
    [one] einen Tag
   *[other] { $days } Tage
}. Bei { $limit ->
    [one] einer Verwarnung
   *[other] { $limit } Verwarnungen
} kann ein Mitglied { $hours ->
    [one] eine Stunde
   *[other] { $hours } Stunden
} lang keine Bilder erstellen.

server-words = Wörter, die hier abgelehnt oder geprüft werden
server-words-add = Ein Wort, eine Wendung oder ein Muster hinzufügen
server-words-text = Welches Wort; Katze* steht für jede Endung
server-words-ruling = Ablehnen oder bis zur Freigabe zurückhalten?
server-words-kind = Ein Wort oder ein Muster (RE2)?
server-words-refuse = ablehnen
server-words-hold = bis zur Freigabe zurückhalten
server-words-off = nicht verwenden
server-words-word = Wort oder Wendung
server-words-pattern = Muster
server-words-remove = Eine Regel oder alle entfernen
server-words-rule = Welche Regel; ohne Angabe alle eigenen
server-words-list = Die Regeln anzeigen
server-words-import = Auch die Stichwörter des AutoMod verwenden
server-words-paste = Stichwörter des AutoMod einfügen, die ich nicht lesen kann
server-words-form = Stichwörter des AutoMod
field-keywords = Stichwörter, mit Kommas oder je Zeile
field-patterns = Reguläre Ausdrücke, je Zeile einer
field-allowed = Wörter, die trotzdem erlaubt sind
server-words-added = Prompts mit { $rule } werden jetzt { $ruling ->
    [hold] zurückgehalten, bis jemand sie freigibt
   *[refuse] abgelehnt
}.
server-words-removed = { $count ->
    [one] { $count } Regel ist
   *[other] { $count } Regeln sind
} entfernt.
server-words-title = **Regeln für Wörter hier:**
server-words-none = Hier gibt es noch keine Regeln für Wörter. `/server words add` legt eine an.
server-words-line = { $id }: { $rule } · { $ruling ->
    [hold] zurückgehalten
   *[refuse] abgelehnt
}
server-words-line-automod = { $line } · AutoMod
server-words-line-allowed = { $id }: { $rule } · trotzdem erlaubt
server-words-stale = Die Stichwörter des AutoMod konnte ich zuletzt nicht lesen, deshalb gelten die bisherigen weiter. Dafür brauche ich die Berechtigung „Server verwalten“.
server-words-imported = { $count ->
    [0] AutoMod hat hier keine Stichwörter, also gilt keines.
    [one] { $count } Stichwort des AutoMod gilt jetzt auch hier.
   *[other] { $count } Stichwörter des AutoMod gelten jetzt auch hier.
}
server-words-left-out =
    { $imported }
    Diese konnte ich nicht verwenden: { $list }
server-words-not-imported = Die Stichwörter des AutoMod gelten hier nicht mehr.
refused-automod = Ich kann die Stichwörter des AutoMod hier nicht lesen: Dafür brauche ich die Berechtigung „Server verwalten“. Du kannst sie auch mit `/server words paste` einfügen.
refused-word-rule = Ein Wort braucht Buchstaben oder Ziffern und hat höchstens { $most } Zeichen.
refused-pattern = Das Muster { $value } kann ich nicht verwenden: { $reason }.
refused-many-rules = Ein Server kann { $most } Regeln für Wörter haben, die des AutoMod eingeschlossen. Entferne bitte zuerst eine.
refused-large-patterns = Die Muster dieses Servers sind zusammen zu groß. Entferne bitte zuerst eines.
refused-choice = Diese Auswahl kenne ich nicht. Wähl eine aus der Liste.
refused-rule-unknown = Eine eigene Regel { $value } gibt es hier nicht. Wähl beim Tippen eine aus der Liste.
