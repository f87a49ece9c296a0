## /privacy: what is kept about a member

privacy-description = Ce que je garde sur toi : le voir, l’emporter ou le faire supprimer
privacy-show = Montre ce que je garde sur toi et combien de temps
privacy-export = Reçois dans un fichier tout ce que je garde sur toi
privacy-delete = Supprime tout ce que je garde sur toi, sur tous les serveurs

privacy-title = Ce que je garde sur toi, tous serveurs confondus :
privacy-requests = • { $count ->
    [one] { $count } demande
   *[other] { $count } demandes
} avec ton nom et ton prompt ; suppression { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} après la réponse.
privacy-spent = • { $count ->
    [one] { $count } demande
   *[other] { $count } demandes
} dont il ne reste, pour ton quota, que le serveur, le moment et le nombre d’images ; suppression { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} après.
privacy-pictures = • { $count ->
    [one] { $count } image avec son prompt, ses tags et ses valeurs, jusqu’à ce que tu la supprimes, pour que ses boutons marchent ; son fichier,
   *[other] { $count } images avec leur prompt, leurs tags et leurs valeurs, jusqu’à ce que tu les supprimes, pour que leurs boutons marchent ; leurs fichiers,
} { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} au maximum.
privacy-favourites = • { $count ->
    [one] { $count } favori
   *[other] { $count } favoris
}.
privacy-choices = { $count ->
    [0] • Aucun réglage à toi : tu n’en as choisi aucun.
   *[other] • Tes réglages, que `/settings show` te montre.
}
privacy-moderation = • { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
} sur les blocages et sur ce que la modération a fait te concernant.
privacy-elsewhere = Les messages de tes salons sont conservés par Discord. `/privacy export` te donne tout cela dans un fichier ; `/privacy delete` le supprime.

privacy-exported = Voici tout ce que je garde sur toi, avec { $count ->
    [one] { $count } image
   *[other] { $count } images
}{ $left ->
    [0] .
    [one] ; il manque { $left } image, et le fichier dit pourquoi.
   *[other] ; il manque { $left } images, et le fichier dit pourquoi.
}
export-no-room = { $file } : il n’y avait plus de place.
export-gone = { $file } : ce fichier n’est plus enregistré.
refused-export-size = Ce que je garde sur toi dépasse ce qu’on peut envoyer ici ; demande-le à la personne qui gère le bot.

privacy-ask = Ceci supprime tout ce que je garde sur toi, sur tous les serveurs : ce qui attend ou est en cours, tes images, favoris, tags et réglages. C’est irréversible. Seul le nombre d’images que tu as créées, avec le moment et le serveur, est gardé pendant { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}, sans aucun texte : supprimer tes données ne renouvelle pas ton quota. Les messages publiés restent dans Discord jusqu’à ce que tu les y supprimes ; `/privacy export` t’en donne la liste.
privacy-ask-links = Tes messages les plus récents :
button-forget = Tout supprimer…
privacy-form = Supprimer tout ce qui me concerne
privacy-form-word = Écris « { $word } » pour tout supprimer
privacy-word = supprimer
privacy-deleted = Tout ce que je gardais sur toi est supprimé, { $count ->
    [0] sans aucune image dans le lot.
    [one] dont { $count } image.
   *[other] dont { $count } images.
}
privacy-bans-stay = { $count ->
    [one] Un blocage en vigueur est conservé avec ton identifiant jusqu’à ce qu’il se termine.
   *[other] { $count } blocages en vigueur sont conservés avec ton identifiant jusqu’à ce qu’ils se terminent.
}
answer-forgotten = Annulée : ce membre a fait supprimer tout ce qui le concerne.
refused-not-your-data = Ce bouton concerne les données de quelqu’un d’autre ; pour les tiennes, c’est `/privacy delete`.
refused-word-differs = Rien n’a été supprimé : tu n’as pas écrit « { $word } ».
