## Meldungen von Bildern und ihre Karten für Moderatoren

button-report = Melden
menu-report = Bild melden
report-form = Dieses Bild melden
report-reason = Was stimmt damit nicht?
report-sent = Danke. Die Moderatoren sehen es sich an.
report-noted = Danke. Ich habe deine Meldung aufbewahrt: Moderatoren finden sie mit `/moderation reports`.
refused-report-own = Das ist dein eigenes Bild; mit **Löschen** kannst du es löschen.
refused-reported = Du hast dieses Bild schon gemeldet. Danke.
refused-many-reports = Du hast heute viele Bilder gemeldet. Bitte sag es einem Moderator direkt.
refused-report-gone = Zu diesem Bild gibt es keine Meldungen mehr.
refused-report-judge = Das ist dein eigenes Bild; ein anderer Moderator entscheidet.
refused-report-decided = Das wurde schon entschieden: { $outcome }
button-reportkeep = Behalten
button-reportremove = Entfernen
button-reportban = Sperren
report-ban-title = Bild entfernen und Autor sperren
report-title = Ein gemeldetes Bild
report-author = Von { $member } in { $channel }
report-count = { $count ->
    [one] **Ein Mitglied hat es gemeldet:**
   *[other] **{ $count } Mitglieder haben es gemeldet:**
}
report-line = - { $member }, { $at }: { $reason }
report-hidden = Es ist verborgen, bis du entscheidest.
report-file-gone = Die Datei des Bildes ist nicht mehr aufbewahrt.
report-gone = Diese Meldung ist geschlossen: Daten dazu wurden gelöscht.
report-now-kept = Behalten von { $moderator }, { $at }.
report-now-removed = Entfernt von { $moderator }, { $at }.
report-message-stays = Ich darf die Nachricht hier nicht löschen und habe das Bild darin durch einen Text ersetzt.
report-shown-hidden = Mehrere Mitglieder haben dieses Bild gemeldet. Es ist verborgen, bis ein Moderator es sich angesehen hat.
report-shown-removed = Ein Moderator hat dieses Bild entfernt.
report-shown-kept = Ein Moderator hat sich dieses Bild von { $member } angesehen: Es bleibt.
moderation-reports = Zeigt die gemeldeten Bilder, die auf eine Entscheidung warten
moderation-reported-title = **Diese Bilder wurden gemeldet, die am längsten wartenden zuerst:**
moderation-reported-none = Es warten keine Meldungen.
moderation-reported-line = { $count ->
    [one] { $number }. Von { $member } in { $channel }: eine Meldung
   *[other] { $number }. Von { $member } in { $channel }: { $count } Meldungen
}
button-openreport-number = { $number } entscheiden
log-keep = { $at }: { $moderator } behielt ein gemeldetes Bild von { $member }: { $reason }
log-autohide = { $at }: Ein Bild von { $member } ist nach mehreren Meldungen verborgen: { $reason }

## Der Kanal des Protokolls

server-log = Das Moderationsprotokoll in einem Kanal wiederholen
server-log-set = Wählt den Kanal, in dem ich das Moderationsprotokoll wiederhole
server-log-channel = Ein Kanal, den nur Moderatoren sehen
server-log-off = Das Moderationsprotokoll nicht mehr in einem Kanal wiederholen
server-log-now = Was Moderatoren und Besitzer tun, wiederhole ich ab jetzt in { $channel }.
server-log-none = Das Protokoll wiederhole ich in keinem Kanal mehr. `/moderation log` zeigt es weiterhin.
refused-log-closed = Ich kann in { $channel } nicht schreiben: Dort brauche ich „Kanal ansehen“ und „Nachrichten versenden“.
