## /server: what those who manage a server set for all of it

server-description = Règle la création d’images sur ce serveur
server-show = Montre les réglages de ce serveur
server-channels = Où on peut créer des images
server-channels-add = Autorise un salon ; je ne dessine plus que dans ceux que tu ajoutes
server-channels-remove = Retire un salon de la liste
server-channels-clear = Autorise à nouveau tous les salons
server-channel = Quel salon
server-channel-remove = Quel salon ; ceux qui ont été supprimés, si tu n’en choisis aucun
server-roles = Qui peut créer des images
server-roles-add = Autorise un rôle ; il faut alors avoir l’un de ceux que tu ajoutes
server-roles-remove = Retire un rôle de la liste
server-roles-clear = Autorise à nouveau tous les membres
server-role = Quel rôle
server-role-remove = Quel rôle ; ceux qui ont été supprimés, si tu n’en choisis aucun
server-models = Quels modèles sont autorisés ici
server-models-add = Autorise un modèle ; seuls ceux que tu ajoutes peuvent servir
server-models-remove = Retire un modèle de la liste
server-models-clear = Autorise à nouveau tous les modèles
server-model = Quel modèle
server-limits = Combien d’images on peut demander
server-limits-member = Images par membre, par exemple 10/hour ; none enlève la limite
server-limits-server = Images de tout le monde, par exemple 100/hour ; none enlève la limite
server-language = Langue des messages publics
server-language-which = Quelle langue
server-as-discord = celle de chaque membre
server-spoilers = Cache les images jusqu’à ce que quelqu’un clique dessus
server-spoilers-hidden = Les images sont-elles cachées au départ ?
server-waits = Ce qui arrive quand un membre atteint sa limite
server-waits-wait = Attend-il son tour au lieu d’être refusé ?
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
refused-no-limit = Il n’y a rien à changer : choisis une limite par membre ou pour le serveur.
refused-limit-form = Une limite doit s’écrire comme { $example }, avec 1 image au minimum, ou être « none ». Tu as indiqué { $value }.
refused-limit-generous = La personne qui gère le bot autorise au maximum { $allowed }. Tu as indiqué { $value }.
refused-limit-long = La période d’une limite peut être de { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} au maximum, car j’oublie ensuite les demandes. Tu as indiqué { $value }.
refused-style-empty = Il faut un nom et un prompt pour un style.
refused-style-twice = Un style contient { $place } une seule fois ; le tien le contient { $times } fois.
refused-many-styles = Un serveur peut avoir { $most } styles à lui ; commence par en retirer un.
refused-channels-gone = Tous les salons où je peux dessiner ont été supprimés. Quelqu’un qui a la permission « Gérer le serveur » peut en choisir d’autres avec `/server channels`.

limit-item = { $count ->
    [one] { $count } image
   *[other] { $count } images
} { $period }
server-channels-now = Désormais, je ne dessine que dans { $list }.
server-channels-all = Désormais, je dessine dans tous les salons.
server-roles-now = Désormais, les images sont réservées aux membres qui ont l’un de ces rôles : { $list }.
server-roles-all = Désormais, tous les membres peuvent créer des images.
server-models-now = Désormais, les images se créent uniquement avec { $list }.
server-models-all = Désormais, les images se créent avec tous les modèles.
server-models-without = Désormais, les images se créent uniquement avec { $list } ; ce bot a { $model }, donc rien ne se crée ici.
server-limit-member = Limite par membre : { $limit }.
server-limit-server = Limite du serveur : { $limit }.
server-limits-both =
    { $member }
    { $server }
server-limits-none = Désormais, seules les limites de la personne qui gère le bot s’appliquent.
server-language-now = Désormais, la langue des messages publics est : { $language }.
server-language-own = Désormais, les messages publics sont dans la langue de la personne qui demande l’image.
server-spoilers-on = Désormais, les images sont cachées jusqu’à ce que quelqu’un clique dessus.
server-spoilers-off = Désormais, les images s’affichent tout de suite.
server-waits-on = Désormais, un membre qui atteint sa limite attend son tour.
server-waits-off = Désormais, un membre qui atteint sa limite est refusé, et je lui dis quand réessayer.
server-style-form = Un style de ce serveur
field-style-name = Nom
field-style-prompt = Prompt ; { $place } = le texte du membre
server-style-kept = Désormais, le style { $name } est proposé.
server-style-replaced = Désormais, le style { $name } est proposé à la place de celui qui portait ce nom.
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
server-name-language = Langue des messages publics
server-name-spoilers = Images cachées au départ
server-name-waits = Les membres attendent quand ils atteignent leur limite
server-name-styles = Styles
server-any = tous
server-deleted = supprimé ({ $id })
server-and-more = { $shown } et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
server-line = { $name } : { $value } · { $command }
server-limit-of-operator = { $limit } (fixé par la personne qui gère le bot)
server-strikes = Ce qu’entraînent les avertissements
server-strikes-days = Combien de jours un avertissement compte
server-strikes-limit = Avec combien d’avertissements un membre est suspendu
server-strikes-hours = Combien d’heures dure cette suspension
server-strikes-now = Un avertissement compte { $days ->
    [one] un jour
   *[other] { $days } jours
}. Avec { $limit ->
    [one] un avertissement
   *[other] { $limit } avertissements
}, un membre ne peut pas créer d’images pendant { $hours ->
    [one] une heure
   *[other] { $hours } heures
}.

server-words = Mots refusés ou mis en attente ici
server-words-add = Ajouter un mot, une expression ou un motif
server-words-text = Quel mot ou expression ; chat* vaut pour toute fin
server-words-ruling = Refuser, ou retenir jusqu’à une approbation ?
server-words-kind = Un mot ou un motif (RE2) ?
server-words-refuse = refuser
server-words-hold = retenir jusqu’à approbation
server-words-off = ne pas les utiliser
server-words-word = mot ou expression
server-words-pattern = motif
server-words-remove = Retirer une règle, ou toutes
server-words-rule = Quelle règle ; sans elle, toutes les tiennes
server-words-list = Afficher les règles
server-words-import = Utiliser aussi les mots-clés d’AutoMod
server-words-paste = Coller des mots-clés d’AutoMod que je ne peux pas lire
server-words-form = Mots-clés d’AutoMod
field-keywords = Mots-clés, avec virgules ou un par ligne
field-patterns = Expressions régulières, une par ligne
field-allowed = Mots autorisés malgré tout
server-words-added = Les prompts avec { $rule } sont maintenant { $ruling ->
    [hold] retenus jusqu’à leur approbation
   *[refuse] refusés
}.
server-words-removed = { $count ->
    [one] { $count } règle a été retirée.
   *[other] { $count } règles ont été retirées.
}
server-words-title = **Règles pour les mots ici :**
server-words-none = Il n’y a pas encore de règles pour les mots ici. `/server words add` en crée une.
server-words-line = { $id } : { $rule } · { $ruling ->
    [hold] retenu
   *[refuse] refusé
}
server-words-line-automod = { $line } · AutoMod
server-words-line-allowed = { $id } : { $rule } · autorisé malgré tout
server-words-stale = Je n’ai pas pu lire les mots-clés d’AutoMod dernièrement, donc les précédents restent en vigueur. Pour cela, il me faut la permission « Gérer le serveur ».
server-words-imported = { $count ->
    [0] AutoMod n’a pas de mots-clés ici, donc aucun n’est utilisé.
    [one] { $count } mot-clé d’AutoMod est maintenant utilisé.
   *[other] { $count } mots-clés d’AutoMod sont maintenant utilisés.
}
server-words-left-out =
    { $imported }
    Je n’ai pas pu utiliser : { $list }
server-words-not-imported = Les mots-clés d’AutoMod ne sont plus utilisés.
refused-automod = Je ne peux pas lire les mots-clés d’AutoMod ici : il me faut la permission « Gérer le serveur ». Tu peux aussi les coller avec `/server words paste`.
refused-word-rule = Un mot doit avoir des lettres ou des chiffres, et { $most } caractères au plus.
refused-pattern = Je ne peux pas utiliser le motif { $value } : { $reason }.
refused-many-rules = Un serveur peut avoir { $most } règles pour les mots, celles d’AutoMod comprises. Retires-en une d’abord.
refused-large-patterns = Les motifs de ce serveur sont trop gros ensemble. Retires-en un d’abord.
refused-choice = Je ne connais pas ce choix. Choisis-en un dans la liste.
refused-rule-unknown = Il n’y a pas de règle { $value } à toi ici. Choisis-en une dans la liste en écrivant.
