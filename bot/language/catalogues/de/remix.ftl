## Forms that make something of a picture

edit-title = Bearbeiten und neu erstellen
field-prompt = Prompt
field-prompts = Prompts, einer pro Zeile (2 bis 6)
field-negative = Negativ-Prompt
field-steps = Schritte
field-guidance = Guidance
field-frames = Frames
field-seed = Seed (leer für einen zufälligen)
refused-start-gone = Das Startbild dieses Bildes ist nicht mehr gespeichert, deshalb lässt es sich nicht noch einmal erstellen.
refused-file-gone = Die Datei dieses Bildes ist nicht mehr gespeichert, deshalb kann ich es nicht mehr zeigen, vergrößern oder als Ausgangsbild nehmen. Alles andere geht weiterhin.
start-title = Mit diesem Bild anfangen
start-choose = Welches Bild dieser Nachricht?
field-strength = Wie viel neu entsteht, 0,05 bis 1
field-picture = Welches Bild, 1 bis { $count }

## Who made what of whose picture, under the picture that came of it

made-reroll = { $member } hat { $picture } neu gewürfelt
made-vary = { $member } hat { $picture } variiert
made-upscale = { $member } hat { $picture } vergrößert
made-start = { $member } hat mit { $picture } angefangen
made-edit = { $member } hat { $picture } bearbeitet
picture-of = ein Bild von { $authors }
picture-own = das eigene Bild
picture-deleted = ein gelöschtes Bild
