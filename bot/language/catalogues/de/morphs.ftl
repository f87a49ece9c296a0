## /morph and /blend

morph-description = Animation von Prompt zu Prompt; jeder Frame zählt als ein Bild auf dein Limit
morph-first = Womit es anfängt, zum Beispiel: red apple
morph-second = Was daraus wird, zum Beispiel: blue boat
morph-next = Was danach kommt
morph-frames = Frames vom ersten bis zum letzten Prompt, 2 bis { $most } (Standard: { $default })
blend-description = Macht ein Bild aus zwei oder drei Dingen, jedes als Worte, als Bild oder beides
blend-first = Das erste Ding in Worten oder was sein Bild zeigt
blend-second = Das zweite Ding in Worten oder was sein Bild zeigt
blend-third = Das dritte Ding in Worten oder was sein Bild zeigt
blend-first-picture = Ein Bild vom ersten Ding
blend-second-picture = Ein Bild vom zweiten Ding
blend-third-picture = Ein Bild vom dritten Ding
blend-strength = Wie viel von den Bildern neu entsteht, 0,05 bis 1 (Standard: { $default })
refused-blend-one = Zum Mischen braucht es mindestens zwei Dinge, jedes in Worten oder als Bild.
refused-blend-words = In keinem dieser Bilder steht, woraus es entstanden ist. Sag bitte in Worten, was mindestens eins davon zeigt.
failed-animation-too-large = Deine Animation ist fertig, aber größer als die { $megabytes } MB, die ich hier posten darf. Nimm bitte eine kleinere Größe oder weniger Frames.
