## /imagine

imagine-description = Erstellt ein Bild aus Worten
imagine-prompt = Was auf das Bild soll, zum Beispiel: red apple
imagine-negative-prompt = Was du nicht sehen willst
imagine-count = Wie viele Bilder, 1 bis { $most } (Standard: 1)
imagine-size = Breite × Höhe in Pixeln (Standard: { $default })
imagine-steps = Schritte beim Entrauschen, 1 bis { $most } (Standard: { $default })
imagine-guidance = Wie genau es sich an den Prompt hält, 1 bis { $most } (Standard: { $default })
imagine-seed = Gleicher Seed, gleiche Worte und Optionen ergeben das gleiche Bild; sonst zufällig
imagine-style = Ein Stil, der deinen Prompt ergänzt
imagine-start = Ein Bild, mit dem es losgeht
imagine-strength = Wie viel von diesem Bild neu entsteht, 0,05 bis 1
imagine-sampler = Sampler (im Zweifel einfach weglassen)
imagine-model = Welches Modell (Standard: { $default }, wenn der Server kein anderes hat)
imagine-lora = Ein LoRA für das Modell
imagine-lora-strength = Wie stark es wirkt, −2 bis 2 (1 ist wie trainiert)
refused-lora = Ein LoRA { $name } gibt es hier nicht. Wähl eins von denen, die beim Tippen erscheinen.
refused-style = Einen Stil { $name } gibt es hier nicht. Wähl einen von denen, die beim Tippen erscheinen.
