## /settings: a member's own settings

settings-description = Deine eigenen Einstellungen für jedes Bild, auf jedem Server
settings-show = Zeigt deine Einstellungen
settings-set = Ändert deine Einstellungen; was du weglässt, bleibt
settings-reset = Setzt deine Einstellungen auf den Standard zurück
settings-reset-what = Welche; alle, wenn du keine auswählst
settings-set-count = Wie viele Bilder auf einmal, 1 bis { $most }
settings-set-size = Breite × Höhe in Pixeln
settings-set-steps = Schritte beim Entrauschen, 1 bis { $most }
settings-set-guidance = Wie genau sich Bilder an den Prompt halten, 1 bis { $most }
settings-set-sampler = Sampler (im Zweifel einfach weglassen)
settings-set-negative-prompt = Was du nicht sehen willst, wenn du nichts anderes schreibst
settings-set-style = Ein Stil für jeden Prompt
settings-set-language = In welcher Sprache ich mit dir rede
settings-set-remix = Dürfen andere etwas aus deinen Bildern machen?
settings-set-still = Animationen zuerst als Standbild zeigen?

settings-as-discord = wie mein Discord
settings-title = Deine Einstellungen auf jedem Server (was du im Befehl wählst, geht vor):
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
settings-all-reset = Alle deine Einstellungen sind wieder auf Standard.
settings-one-reset = Wieder auf Standard: { $name }.
refused-nothing-to-set = So ändert sich nichts: Wähle mindestens eine Option von `/settings set`.
