# What members read. A text's name says where it stands; numbers that are counted have plural forms.

## Lengths of time

about-seconds = etwa { $count ->
    [one] { $count } Sekunde
   *[other] { $count } Sekunden
}
about-minutes = etwa { $count ->
    [one] { $count } Minute
   *[other] { $count } Minuten
}
about-hours = etwa { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
# As in "pro Stunde 10 Bilder": the preposition belongs to it.
period-days = { $count ->
    [one] pro Tag
   *[other] alle { $count } Tage
}
period-hours = { $count ->
    [one] pro Stunde
   *[other] alle { $count } Stunden
}
period-minutes = { $count ->
    [one] pro Minute
   *[other] alle { $count } Minuten
}
period-seconds = { $count ->
    [one] pro Sekunde
   *[other] alle { $count } Sekunden
}

## Why a request is not taken

refused-no-model = Gerade können keine Bilder erstellt werden: Das Modell { $model } ließ sich nicht laden. Wer den Bot betreibt, findet den Grund im Log.
refused-no-storage = Ich konnte deine Anfrage nicht speichern, deshalb zählt nichts auf dein Limit. Versuch es bitte in einer Minute noch einmal.
refused-closing = Ich starte gerade neu. Versuch es bitte in einer Minute noch einmal.
refused-no-rules = Gerade werden keine Bilder erstellt: Die Liste der gesperrten Wörter lässt sich nicht lesen. Wer den Bot betreibt, muss sie reparieren.
refused-minors = Sexuelle Inhalte mit Minderjährigen werden immer abgelehnt.
refused-channel = Bilder gibt es nur in { $channels }.
refused-role = Bilder gibt es nur für Mitglieder mit einer dieser Rollen: { $roles }.
refused-adult = Nacktheit und sexuelle Inhalte zeichne ich nicht. Versuch es bitte mit etwas anderem.
refused-word = In deinem Prompt steht etwas, das ich nicht zeichne. Versuch es bitte mit anderen Worten.
refused-negative-word = In deinem Negativ-Prompt steht etwas, das hier nicht erlaubt ist. Versuch es bitte mit anderen Worten.
refused-violence = Grausamkeiten und Verstümmelungen zeichne ich nicht. Versuch es bitte mit etwas anderem.
refused-hate = Hass und seine Symbole zeichne ich nicht. Versuch es bitte mit etwas anderem.
refused-self-harm = Dass sich jemand selbst verletzt, zeichne ich nicht. Wenn es dir gerade schlecht geht, sprich bitte mit jemandem, dem du vertraust; findahelpline.com nennt Menschen in deinem Land, die zuhören.
refused-people = Echte Personen zeichne ich hier nicht. Versuch es bitte mit einer erfundenen.
refused-server-words = In deinem Prompt steht etwas, das auf diesem Server nicht erlaubt ist. Versuch es bitte mit anderen Worten.
refused-unjudged = Deine Worte werden noch geprüft; versuch es bitte gleich noch einmal.
refused-insisting = Mehrere deiner Prompts wurden nacheinander abgelehnt; warte bitte { $wait } und versuch es dann mit anderen Worten.
refused-user-open = { $count ->
    [one] Du hast schon { $count } Anfrage in Arbeit. Versuch es wieder, sobald sie fertig ist.
   *[other] Du hast schon { $count } Anfragen in Arbeit. Versuch es wieder, sobald eine davon fertig ist.
}
refused-user-waiting = Von dir können höchstens { $count } Bilder zugleich in der Warteschlange sein. Gerade ist noch Platz für { $left }, und das hier zählt als { $units }. Versuch es wieder, sobald einige fertig sind.
refused-server-open = Auf diesem Server { $count ->
    [one] ist schon { $count } Anfrage
   *[other] sind schon { $count } Anfragen
} in Arbeit; versuch es bitte in ein paar Minuten wieder.
refused-line-full = Die Warteschlange ist voll: Mehr als { $count ->
    [one] { $count } Bild passt
   *[other] { $count } Bilder passen
} nicht hinein. Versuch es bitte in ein paar Minuten wieder.
refused-line-short = Das hier zählt als { $units } Bilder, und in die Warteschlange { $count ->
    [one] passt
   *[other] passen
} höchstens { $count }. Frag bitte weniger auf einmal an.
allowance-user = Dein Limit { $count ->
    [one] ist { $count } Bild
   *[other] sind { $count } Bilder
} { $period }
allowance-server = Das Limit dieses Servers { $count ->
    [one] ist { $count } Bild
   *[other] sind { $count } Bilder
} { $period }
refused-too-many = { $allowance }, und das hier zählt als { $units }. Frag bitte weniger auf einmal an.
refused-few-left = { $allowance }. Davon { $left ->
    [one] ist gerade noch { $left }
   *[other] sind gerade noch { $left }
} übrig, und das hier zählt als { $units }. Frag weniger an oder versuch es in { $wait } wieder.
refused-none-left = { $allowance }, und es ist gerade aufgebraucht. Versuch es in { $wait } wieder.
refused-permission = Hier kann ich keine Bilder erstellen. Mir fehlen Berechtigungen in diesem Kanal: { $permissions }.
refused-file-size = Diese Datei hat { $megabytes } MB; das Limit sind { $most } MB.
refused-file-pixels = Dieses Bild hat { $size } Pixel; das Limit sind { $most } Megapixel.
refused-file-unread = Ich konnte diese Datei nicht von Discord herunterladen. Häng sie bitte noch einmal an.
refused-file-busy = Ich öffne noch das Bild, das du zuletzt geschickt hast. Versuch es danach noch einmal.
refused-file-wait = Gerade kommen sehr viele Bilder an, deshalb habe ich deins nicht angenommen, und nichts zählt auf dein Limit. Versuch es bitte gleich noch einmal.
refused-file-late = Das Bild zu holen und zu öffnen hat zu lange gedauert. Nichts davon zählt auf dein Limit; versuch es bitte noch einmal.
permission-view-channel = „Kanal ansehen“
permission-send-messages = „Nachrichten senden“
permission-send-in-threads = „Nachrichten in Threads senden“
permission-attach-files = „Dateien anhängen“
and = { $first } und { $second }
number = { $number }

refused-picture-gone = Dieses Bild gibt es hier nicht mehr: Es wurde gelöscht oder gehört zu einem anderen Server.
refused-button = Dieser Button funktioniert nicht mehr.
refused-draft-gone = Was du dort geschrieben hast, ist nicht mehr da: So geht es nach einer Stunde, nach einem Neustart oder wenn danach ein anderes Formular von dir abgelehnt wurde. Öffne das Formular bitte neu.

## What goes wrong

fault = Da ist etwas schiefgegangen. Wer den Bot betreibt, findet den Fehler im Log.
command-changed = Dieser Befehl wurde gerade geändert; versuch es bitte in einer Minute noch einmal.
failed-nothing-came = Das Bild konnte nicht erstellt werden. Wer den Bot betreibt, findet den Grund im Log.
failed-given-up = Das Bild konnte nicht erstellt werden: Der Bot wurde dabei mehrmals mittendrin gestoppt. Nichts davon zählt auf dein Limit.
failed-unprepared = Der Bot wurde gestoppt, während er dein Bild öffnete. Nichts davon zählt auf dein Limit; versuch es bitte noch einmal.
failed-no-model = Es konnte kein Bild erstellt werden: Das Modell { $model } ließ sich nicht laden. Wer den Bot betreibt, findet den Grund im Log.
failed-no-lora = Es konnte kein Bild erstellt werden: Das LoRA { $lora } lässt sich mit diesem Modell nicht verwenden. Ohne es oder mit einem anderen klappt es. Wer den Bot betreibt, findet den Grund im Log.
failed-out-of-memory = Ein Bild dieser Größe passt nicht in den Speicher dieses Rechners.
failed-start-gone = Das Startbild ist nicht mehr gespeichert. Deshalb wurde nichts erstellt, und nichts zählt auf dein Limit.
failed-too-large = Deine Bilder sind fertig, aber größer als die { $megabytes } MB, die ich hier posten darf. Nimm bitte eine kleinere Größe oder weniger auf einmal.

## While a picture is being made

progress-step = Schritt { $step } von { $of }
progress-step-eta = Schritt { $step } von { $of }, fertig in { $wait }
progress-starting = Das Modell startet. Das kann eine Minute oder länger dauern, aber deine Anfrage bleibt gespeichert.
progress-loading = Das Modell wird geladen. Das kann eine Minute oder länger dauern, aber deine Anfrage bleibt gespeichert.
progress-downloading = Das Modell wird heruntergeladen. Deine Anfrage bleibt gespeichert.
progress-downloading-eta = Das Modell wird heruntergeladen, fertig in { $wait }. Deine Anfrage bleibt gespeichert.
progress-warming = Das Modell macht sich bereit. Das kann eine Minute oder länger dauern, aber deine Anfrage bleibt gespeichert.
progress-measuring = Das Modell macht sich zum ersten Mal bereit. Deine Anfrage bleibt gespeichert.
progress-measuring-eta = Das Modell macht sich zum ersten Mal bereit, fertig in { $wait }. Deine Anfrage bleibt gespeichert.
progress-place = Platz { $place } in der Warteschlange.
progress-next = Als Nächstes dran
progress-next-eta = Als Nächstes dran, fertig in { $wait }
progress-due = Das Limit ist gerade aufgebraucht; das Bild entsteht { $due }.
progress-waiting = Davor { $count ->
    [one] kommt noch { $count } Anfrage
   *[other] kommen noch { $count } Anfragen
} dran
progress-waiting-eta = Davor { $count ->
    [one] kommt noch { $count } Anfrage
   *[other] kommen noch { $count } Anfragen
} dran, fertig in { $wait }

## The answer

answer-without = { $prompt } ohne { $negative }
answer-prompt = { $prompt }
answer-seeds = { $count ->
    [one] Seed { $seeds }
   *[other] Seeds { $seeds }
}
answer-steps = { $steps } Schritte
answer-guidance = Guidance { $guidance }
answer-start = Startbild: { $strength } neu
answer-variation = Variation { $share } in Richtung Seed { $seed }
answer-frames = { $count ->
    [one] { $count } Frame
   *[other] { $count } Frames
}
answer-lora = LoRA { $lora } { $strength }
answer-drawn = gezeichnet: { $words }
answer-cut = Der Prompt ist zu lang für { $model }. Weggelassen: { $cut }.
answer-left-out = Weggelassen, weil es für dieses Modell kein LoRA mit diesem Namen gibt: { $names }.
answer-unread = Als gewöhnliche Wörter gezeichnet, weil ich die Schreibweise anderer Werkzeuge nicht lese: { $parts }.
answer-english = Das sieht nicht nach Englisch aus, und { $model } versteht nur Englisch: Versuch es mit denselben Wörtern auf Englisch.
answer-unknown-words = { $model } kennt { $words } nicht. Es zeichnet ein oder zwei Dinge auf farbigem Hintergrund; probier { $examples }.
answer-choose-model = Für alles andere wähle in `/imagine` das Modell { $larger }.
answer-model = erstellt mit { $model }
answer-after = nach einem Bild von { $authors }
answer-for = Für { $member }: { $content }
alt-picture = KI-generiertes Bild: { $prompt }, auf Wunsch von { $member }
alt-listed = { $prompt }, auf Wunsch von { $member }
alt-grid = { $count } KI-generierte Bilder: { $prompt }, auf Wunsch von { $member }
alt-animation = KI-generierte Animation: { $prompt }, auf Wunsch von { $member }
button-single = Zeigen
button-vary = Variieren
button-upscale = Hochskalieren
button-start = Als Startbild
button-reroll = Neu würfeln
button-edit = Bearbeiten
button-details = Details
button-favourite = Favorit
button-delete = Löschen
button-play = Abspielen
button-cancel = Abbrechen
alt-preview = Unfertiges KI-generiertes Bild: { $prompt }
button-retry = Noch einmal versuchen
