# What members read. A text's name says where it stands; numbers that are counted have plural forms.

## Lengths of time

about-seconds = environ { $count ->
    [one] { $count } seconde
   *[other] { $count } secondes
}
about-minutes = environ { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
about-hours = environ { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
# As in "10 images par heure": the preposition belongs to it.
period-days = { $count ->
    [one] par jour
   *[other] tous les { $count } jours
}
period-hours = { $count ->
    [one] par heure
   *[other] toutes les { $count } heures
}
period-minutes = { $count ->
    [one] par minute
   *[other] toutes les { $count } minutes
}
period-seconds = { $count ->
    [one] par seconde
   *[other] toutes les { $count } secondes
}

## Why a request is not taken

refused-no-model = Pas d’images pour le moment : le modèle { $model } n’a pas pu être chargé. La personne qui gère le bot en trouvera la raison dans ses logs.
refused-no-storage = Je n’ai pas pu enregistrer ta demande, donc rien ne compte dans ta limite. Réessaie dans une minute.
refused-closing = Je redémarre. Réessaie dans une minute.
refused-no-rules = Pas d’images pour le moment : la liste des mots interdits est illisible, et c’est à la personne qui gère le bot de la réparer.
refused-minors = Les contenus sexuels impliquant des mineurs sont toujours refusés.
refused-channel = Je ne dessine que dans { $channels }.
refused-role = Les images sont réservées aux membres qui ont l’un de ces rôles : { $roles }.
refused-adult = Je ne dessine ni nudité ni contenu sexuel. Essaie autre chose.
refused-word = Ton prompt contient quelque chose que je ne dessine pas. Essaie d’autres mots.
refused-negative-word = Ton prompt négatif contient quelque chose qui n’est pas autorisé ici. Essaie d’autres mots.
refused-violence = Je ne dessine ni scènes sanglantes ni cruauté. Essaie autre chose.
refused-hate = Je ne dessine ni la haine ni ses symboles. Essaie autre chose.
refused-self-harm = Je ne dessine pas de personnes qui se font du mal. Si tu traverses un moment difficile, parles-en à quelqu’un de confiance ; findahelpline.com indique des personnes à l’écoute dans ton pays.
refused-people = Ici, je ne dessine pas de personnes réelles. Essaie avec quelqu’un d’imaginaire.
refused-server-words = Ton prompt contient quelque chose qui n’est pas autorisé sur ce serveur. Essaie d’autres mots.
refused-unjudged = Je vérifie encore tes mots. Réessaie dans un instant.
refused-insisting = Plusieurs de tes prompts ont été refusés d’affilée ; attends { $wait }, puis essaie avec d’autres mots.
refused-user-open = { $count ->
    [one] Tu as déjà { $count } demande en cours ; réessaie quand elle sera terminée.
   *[other] Tu as déjà { $count } demandes en cours ; réessaie quand l’une d’elles sera terminée.
}
refused-user-waiting = Au maximum { $count } de tes images peuvent être dans la file d’attente à la fois. Il reste de la place pour { $left } et ceci compte pour { $units }. Réessaie quand quelques-unes seront terminées.
refused-server-open = Ce serveur a déjà { $count ->
    [one] { $count } demande
   *[other] { $count } demandes
} en cours ; réessaie dans quelques minutes.
refused-line-full = La file d’attente est pleine : elle accepte { $count ->
    [one] { $count } image
   *[other] { $count } images
} à la fois. Réessaie dans quelques minutes.
refused-line-short = Ceci compte pour { $units } images et la file d’attente en accepte { $count } au maximum. Demandes-en moins à la fois.
allowance-user = Ta limite est de { $count ->
    [one] { $count } image
   *[other] { $count } images
} { $period }
allowance-server = La limite de ce serveur est de { $count ->
    [one] { $count } image
   *[other] { $count } images
} { $period }
refused-too-many = { $allowance } et ceci compte pour { $units }. Demandes-en moins à la fois.
refused-few-left = { $allowance }. { $left ->
    [one] Il en reste { $left }
   *[other] Il en reste { $left }
} pour le moment et ceci compte pour { $units }. Demandes-en moins ou réessaie dans { $wait }.
refused-none-left = { $allowance } et elle est atteinte pour le moment. Réessaie dans { $wait }.
refused-permission = Je ne peux pas créer d’images ici. Il me manque des permissions dans ce salon : { $permissions }.
refused-file-size = Ce fichier fait { $megabytes } Mo ; la limite est de { $most } Mo.
refused-file-pixels = Cette image fait { $size } pixels ; la limite est de { $most } mégapixels.
refused-file-unread = Je n’ai pas pu télécharger ce fichier depuis Discord. Joins-le à nouveau.
refused-file-busy = J’ouvre encore la dernière image que tu as envoyée. Réessaie quand ce sera fini.
refused-file-wait = Beaucoup d’images arrivent en ce moment : je n’ai pas pris la tienne, et rien ne compte dans ta limite. Réessaie dans un instant.
refused-file-late = Récupérer et ouvrir cette image a pris trop de temps. Rien ne compte dans ta limite ; réessaie.
permission-view-channel = « Voir le salon »
permission-send-messages = « Envoyer des messages »
permission-send-in-threads = « Envoyer des messages dans les fils »
permission-attach-files = « Joindre des fichiers »
and = { $first } et { $second }
number = { $number }

refused-picture-gone = Cette image n’est plus là : elle a été supprimée ou vient d’un autre serveur.
refused-button = Ce bouton n’est plus actif.
refused-draft-gone = Ce que tu avais écrit là n’est plus gardé : c’est le cas au bout d’une heure, après un redémarrage ou si un autre de tes formulaires a été refusé depuis. Ouvre à nouveau le formulaire.

## What goes wrong

fault = Quelque chose s’est mal passé. C’est dans les logs pour la personne qui gère le bot.
command-changed = Cette commande vient de changer ; réessaie dans une minute.
failed-nothing-came = L’image n’a pas pu être créée. La personne qui gère le bot en trouvera la raison dans ses logs.
failed-given-up = L’image n’a pas pu être créée : le bot a été arrêté plusieurs fois en plein travail. Rien ne compte dans ta limite.
failed-unprepared = Le bot a été arrêté pendant qu’il ouvrait ton image. Rien ne compte dans ta limite ; réessaie.
failed-no-model = Aucune image n’a pu être créée : le modèle { $model } n’a pas pu être chargé. La personne qui gère le bot en trouvera la raison dans ses logs.
failed-no-lora = Aucune image n’a pu être créée : le LoRA { $lora } n’est pas utilisable avec ce modèle. Sans lui, ou avec un autre, ça marche. La personne qui gère le bot en trouvera la raison dans ses logs.
failed-out-of-memory = Une image de cette taille ne tient pas dans la mémoire de cette machine.
failed-start-gone = L’image de départ n’est plus enregistrée : rien n’a été créé et rien ne compte dans ta limite.
failed-too-large = Tes images sont prêtes, mais elles dépassent les { $megabytes } Mo que je peux publier ici. Choisis une taille plus petite ou demandes-en moins à la fois.

## While a picture is being made

progress-step = étape { $step } sur { $of }
progress-step-eta = étape { $step } sur { $of }, prête dans { $wait }
progress-starting = Le modèle démarre. Ça peut prendre une minute ou plus, mais ta demande est conservée.
progress-loading = Le modèle se charge. Ça peut prendre une minute ou plus, mais ta demande est conservée.
progress-downloading = Le modèle se télécharge. Ta demande est conservée.
progress-downloading-eta = Le modèle se télécharge, prêt dans { $wait }. Ta demande est conservée.
progress-warming = Le modèle se prépare. Ça peut prendre une minute ou plus, mais ta demande est conservée.
progress-measuring = Le modèle se prépare pour la première fois. Ta demande est conservée.
progress-measuring-eta = Le modèle se prépare pour la première fois, prêt dans { $wait }. Ta demande est conservée.
progress-place = Position { $place } dans la file d’attente.
progress-next = La prochaine dans la file d’attente
progress-next-eta = La prochaine dans la file d’attente, prête dans { $wait }
progress-due = La limite est atteinte pour le moment ; l’image sera créée { $due }.
progress-waiting = Encore { $count ->
    [one] { $count } demande
   *[other] { $count } demandes
} avant celle-ci
progress-waiting-eta = Encore { $count ->
    [one] { $count } demande
   *[other] { $count } demandes
} avant celle-ci, prête dans { $wait }

## The answer

answer-without = { $prompt } sans { $negative }
answer-prompt = { $prompt }
answer-seeds = { $count ->
    [one] graine { $seeds }
   *[other] graines { $seeds }
}
answer-steps = { $steps } étapes
answer-guidance = guidage { $guidance }
answer-start = image de départ refaite à { $strength }
answer-variation = variation { $share } vers la graine { $seed }
answer-frames = { $count ->
    [one] { $count } image
   *[other] { $count } images
}
answer-lora = LoRA { $lora } { $strength }
answer-drawn = dessiné : { $words }
answer-cut = Le prompt est trop long pour { $model }. Laissé de côté : { $cut }.
answer-left-out = Laissé de côté, car ce modèle n’a aucun LoRA de ce nom : { $names }.
answer-unread = Dessiné comme de simples mots, car je ne lis pas la syntaxe d’autres outils : { $parts }.
answer-english = On dirait que ce n’est pas de l’anglais, et { $model } ne lit que l’anglais : essaie les mêmes mots en anglais.
answer-unknown-words = { $model } ne connaît pas { $words }. Il dessine une ou deux choses sur un fond coloré ; essaie { $examples }.
answer-choose-model = Pour tout le reste, choisis le modèle { $larger } dans `/imagine`.
answer-model = créée avec { $model }
answer-after = d’après une image de { $authors }
answer-for = Pour { $member } : { $content }
alt-picture = Image générée par IA : { $prompt }, à la demande de { $member }
alt-listed = { $prompt }, à la demande de { $member }
alt-grid = { $count } images générées par IA : { $prompt }, à la demande de { $member }
alt-animation = Animation générée par IA : { $prompt }, à la demande de { $member }
button-single = Voir
button-vary = Varier
button-upscale = Agrandir
button-start = Utiliser comme base
button-reroll = Relancer
button-edit = Modifier
button-details = Détails
button-favourite = Favori
button-delete = Supprimer
button-play = Lire
button-cancel = Annuler
alt-preview = Image générée par IA, inachevée : { $prompt }
button-retry = Réessayer
