## A picture, its details and its tags

button-erase = Supprimer définitivement
button-tags = Tags
button-more = Plus
more-title = { $count ->
    [one] D’autres actions pour cette image :
   *[other] D’autres actions pour ces { $count } images :
}
button-first = Première page
button-previous = Page précédente
button-next = Page suivante
favourite-added = Ajoutée à tes favoris. Elle est dans les favoris de { $count ->
    [one] { $count } membre
   *[other] { $count } membres
}.
favourite-removed = Retirée de tes favoris. { $count ->
    [0] Elle n’est plus dans les favoris de personne.
    [one] Elle est encore dans les favoris de { $count } membre.
   *[other] Elle est encore dans les favoris de { $count } membres.
}
details-title = Détails de cette image
details-title-of = Détails de l’image { $number } sur { $count }
details-foreign = Voici ce qui est écrit dans cette image :
details-negative = Sans
details-size = Taille
details-steps = Étapes
details-guidance = Guidage
details-guidance-range = Plage de guidage
details-range = { $low }–{ $high }
details-seed = Graine
details-sampler = Sampler
details-spacing = Scheduler
details-strength = Degré de modification
details-zoom = Zoom
details-upscale = Agrandie
details-variation = Variation
details-towards = { $share } → { $seed }
details-frames = Images
details-lora = LoRA
details-model = Modèle
details-took = Durée
details-stages = { $total } s : attente { $queue } s · encodage { $encode } s · débruitage { $denoise } s ({ $speed } étapes/s) · décodage { $decode } s · { $precision }, { $engine }
details-seconds = { $seconds } s
details-author = À la demande de
details-date = Créée
details-children = Images faites à partir d’elle
details-favourites = Dans les favoris de
details-members = { $count ->
    [one] { $count } membre
   *[other] { $count } membres
}
details-tags = Tags
details-parents = Image d’origine
details-parent = une image de { $author } { $link }
details-parent-deleted = une image supprimée
tags-title = Tags de cette image
tags-label = { $most } au maximum, séparés par des virgules
tags-kept = Les tags de cette image sont désormais : { $tags }.
tags-removed = Cette image n’a plus de tags.
refused-tagging = Seules la personne qui a demandé cette image et la modération peuvent lui donner des tags.
refused-tags = Une image a { $most } tags au maximum. Tu en as indiqué { $count }.
refused-tag = Un tag contient des lettres, des chiffres, des espaces et des traits d’union, { $most } caractères au maximum, et commence par une lettre ou un chiffre. Tu as indiqué { $tag }.
refused-tag-words = L’un de ces tags contient quelque chose qui n’est pas autorisé ici, donc je n’en ai enregistré aucun.
refused-too-large = Même réduite, cette image ne tient pas dans les { $most } Mo que je peux envoyer ici.
refused-not-taken = Discord n’a pas accepté la réponse ; réessaie dans une minute.
refused-no-picture = Il n’y a pas d’image dans ce message.
# In the menus of Discord, at most 32 characters.
menu-details = Détails de l’image
menu-start = Utiliser comme base
menu-gallery = Galerie de ce membre

## Deleting

delete-ask = { $count ->
    [one] Supprimer définitivement cette image et son message ? La modération la voit pendant 7 jours. Ce que d’autres en ont fait reste.
   *[other] Supprimer définitivement les { $count } images de ce message, ainsi que le message ? La modération les voit pendant 7 jours. Ce que d’autres en ont fait reste.
}
deleted = { $count ->
    [one] L’image a été supprimée.
   *[other] Les { $count } images ont été supprimées.
}
deleted-but-message = { $count ->
    [one] J’ai supprimé l’image, mais je ne peux plus supprimer son message. Fais-le dans Discord.
   *[other] J’ai supprimé les { $count } images, mais je ne peux plus supprimer leur message. Fais-le dans Discord.
}
refused-deleting = Seules la personne qui a demandé cette image et la modération peuvent la supprimer.
refused-not-deleted = Discord n’a pas supprimé le message, donc rien n’a été supprimé ; réessaie dans une minute.

## Pages

history-description = Tes propres images sur ce serveur
history-title = Tes images sur ce serveur, page { $page }
gallery-description = Les images de ce serveur
gallery-member = Seulement les images demandées par ce membre
gallery-tag = Seulement les images avec ce tag
gallery-favourites = Seulement tes favoris
gallery-search = Seulement les images dont le prompt contient ces mots
gallery-title = Images de ce serveur, page { $page }
gallery-of-favourites = tes favoris
gallery-of-member = à la demande de { $member }
gallery-of-tag = avec le tag { $tag }
gallery-of-words = avec les mots { $words }
gallery-empty = Il n’y a pas d’images à montrer ici.
gallery-line = { $number }. { $prompt } par { $author }
alt-sheet = Planche-contact de { $count ->
    [one] { $count } image générée par IA
   *[other] { $count } images générées par IA
} : { $pictures }

## Numbers

stats-description = Combien d’images ont été créées ici, par qui et comment
stats-server = **Ce serveur**
stats-own = **Toi, sur ce serveur**
stats-none = Pas encore d’images.
stats-pictures = { $ever ->
    [one] { $ever } image
   *[other] { $ever } images
}, dont { $week } ces 7 derniers jours et { $day } ces dernières 24 heures
stats-median = La moitié a pris au maximum { $seconds } s par image.
stats-samplers = Samplers les plus utilisés : { $samplers }
stats-sizes = Tailles les plus utilisées : { $sizes }
stats-members = { $count ->
    [one] { $count } membre
   *[other] { $count } membres
} ; la plupart des images sont de { $members }
