## /morph and /blend

morph-description = Animation d’un prompt à l’autre ; chaque image de l’animation compte dans ta limite
morph-first = Par quoi ça commence, par exemple : red apple
morph-second = Ce que ça devient, par exemple : blue boat
morph-next = Ce qui vient ensuite
morph-frames = Images du premier prompt au dernier, de 2 à { $most } ({ $default } par défaut)
blend-description = Fais une image de deux ou trois choses, chacune en mots, en image, ou les deux
blend-first = La première chose en mots, ou ce que montre son image
blend-second = La deuxième chose en mots, ou ce que montre son image
blend-third = La troisième chose en mots, ou ce que montre son image
blend-first-picture = Une image de la première chose
blend-second-picture = Une image de la deuxième chose
blend-third-picture = Une image de la troisième chose
blend-strength = Quelle part des images est refaite, de 0,05 à 1 ({ $default } par défaut)
refused-blend-one = Pour un mélange, il faut au moins deux choses, chacune en mots ou en image.
refused-blend-words = Aucune de ces images ne dit de quoi elle est faite. Dis en mots ce que montre au moins l’une d’elles.
failed-animation-too-large = Ton animation est prête, mais elle dépasse les { $megabytes } Mo que je peux publier ici. Choisis une taille plus petite ou moins d’images.
