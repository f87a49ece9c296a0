## /settings: a member's own defaults

settings-description = Deine eigenen Standards für jedes Bild, auf jedem Server
settings-show = Zeigt deine Standards
settings-set = Ändert deine Standards; was du weglässt, bleibt
settings-reset = Zurück zu den Standards des Bots
settings-reset-what = Welchen; alle, wenn du keinen auswählst
settings-set-count = Bilder auf einmal, 1 bis { $most }
settings-set-size = Breite × Höhe in Pixeln
settings-set-steps = Denoising-Schritte, 1 bis { $most }
settings-set-guidance = Wie genau sich Bilder an den Prompt halten, 1 bis { $most }
settings-set-sampler = Welcher Sampler das Rauschen entfernt
settings-set-negative-prompt = Was nicht auf das Bild soll, wenn du nichts dazu sagst
settings-set-style = Ein Stil für jeden Prompt
settings-set-language = In welcher Sprache ich mit dir rede
settings-set-remix = Dürfen andere etwas aus deinen Bildern machen?
settings-set-still = Animationen zuerst als Standbild zeigen?

settings-as-discord = wie mein Discord
settings-title = Deine Standards auf jedem Server; was du im Befehl angibst, geht vor:
setting-count = Bilder auf einmal
setting-size = Größe
setting-steps = Schritte
setting-guidance = Guidance
setting-sampler = Sampler
setting-negative-prompt = Negativ-Prompt
setting-style = Stil
setting-language = Sprache
setting-remix = Andere dürfen etwas aus deinen Bildern machen
setting-still = Animationen zuerst als Standbild
setting-line = { $name }: { $value }
setting-default = { $value } (Standard)
setting-none = keiner
setting-yes = ja
setting-no = nein
settings-all-reset = Für dich gelten wieder überall die Standards des Bots.
settings-one-reset = Hier gilt wieder der Standard des Bots: { $name }.
refused-nothing-to-set = Sag, was sich ändern soll: Wähle mindestens eine der Optionen von `/settings set`.
