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
favourite-added = Dieses Bild gehört jetzt zu deinen Favoriten; { $count ->
    [one] { $count } Mitglied hat
   *[other] { $count } Mitglieder haben
} es als Favorit.
favourite-removed = Dieses Bild gehört nicht mehr zu deinen Favoriten; { $count ->
    [0] niemand hat
    [one] { $count } Mitglied hat
   *[other] { $count } Mitglieder haben
} es als Favorit.
details-title = Details zu diesem Bild
details-title-of = Details zu Bild { $number } von { $count }
details-foreign = Das steht in diesem Bild:
details-negative = Ohne
details-size = Größe
details-steps = Schritte
details-guidance = Guidance
details-guidance-range = Guidance-Bereich
details-seed = Seed
details-sampler = Sampler
details-spacing = Scheduler
details-strength = Neu erstellt
details-zoom = Zoom
details-upscale = Hochskaliert
details-variation = Variation
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
details-parents = Entstanden aus
details-parent = nach einem Bild von { $author } { $link }
details-parent-deleted = nach einem gelöschten Bild
tags-title = Tags dieses Bildes
tags-label = Höchstens { $most }, durch Kommas getrennt
tags-kept = Die Tags dieses Bildes sind jetzt: { $tags }.
tags-removed = Dieses Bild hat jetzt keine Tags.
refused-tagging = Nur wer sich dieses Bild gewünscht hat und die Moderation können ihm Tags geben.
refused-tags = Ein Bild hat höchstens { $most } Tags. Du hast { $count } angegeben.
refused-tag = Ein Tag besteht aus Buchstaben, Ziffern, Leerzeichen und Bindestrichen, höchstens { $most } Zeichen, und beginnt mit einem Buchstaben oder einer Ziffer. Du hast { $tag } angegeben.
refused-tag-words = In einem dieser Tags steht etwas, das hier nicht erlaubt ist; deshalb wurde keiner davon gespeichert.
refused-too-large = Von diesem Bild passt nichts in die { $most } MB, die hier gesendet werden dürfen.
refused-not-taken = Discord hat die Antwort gerade nicht angenommen; versuch es bitte in einer Minute noch einmal.
refused-no-picture = In dieser Nachricht ist kein Bild.
# In the menus of Discord, at most 32 characters.
menu-details = Bilddetails
menu-start = Als Startbild verwenden
menu-gallery = Galerie dieses Mitglieds

## Deleting

delete-ask = { $count ->
    [one] Dieses Bild und seine Nachricht endgültig löschen? Was andere daraus gemacht haben, bleibt.
   *[other] Die { $count } Bilder dieser Nachricht und die Nachricht endgültig löschen? Was andere daraus gemacht haben, bleibt.
}
deleted = { $count ->
    [one] Das Bild ist gelöscht.
   *[other] Die { $count } Bilder sind gelöscht.
}
deleted-but-message = { $count ->
    [one] Das Bild ist hier gelöscht, aber seine Nachricht darf ich nicht mehr löschen; bitte mach das in Discord.
   *[other] Die { $count } Bilder sind hier gelöscht, aber ihre Nachricht darf ich nicht mehr löschen; bitte mach das in Discord.
}
refused-deleting = Nur wer sich dieses Bild gewünscht hat und die Moderation können es löschen.
refused-not-deleted = Discord hat die Nachricht nicht gelöscht, deshalb wurde nichts gelöscht; versuch es bitte in einer Minute noch einmal.

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
    [one] { $count } Bild
   *[other] { $count } Bildern
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
}, die meisten Bilder von { $members }
