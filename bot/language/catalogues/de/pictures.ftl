# Urteile über Bilder.

failed-blocked = Dieses Bild wird nicht gezeigt: Der Filter hat darin etwas gefunden, das dieser Server nicht erlaubt.
refused-start-unsuitable = Dieses Bild kann ich hier nicht als Startbild nehmen. Bitte versuch es mit einem anderen.
refused-start-unchecked = Ich konnte dein Startbild gerade nicht prüfen. Nichts zählt auf dein Limit; versuch es bitte gleich noch einmal.
