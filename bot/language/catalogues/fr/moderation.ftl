## Bans, and the log of what moderators did

moderation-description = Gère qui peut créer des images ici
moderation-ban = Empêche un membre de créer des images ici
moderation-ban-member = Quel membre
moderation-ban-reason = Raison (le membre la verra et elle sera dans le journal)
moderation-ban-duration = Combien de temps, par exemple 2h, 3d, 1w ou forever
moderation-unban = Laisse un membre suspendu créer à nouveau des images
moderation-unban-member = Quel membre
moderation-unban-reason = Raison (elle sera dans le journal)
moderation-hide = Masque toutes les images d’un membre
moderation-hide-member = Quel membre
moderation-unhide = Montre à nouveau les images masquées d’un membre
moderation-bans = Montre qui ne peut pas créer d’images ici
moderation-log = Montre ce que la modération a fait, à qui et pourquoi
moderation-log-member = Seulement ce qui concerne ce membre

# `end` is a time, or "never".
refused-banned = { $end ->
    [never] La modération a suspendu définitivement ton accès à la création d’images ici. Raison : { $reason }
   *[other] La modération a suspendu ton accès à la création d’images ici. La suspension se termine { $end }. Raison : { $reason }
}
refused-no-moderator = C’est réservé à la modération : il faut la permission « Exclure temporairement des membres ».
refused-ban-self = Tu ne peux pas te suspendre toi-même.
refused-ban-bot = Moi, tu ne peux pas me suspendre.
refused-ban-owner = Ce serveur appartient à { $member }, qu’on ne peut donc pas suspendre.
refused-ban-role = { $member } a un rôle au moins aussi haut que ton rôle le plus haut, donc tu ne peux pas suspendre ce membre.
refused-unban-self = Tu ne peux pas lever ta propre suspension ; quelqu’un d’autre de la modération peut le faire.
refused-owner-unknown = Discord ne me dit pas en ce moment à qui appartient ce serveur, donc je n’ai suspendu personne. Réessaie dans une minute.
refused-not-banned = { $member } n’a aucune suspension ici.
refused-nothing-shown = Il n’y a pas d’images de { $member } à masquer ici.
refused-nothing-hidden = Aucune image de { $member } n’est masquée ici.
refused-unhide-self = Tu ne peux pas montrer à nouveau tes propres images ; quelqu’un d’autre de la modération le peut.

moderation-banned = { $end ->
    [never] { $member } ne peut plus créer d’images ici. La suspension est définitive.
   *[other] { $member } ne peut plus créer d’images ici. La suspension se termine { $end }.
}
moderation-banned-called-off = { $count ->
    [0] { $banned }
    [one] { $banned } Sa demande en cours est annulée.
   *[other] { $banned } Ses { $count } demandes en cours sont annulées.
}
moderation-unbanned = { $member } peut à nouveau créer des images ici.
moderation-hidden = { $count ->
    [one] Une image de { $member } est désormais masquée et ne peut plus servir.
   *[other] { $count } images de { $member } sont désormais masquées et ne peuvent plus servir.
} Les messages restent dans les salons ; tu peux les supprimer.
moderation-shown = { $count ->
    [one] Une image de { $member } est à nouveau montrée.
   *[other] { $count } images de { $member } sont à nouveau montrées.
}
moderation-bans-title = **Ces membres ne peuvent pas créer d’images ici :**
moderation-bans-none = Personne n’est sous suspension ici.
moderation-ban-line = { $end ->
    [never] { $member }, définitivement : { $reason }
   *[other] { $member }, se termine { $end } : { $reason }
}
moderation-log-title = **Ce que la modération a fait, du plus récent au plus ancien :**
moderation-log-none = Le journal est vide.
log-ban = { $at } : { $moderator } a suspendu { $member } : { $reason }
log-unban = { $at } : { $moderator } a levé la suspension de { $member } : { $reason }
log-cancel = { $at } : { $moderator } a annulé une demande de { $member } : { $reason }
log-delete = { $at } : { $moderator } a supprimé une image de { $member } : { $reason }
log-hide = { $at } : { $moderator } a masqué les images de { $member } : { $reason }
log-unhide = { $at } : { $moderator } a montré à nouveau les images de { $member } : { $reason }
log-other = { $at } : { $moderator } a appliqué { $action } à { $member } : { $reason }
page-earlier = Précédent
page-later = Suivant
refused-duration = Je ne comprends pas { $value } comme durée. Écris par exemple `90 min`, `3 heures`, `2 jours`, `1 semaine` ou `définitif` ; dix ans au maximum.
# What moderators may write, with commas between the words.
duration-minutes = min, minute, minutes
duration-hours = h, heure, heures
duration-days = j, jour, jours
duration-weeks = sem, semaine, semaines
duration-forever = pour toujours, toujours, permanent, définitif, définitivement
duration-offered = { $length ->
    [hour] 1 heure
    [day] 1 jour
    [week] 1 semaine
   *[forever] pour toujours
}

## Warnings

moderation-warn = Avertit un membre
moderation-strikes = Montre les avertissements d’un membre qui comptent encore
# `reasons` is one quotation, or several with commas between them.
warned = { $count ->
    [one] La modération t’a donné un avertissement. Raison : { $reasons }
   *[other] La modération t’a donné { $count } avertissements. Raisons : { $reasons }
} Avec { $limit } avertissements en { $days } jours, on ne peut plus créer d’images ici pendant un moment. Je n’ai pas fait ce que tu viens de demander ; refais-le, s’il te plaît.
warned-directly = La modération de { $server } t’a donné un avertissement sur ta façon de m’utiliser. Raison : { $reason }
moderation-warned = { $member } a reçu un avertissement. Cela en fait { $count } sur { $limit }.
moderation-warned-banned = { $end ->
    [never] { $warned } { $member } ne peut plus créer d’images ici. La suspension est définitive.
   *[other] { $warned } { $member } ne peut plus créer d’images ici. La suspension se termine { $end }.
}
moderation-warned-later = { $warned } Les messages privés n’arrivent pas ; je le montrerai à la prochaine utilisation.
refused-target-self = Tu ne peux pas te faire cela à toi-même.
refused-target-bot = Tu ne peux pas me faire cela.
refused-target-owner = Ce serveur appartient à { $member }, donc c’est impossible.
refused-target-role = { $member } a un rôle au moins aussi haut que ton rôle le plus haut, donc c’est impossible.
refused-strike-gone = Cet avertissement ne compte plus.
refused-strike-self = Tu ne peux pas enlever ton propre avertissement ; quelqu’un d’autre de la modération peut le faire.
strikes-none = { $member } n’a aucun avertissement qui compte.
strikes-title = **{ $member } : { $count } avertissements sur { $limit }**
strike-warning = { $number }. { $at }, compte jusqu’à { $end } : { $reason }
strike-picture = { $number }. { $at }, image rejetée, compte jusqu’à { $end } : { $reason }
button-unstrike-number = Enlever { $number }

## Pauses

moderation-pause = Met la création d’images en pause, ici ou dans un salon
moderation-pause-reason = Raison (les membres la verront, et elle sera dans le journal)
moderation-pause-channel = Seulement dans ce salon
moderation-pause-duration = Combien de temps, par exemple 30 min ou 2h ; sinon jusqu’à ce que tu la termines
moderation-resume = Termine une pause
moderation-resume-channel = La pause de ce salon, et non celle de tout le serveur
refused-paused = { $end ->
    [never] La création d’images est en pause ici. Raison : { $reason }
   *[other] La création d’images est en pause ici et reprend { $end }. Raison : { $reason }
}
refused-many-pauses = Au plus { $most } salons peuvent être en pause en même temps.
refused-not-paused = Il n’y a pas de telle pause.
moderation-paused = { $where ->
    [channel] La création d’images est en pause dans { $channel }
   *[server] La création d’images est en pause sur tout le serveur
}{ $end ->
    [never] { "" } jusqu’à ce que tu utilises `/moderation resume`.
   *[other] { "" } et reprend { $end }.
}
moderation-resumed = { $others ->
    [none] La création d’images reprend.
   *[other] La création d’images reprend, mais reste en pause dans { $others }.
}

## Limits of single members

moderation-limit = Limite le nombre d’images qu’un membre peut créer
moderation-limit-limit = Par exemple 5/day ; none enlève la limite
moderation-limit-duration = Combien de temps, par exemple 3d ou 1w ; sinon définitivement
moderation-limits = Montre les limites propres à des membres
moderation-limits-title = **Ces membres ont une limite à eux :**
moderation-limits-none = Aucun membre n’a de limite à lui.
moderation-limit-line = { $end ->
    [never] { $member } : { $limit }, définitivement
   *[other] { $member } : { $limit }, se termine { $end }
}
moderation-limited = { $member } a désormais cette limite : { $limit }.
moderation-unlimited = { $member } n’a plus de limite à soi.
refused-not-limited = { $member } n’a pas de limite à soi.

## Deleting many pictures, and what is kept of deleted ones

moderation-purge = Supprime mes images de ce salon, d’un membre ou des dernières minutes
moderation-purge-minutes = Seulement les images des dernières minutes
refused-purge = Cela supprime des messages : il faut aussi la permission « Gérer les messages » dans ce salon.
refused-purge-all = Indique un membre ou un nombre de minutes, ou les deux.
refused-purge-none = Il n’y a pas de telles images dans ce salon.
moderation-purged = { $deleted ->
    [one] Un message avec des images a été supprimé.
   *[other] { $deleted } messages avec des images ont été supprimés.
} La modération peut voir les images pendant 7 jours avec `/moderation kept`.
moderation-purged-more = { $purged } Il y en a d’autres : utilise encore la commande pour continuer.
moderation-purged-but = { $count ->
    [one] { $purged } Un message n’a pas pu être supprimé ; ses images sont masquées. Réessaie.
   *[other] { $purged } { $count } messages n’ont pas pu être supprimés ; leurs images sont masquées. Réessaie.
}
moderation-kept = Montre les images supprimées et masquées, pendant 7 jours
moderation-kept-title = **Supprimées et masquées ces 7 derniers jours, du plus récent au plus ancien :**
moderation-kept-none = Aucune image supprimée ou masquée n’est conservée.
moderation-kept-line = { $why ->
    [deleted] { $at } : de { $member }, supprimée : { $prompt }
    [rejected] { $at } : de { $member }, refusée : { $prompt }
    [blocked] { $at } : de { $member }, arrêtée par le filtre : { $prompt }
   *[hidden] { $at } : de { $member }, masquée : { $prompt }
}
moderation-evidence = De { $member } : { $prompt }
button-evidence-number = Image { $number }
refused-not-kept = Cette image n’est plus conservée.

## More of the log

moderation-export = Donne le journal dans un fichier CSV
moderation-exported = { $count ->
    [one] Le journal avec sa seule entrée.
   *[other] Le journal avec { $count } entrées, de la plus récente à la plus ancienne.
}
log-warn = { $at } : { $moderator } a averti { $member } : { $reason }
log-strike = { $at } : { $moderator } a rejeté une image de { $member } : { $reason }
log-unstrike = { $at } : { $moderator } a enlevé un avertissement de { $member } : { $reason }
log-autoban = { $at } : { $member } a reçu une suspension automatique après trop d’avertissements : { $reason }
log-pause = { $at } : { $moderator } a mis la création d’images en pause : { $reason }
log-resume = { $at } : { $moderator } a terminé une pause : { $reason }
log-purge = { $at } : { $moderator } a supprimé des images dans { $channel } ({ $after }) : { $reason }
log-limit = { $at } : { $moderator } a changé la limite de { $member } de { $before } à { $after } : { $reason }
log-settings = { $at } : { $moderator } a changé les réglages de { $before } à { $after }
log-linked = { $line } · [message](<{ $link }>)
moderation-test = Essayer comment un prompt est jugé ici ; rien n’est dessiné
moderation-test-text = Le prompt
moderation-tested =
    { $ruling ->
        [refuse] Ce prompt est **refusé** ici.
        [hold] Ce prompt est **retenu** ici jusqu’à son approbation.
       *[allow] Ce prompt est **autorisé** ici.
    }
    Règle : { $rule }
    Compris comme : { $understood }
word-rule-none = aucune
word-rule-minors = contenu sexuel avec des mineurs
word-rule-operator = un mot interdit par la personne qui gère le bot
word-rule-violence = violence et sang
word-rule-hate = haine
word-rule-self-harm = automutilation
word-rule-adult = contenu pour adultes
word-rule-people = une personne réelle
word-rule-server = règle { $id } de ce serveur

## /moderation release

moderation-release = Montre ce qui attend une décision
moderation-held-title = **Ce qui attend une décision, le plus ancien d’abord :**
moderation-held-none = Rien n’attend de décision.
moderation-held-line = { $stage ->
    [prompt] { $number }. Demande de { $member } dans { $channel }, jusqu’à { $end }
   *[picture] { $number }. Image de { $member } dans { $channel }, jusqu’à { $end }
}
moderation-held-unposted = { $line } · montré dans aucun salon
log-approve = { $at } : { $moderator } a approuvé ce que { $member } a demandé
log-spoiler = { $at } : { $moderator } a approuvé comme spoiler ce que { $member } a demandé
log-reject = { $at } : { $moderator } a refusé ce que { $member } a demandé : { $reason }
log-overturn = { $at } : { $moderator } a accepté le recours de { $member }
log-uphold = { $at } : { $moderator } a rejeté le recours de { $member } : { $reason }
