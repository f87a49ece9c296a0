## /server: how careful I am, limits by role, single channels, quiet hours, and the overview

server-safety = Wie vorsichtig ich hier mit Wörtern und Bildern bin
server-safety-show = Zeigt, was hier abgelehnt, zurückgehalten und verborgen wird
server-safety-words = Legt fest, was mit Prompts mit Wörtern einer Art geschieht
server-safety-words-category = Welche Art von Wörtern
server-safety-words-ruling = Was mit diesen Prompts geschieht
server-safety-pictures = Legt fest, wie vorsichtig ich bei Bildern bin, die Nacktheit zeigen könnten
server-safety-level = Wie vorsichtig; locker gibt es nur für Kanäle mit Altersbeschränkung
server-safety-channel = Nur in diesem Kanal; ohne Angabe für den ganzen Server
server-safety-adult = Gilt das für die Kanäle mit Altersbeschränkung statt für die anderen?
server-safety-spoiler = Eigene Zahl: Bilder ab diesem Wert verbergen, von 0 bis 1
server-safety-hold = Eigene Zahl: Bilder ab diesem Wert zurückhalten, von 0 bis 1
server-safety-block = Eigene Zahl: Bilder ab diesem Wert nie zeigen, von 0 bis 1
safety-minors = Sexuelles mit Minderjährigen
safety-adult = Nacktheit und Sexuelles
safety-violence = Gewalt und Blut
safety-hate = Hass
safety-self-harm = Selbstverletzung
safety-people = Namen echter Menschen
ruling-always = immer abgelehnt
ruling-off = erlaubt
ruling-hold = zurückgehalten, bis die Moderation entscheidet
ruling-refuse = abgelehnt
level-strict = streng
level-normal = normal
level-relaxed = locker
level-default = Standard
bands = verborgen ab { $spoiler }, zurückgehalten ab { $hold }, nie gezeigt ab { $block }
bands-of-level = { $level } ({ $bands })
server-safety-now = { $category }: ab jetzt { $ruling }. Sexuelles mit Minderjährigen wird immer abgelehnt.
server-safety-pictures-now = Bilder ab jetzt: { $bands }.
server-safety-adult-now = Bilder in Kanälen mit Altersbeschränkung ab jetzt: { $bands }.
server-safety-there = Bilder in { $channel } ab jetzt: { $bands }.
refused-category = Das gibt es nicht zur Auswahl. Wähl etwas aus der Liste.
refused-no-bands = So ändert sich nichts: Wähl eine Stufe oder eine Zahl.
refused-bands-order = Verborgen, zurückgehalten und nie gezeigt müssen in dieser Reihenfolge kommen, von der kleinsten Zahl zur größten. Das wäre { $bands }.
refused-bands-loose = Nur in Kanälen, die bei Discord eine Altersbeschränkung haben, kann ich weniger vorsichtig sein als so: { $bands }.

server-quotas = Limits für Mitglieder mit einer Rolle
server-quotas-add = Setzt das Limit einer Rolle, statt des Limits pro Mitglied
server-quotas-limit = Bilder pro Mitglied, etwa 10/hour; mit none gilt nur das des Betriebs
server-quotas-remove = Entfernt das Limit einer Rolle
server-quotas-clear = Entfernt die Limits aller Rollen
server-role-limit = { $role }: { $limit }
server-role-unlimited = nur das Limit vom Betrieb des Bots
server-quotas-now = Limits nach Rolle: { $list }. Bei mehreren Rollen zählt das großzügigste, und nie mehr, als der Betrieb des Bots erlaubt.
server-quotas-none = Jetzt hat keine Rolle mehr ein eigenes Limit.

server-spoiler-roles = Wessen Bilder verborgen sind, bis jemand darauf klickt
server-spoiler-roles-add = Verbirgt die Bilder von Mitgliedern mit einer Rolle
server-spoiler-roles-remove = Nimmt eine Rolle von der Liste
server-spoiler-roles-clear = Verbirgt die Bilder keiner Rolle mehr
server-spoiler-roles-now = Bilder von Mitgliedern mit einer dieser Rollen sind jetzt zuerst verborgen: { $list }.
server-spoiler-roles-all = Jetzt sind die Bilder keiner Rolle mehr zuerst verborgen.

server-place = Modell, Größe und Stile eines einzelnen Kanals
server-place-set = Legt Modell, Größe oder Stil eines Kanals und seiner Threads fest
server-place-model = Das Modell, solange ein Mitglied kein anderes wählt
server-place-size = Die Größe, solange ein Mitglied keine andere wählt
server-place-style = Der Stil, solange ein Mitglied keinen anderen wählt
server-place-force = Bekommt dort jedes Bild diesen Stil?
server-place-spoiler = Bilder dort verbergen, bis jemand darauf klickt?
server-place-allow = Erlaubt dort einen Stil; angeboten werden dann nur noch die erlaubten
server-place-forbid = Nimmt einen Stil von dieser Liste
server-place-reset = Entfernt, was für einen Kanal festgelegt ist
server-place-reset-channel = Welcher Kanal; ohne Angabe werden gelöschte entfernt
server-place-reset-what = Nur das; ohne Angabe alles
place-part-model = Modell
place-part-size = Größe
place-part-style = Stil
place-part-styles = angebotene Stile
place-part-spoiler = verborgene Bilder
place-name = Nur in { $channel }
place-model = Modell { $model }
place-size = Größe { $size }
place-style = Stil { $style }
place-forced = immer der Stil { $style }
place-styles = nur die Stile { $list }
place-spoiler = Bilder zuerst verborgen
place-bands = Bilder { $bands }
place-approval = Freigabe: { $what }
place-now = Jetzt gilt in { $channel }: { $list }.
place-nothing = Für { $channel } allein ist jetzt nichts festgelegt.
place-deleted = { $count ->
    [0] Für gelöschte Kanäle war nichts festgelegt.
    [one] Was für { $count } gelöschten Kanal festgelegt war, ist entfernt.
   *[other] Was für { $count } gelöschte Kanäle festgelegt war, ist entfernt.
}
refused-place-nothing = So ändert sich nichts: Wähl mindestens eine Option.
refused-place-force = Wähl den Stil, den dort jedes Bild bekommen soll.
refused-place-style = Der Stil { $name } ist keiner von denen, die du dort erlaubst: { $list }.
refused-size = Eine Größe { $name } gibt es hier nicht. Wähl eine von denen, die beim Tippen erscheinen.
refused-style-forced = In diesem Kanal bekommt jedes Bild den Stil { $names }.
refused-style-listed = In diesem Kanal gibt es diese Stile: { $names }.

server-quiet = Stunden, in denen niemand Bilder erstellt
server-quiet-set = Legt fest, wann niemand Bilder erstellt, auch die Moderation nicht
server-quiet-start = Ab wann, zum Beispiel 22:30
server-quiet-end = Bis wann, zum Beispiel 7:00
server-quiet-zone = Zeitzone, zum Beispiel Europe/Berlin
server-quiet-off = Erlaubt Bilder wieder zu jeder Stunde
quiet-hours = { $start } bis { $end } ({ $zone })
server-quiet-now = In diesen Stunden gibt es jetzt keine Bilder: { $hours }.
server-quiet-none = Bilder gibt es jetzt zu jeder Stunde.
refused-quiet-hours = Hier ist gerade Ruhezeit; Bilder gibt es wieder { $left }, um { $when }.
refused-quiet-same = Die Ruhezeit braucht einen Anfang und ein Ende, die sich unterscheiden.
refused-time = Eine Uhrzeit muss aussehen wie 22:30. Du hast { $value } angegeben.
refused-zone = Die Zeitzone { $value } kenne ich nicht. Wähl eine von denen, die beim Tippen erscheinen.

overview-title = Die Einstellungen dieses Servers
overview-page = { $title }, Seite { $page } von { $pages }
overview-changed = anders als der Standard
overview-problems = Das solltest du dir ansehen
overview-drawing = Bilder erstellen
overview-limits = Limits
overview-safety = Sicherheit
overview-approval = Freigabe
server-fact = { $name }: { $value }
server-name-spoiler-roles = Rollen, deren Bilder zuerst verborgen sind
server-name-role-limits = Limits nach Rolle
server-name-quiet = Ruhezeit
server-name-bands = Bilder
server-name-adult-bands = Bilder in Kanälen mit Altersbeschränkung
server-name-approval = Die Moderation gibt frei
server-name-review-channel = Kanal für Freigaben
server-name-review-timeout = Worüber niemand entscheidet
approval-none = nichts
approval-prompt = Prompts
approval-picture = Bilder
approval-both = Prompts und Bilder
review-reject = nach { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
} abgelehnt
review-approve = nach { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
} freigegeben
problem-unknown = Discord antwortet gerade nicht; deine Kanäle und Rollen konnte ich mir nicht ansehen.
problem-review-none = Niemand kann freigeben, was zurückgehalten wird: Es gibt keinen Kanal für Freigaben.
problem-review-gone = Niemand kann freigeben, was zurückgehalten wird: Der Kanal für Freigaben wurde gelöscht.
problem-review-closed = Was zurückgehalten wird, kann ich in { $channel } nicht zeigen: Mir fehlt die Berechtigung { $permissions }.
problem-reviewers = Nur wem der Server gehört, kann freigeben, was zurückgehalten wird: Keine Rolle der Moderation sieht { $channel }.
problem-deleted = Gelöscht, aber noch eingetragen: { $list }. Mit { $command } verschwindet es.
problem-adult = { $channel } hat keine Altersbeschränkung mehr; deshalb bin ich dort so vorsichtig wie anderswo.
problem-models = Dieser Bot hat { $models }, und davon erlaubst du nichts; deshalb gibt es hier keine Bilder.
problem-place = Für { $channel } festgelegt, aber nicht im Angebot: { $list }.

## /server approval

server-approval = Was die Moderation freigibt, bevor es jemand sieht
server-approval-mode = Legt fest, was die Moderation freigibt, hier oder in einem Kanal
server-approval-what = Was auf die Moderation wartet
server-approval-only = Nur in diesem Kanal
server-approval-channel = Legt fest, wo die Moderation entscheidet
server-approval-where = Ein Kanal, den nur die Moderation sieht
server-approval-deadline = Legt fest, was geschieht, wenn niemand entscheidet
server-approval-hours = Nach wie vielen Stunden
server-approval-then = Was dann geschieht; was der Filter zurückhält, wird immer abgelehnt
approval-server = wie auf dem Server
timeout-reject = ablehnen
timeout-approve = freigeben
server-approval-now = Die Moderation gibt hier frei: { $what }.
server-approval-there = Die Moderation gibt in { $channel } frei: { $what }.
server-approval-alone = { $said } Dafür gibt es noch keinen Kanal: `/server approval channel`.
server-approval-cards = { $count ->
    [0] Was auf die Moderation wartet, steht ab jetzt in { $channel }.
    [one] Was auf die Moderation wartet, steht ab jetzt in { $channel }, auch { $count }, das schon wartet.
   *[other] Was auf die Moderation wartet, steht ab jetzt in { $channel }, auch { $count }, die schon warten.
}
server-approval-public = { $said } { $warning }
server-approval-reject = { $hours ->
    [one] Worüber niemand entscheidet, das wird nach einer Stunde abgelehnt.
   *[other] Worüber niemand entscheidet, das wird nach { $hours } Stunden abgelehnt.
}
server-approval-approve = { $hours ->
    [one] Worüber niemand entscheidet, das wird nach einer Stunde freigegeben, außer der Filter hält es zurück.
   *[other] Worüber niemand entscheidet, das wird nach { $hours } Stunden freigegeben, außer der Filter hält es zurück.
}
refused-approval = Wähle einen der angebotenen Werte.
problem-review-public = Alle können { $channel } lesen, wo ich zeige, was zurückgehalten wird.
problem-unposted = Warten auf die Moderation: { $count }; davon in keinem Kanal zu sehen: { $unposted }. `/moderation release` listet sie auf.
