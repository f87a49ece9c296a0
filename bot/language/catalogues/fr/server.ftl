## /server: what those who manage a server set for all of it

server-description = Règle la création d’images sur ce serveur
server-show = Montre les réglages
server-channels = Où on peut créer des images
server-channels-add = Autorise un salon ; ceux que tu n’ajoutes pas ne le sont plus
server-channels-remove = Retire un salon de la liste
server-channels-clear = Autorise à nouveau tous les salons
server-channel = Quel salon
server-channel-remove = Quel salon ; ceux qui ont été supprimés, si tu n’en choisis aucun
server-roles = Qui peut créer des images
server-roles-add = Autorise un rôle ; il faudra avoir l’un de ceux que tu ajoutes
server-roles-remove = Retire un rôle de la liste
server-roles-clear = Autorise à nouveau tous les membres
server-role = Quel rôle
server-role-remove = Quel rôle ; ceux qui ont été supprimés, si tu n’en choisis aucun
server-models = Quels modèles sont autorisés ici
server-models-add = Autorise un modèle ; ceux que tu n’ajoutes pas ne le sont plus
server-models-remove = Retire un modèle de la liste
server-models-clear = Autorise à nouveau tous les modèles
server-model = Quel modèle
server-limits = Combien d’images on peut demander
server-limits-member = Images par membre, par exemple 10/hour ; none enlève la limite
server-limits-server = Images de tout le monde, par exemple 100/hour ; none enlève la limite
server-language = Dans quelle langue je dis ce que tout le monde voit
server-language-which = Quelle langue
server-as-discord = celle de chaque membre
server-spoilers = Cache les images jusqu’à ce que quelqu’un clique dessus
server-spoilers-hidden = Les images sont-elles cachées au départ ?
server-waits = Ce qui arrive quand un membre a épuisé son quota
server-waits-wait = Attend-il son quota au lieu d’être refusé ?
server-styles = Les styles proposés ici
server-styles-add = Ajoute ton propre style
server-styles-edit = Modifie un style
server-styles-remove = Ne propose plus un style
server-styles-restore = Propose à nouveau les styles intégrés qui ont été retirés
server-style = Quel style

refused-no-manager = C’est réservé à ceux qui gèrent le serveur : il faut la permission « Gérer le serveur ».
refused-too-many-listed = La liste peut en contenir { $most } au maximum ; commence par en retirer.
refused-model-unknown = Il n’y a pas de modèle { $name } ici ; choisis l’un de ceux proposés pendant que tu écris.
refused-language = Je ne parle pas cette langue ; choisis l’une de celles proposées.
refused-no-limit = Dis ce qu’il faut changer : choisis une limite par membre ou pour le serveur.
refused-limit-form = Une limite doit s’écrire comme { $example }, avec 1 image au minimum, ou être « none ». Tu as indiqué { $value }.
refused-limit-generous = La personne qui gère le bot autorise au maximum { $allowed }. Tu as indiqué { $value }.
refused-limit-long = La période d’une limite peut être de { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} au maximum, car le bot oublie ensuite les demandes. Tu as indiqué { $value }.
refused-style-empty = Il faut un nom et un prompt pour un style.
refused-style-twice = Un style contient { $place } une fois au maximum ; le tien le contient { $times } fois.
refused-many-styles = Un serveur peut avoir { $most } styles à lui ; commence par en retirer un.
refused-channels-gone = Les images ne sont autorisées que dans des salons qui ont tous été supprimés ; quelqu’un qui a la permission « Gérer le serveur » peut en choisir d’autres avec `/server channels`.

limit-item = { $count ->
    [one] { $count } image
   *[other] { $count } images
} { $period }
server-channels-now = Les images se créent maintenant uniquement dans { $list }.
server-channels-all = Les images se créent maintenant dans tous les salons.
server-roles-now = Les images sont maintenant réservées aux membres qui ont l’un de ces rôles : { $list }.
server-roles-all = Tous les membres peuvent maintenant créer des images.
server-models-now = Les images se créent maintenant uniquement avec { $list }.
server-models-all = Les images se créent maintenant avec tous les modèles.
server-models-without = Les images se créent maintenant uniquement avec { $list } ; ce bot a { $model }, donc rien ne se crée ici.
server-limit-member = Par membre : { $limit }
server-limit-server = Serveur au total : { $limit }
server-limits-both =
    { $member }
    { $server }
server-limits-none = Seules les limites du bot s’appliquent maintenant.
server-language-now = Ce que tout le monde voit est maintenant dit dans cette langue : { $language }.
server-language-own = Ce que tout le monde voit est maintenant dit dans la langue de la personne qui demande l’image.
server-spoilers-on = Les images sont maintenant cachées jusqu’à ce que quelqu’un clique dessus.
server-spoilers-off = Les images s’affichent maintenant tout de suite.
server-waits-on = Quand un membre a épuisé son quota, il attend maintenant le suivant.
server-waits-off = Quand un membre a épuisé son quota, on lui dit maintenant pour combien de temps.
server-style-form = Un style de ce serveur
field-style-name = Nom
field-style-prompt = Prompt ; { $place } = le texte du membre
server-style-kept = Le style { $name } est maintenant proposé.
server-style-replaced = Le style { $name } est maintenant proposé à la place de celui qui portait ce nom.
server-style-removed = Le style { $name } n’est plus proposé.
server-styles-restored = { $count ->
    [0] Aucun style intégré n’avait été retiré.
    [one] { $count } style intégré est à nouveau proposé.
   *[other] { $count } styles intégrés sont à nouveau proposés.
}

server-title = Les réglages de ce serveur :
server-name-channels = Salons
server-name-roles = Rôles
server-name-models = Modèles
server-name-member-limit = Limite par membre
server-name-server-limit = Limite du serveur
server-name-language = Langue de ce que tout le monde voit
server-name-spoilers = Images cachées au départ
server-name-waits = Les membres attendent leur quota
server-name-styles = Styles
server-any = tous
server-deleted = supprimé ({ $id })
server-and-more = { $shown } et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
server-line = { $name } : { $value } · { $command }
server-limit-of-operator = { $limit } (fixé par la personne qui gère le bot)
