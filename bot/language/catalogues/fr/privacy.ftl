## /privacy: what is kept about a member

privacy-description = Ce que je garde sur toi : le voir, le télécharger ou le supprimer
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
} dont je ne garde, pour ta limite, que le serveur, le moment et le nombre d’images ; suppression { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} après.
privacy-pictures = • { $count ->
    [one] { $count } image avec son prompt, ses tags et ses valeurs, pour que ses boutons marchent, jusqu’à ce que tu la supprimes ; son fichier,
   *[other] { $count } images avec leur prompt, leurs tags et leurs valeurs, pour que leurs boutons marchent, jusqu’à ce que tu les supprimes ; leurs fichiers,
} { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} au maximum.
privacy-favourites = • { $count ->
    [one] { $count } favori
   *[other] { $count } favoris
}.
privacy-choices = { $count ->
    [0] • Aucun réglage personnel : tu n’en as changé aucun.
   *[other] • Tes réglages personnels, que `/settings show` te montre.
}
privacy-moderation = • { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
} sur les suspensions et sur ce que la modération a fait te concernant.
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
export-unpublished = { $file } : elle n’a pas été approuvée.
refused-export-size = Ce que je garde sur toi est trop gros pour être envoyé ici ; demande-le à la personne qui gère le bot.

privacy-ask = Ceci supprime tout ce que je garde sur toi, sur tous les serveurs : les demandes en attente ou en cours, tes images, favoris, tags et réglages. C’est irréversible. Je garde seulement, pendant { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} et sans aucun texte, le nombre d’images que tu as créées, quand et où : supprimer tes données ne remet pas ta limite à zéro. Les messages publiés restent dans Discord jusqu’à ce que tu les y supprimes ; `/privacy export` t’en donne la liste.
privacy-ask-links = Tes messages les plus récents :
button-forget = Tout supprimer…
privacy-form = Supprimer tout ce qui me concerne
privacy-form-word = Écris « { $word } » pour tout supprimer
privacy-word = supprimer
privacy-deleted = Tout ce que je gardais sur toi est supprimé ({ $count ->
    [0] aucune image
    [one] { $count } image
   *[other] { $count } images
}).
privacy-bans-stay = { $count ->
    [one] Une décision en vigueur (suspension, avertissement ou limite) est conservée avec ton identifiant jusqu’à sa fin.
   *[other] { $count } décisions en vigueur (suspensions, avertissements, limites) sont conservées avec ton identifiant jusqu’à leur fin.
}
answer-forgotten = Annulée : ce membre a supprimé ses données.
refused-not-your-data = Ce bouton concerne les données de quelqu’un d’autre ; pour les tiennes, c’est `/privacy delete`.
refused-word-differs = Rien n’a été supprimé : tu n’as pas écrit « { $word } ».
