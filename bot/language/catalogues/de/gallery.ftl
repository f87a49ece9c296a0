## A picture, its details and its tags

button-erase = Endgültig löschen
button-tags = Tags
button-more = Mehr
more-title = { $count ->
    [one] Mehr für dieses Bild:
   *[other] Mehr für diese { $count } Bilder:
}
button-first = Erste Seite
button-previous = Vorherige Seite
button-next = Nächste Seite
favourite-added = Zu deinen Favoriten hinzugefügt. { $count ->
    [one] { $count } Mitglied hat
   *[other] { $count } Mitglieder haben
} dieses Bild als Favorit.
favourite-removed = Aus deinen Favoriten entfernt. { $count ->
    [0] Niemand hat
    [one] Noch { $count } Mitglied hat
   *[other] Noch { $count } Mitglieder haben
} dieses Bild als Favorit.
details-title = Details zu diesem Bild
details-title-of = Details zu Bild { $number } von { $count }
details-foreign = Das steht in diesem Bild:
details-negative = Ohne
details-size = Größe
details-steps = Schritte
details-guidance = Guidance
details-guidance-range = Guidance-Bereich
details-range = { $low }–{ $high }
details-seed = Seed
details-sampler = Sampler
details-spacing = Scheduler
details-strength = Anteil neu
details-zoom = Zoom
details-upscale = Hochskaliert
details-variation = Variation
details-towards = { $share } → { $seed }
details-frames = Frames
details-lora = LoRA
details-model = Modell
details-took = Dauer
details-stages = { $total } s: gewartet { $queue } s · Kodieren { $encode } s · Entrauschen { $denoise } s ({ $speed } Schritte/s) · Dekodieren { $decode } s · { $precision }, { $engine }
details-seconds = { $seconds } s
details-author = Auf Wunsch von
details-date = Erstellt
details-children = Daraus entstandene Bilder
details-favourites = Favorit bei
details-members = { $count ->
    [one] { $count } Mitglied
   *[other] { $count } Mitgliedern
}
details-tags = Tags
details-parents = Ausgangsbild
details-parent = ein Bild von { $author } { $link }
details-parent-deleted = ein gelöschtes Bild
tags-title = Tags dieses Bildes
tags-label = Höchstens { $most }, durch Kommas getrennt
tags-kept = Die Tags dieses Bildes sind jetzt: { $tags }.
tags-removed = Dieses Bild hat jetzt keine Tags.
refused-tagging = Nur wer sich dieses Bild gewünscht hat und die Moderation können ihm Tags geben.
refused-tags = Ein Bild hat höchstens { $most } Tags. Du hast { $count } angegeben.
refused-tag = Ein Tag besteht aus Buchstaben, Ziffern, Leerzeichen und Bindestrichen, höchstens { $most } Zeichen, und beginnt mit einem Buchstaben oder einer Ziffer. Du hast { $tag } angegeben.
refused-tag-words = In einem dieser Tags steht etwas, das hier nicht erlaubt ist; deshalb habe ich keinen davon gespeichert.
refused-too-large = Auch verkleinert passt dieses Bild nicht in die { $most } MB, die ich hier senden darf.
refused-not-taken = Discord hat die Antwort gerade nicht angenommen. Versuch es bitte in einer Minute noch einmal.
refused-no-picture = In dieser Nachricht ist kein Bild.
# In the menus of Discord, at most 32 characters.
menu-details = Bilddetails
menu-start = Als Startbild verwenden
menu-gallery = Galerie dieses Mitglieds

## Deleting

delete-ask = { $count ->
    [one] Dieses Bild und seine Nachricht endgültig löschen? Die Moderation sieht es noch 7 Tage lang. Was andere daraus gemacht haben, bleibt.
   *[other] Die { $count } Bilder dieser Nachricht und die Nachricht endgültig löschen? Die Moderation sieht sie noch 7 Tage lang. Was andere daraus gemacht haben, bleibt.
}
deleted = { $count ->
    [one] Das Bild wurde gelöscht.
   *[other] Die { $count } Bilder wurden gelöscht.
}
deleted-but-message = { $count ->
    [one] Ich habe das Bild gelöscht, darf aber seine Nachricht nicht mehr löschen. Bitte mach das in Discord.
   *[other] Ich habe die { $count } Bilder gelöscht, darf aber ihre Nachricht nicht mehr löschen. Bitte mach das in Discord.
}
refused-deleting = Nur wer sich dieses Bild gewünscht hat und die Moderation können es löschen.
refused-not-deleted = Discord hat die Nachricht nicht gelöscht, deshalb wurde nichts gelöscht. Versuch es bitte in einer Minute noch einmal.

## Pages

history-description = Deine eigenen Bilder auf diesem Server
history-title = Deine Bilder auf diesem Server, Seite { $page }
gallery-description = Die Bilder dieses Servers
gallery-member = Nur Bilder, die sich dieses Mitglied gewünscht hat
gallery-tag = Nur Bilder mit diesem Tag
gallery-favourites = Nur deine Favoriten
gallery-search = Nur Bilder mit diesen Wörtern im Prompt
gallery-title = Bilder dieses Servers, Seite { $page }
gallery-of-favourites = deine Favoriten
gallery-of-member = von { $member }
gallery-of-tag = mit dem Tag { $tag }
gallery-of-words = mit den Wörtern { $words }
gallery-empty = Hier gibt es keine Bilder zu zeigen.
gallery-line = { $number }. { $prompt } von { $author }
alt-sheet = Übersicht mit { $count ->
    [one] { $count } KI-generierten Bild
   *[other] { $count } KI-generierten Bildern
}: { $pictures }

## Numbers

stats-description = Wie viele Bilder hier entstanden sind, von wem und wie
stats-server = **Dieser Server**
stats-own = **Du auf diesem Server**
stats-none = Noch keine Bilder.
stats-pictures = { $ever ->
    [one] { $ever } Bild
   *[other] { $ever } Bilder
}, davon { $week } in den letzten 7 Tagen und { $day } in den letzten 24 Stunden
stats-median = Die Hälfte davon brauchte jeweils höchstens { $seconds } s.
stats-samplers = Meistgenutzte Sampler: { $samplers }
stats-sizes = Meistgenutzte Größen: { $sizes }
stats-members = { $count ->
    [one] { $count } Mitglied
   *[other] { $count } Mitglieder
}; die meisten Bilder sind von { $members }
