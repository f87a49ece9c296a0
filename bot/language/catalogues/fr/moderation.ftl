## Bans, and the log of what moderators did

moderation-description = Gère qui peut créer des images ici
moderation-ban = Empêche un membre de créer des images ici
moderation-ban-member = Qui
moderation-ban-reason = Pourquoi ; le membre le verra et ce sera dans le journal
moderation-ban-duration = Combien de temps, par exemple 2h, 3d, 1w ou forever
moderation-unban = Laisse un membre bloqué créer à nouveau des images
moderation-unban-member = Qui
moderation-unban-reason = Pourquoi ; ce sera dans le journal
moderation-hide = Masque toutes les images d’un membre
moderation-hide-member = De qui
moderation-unhide = Montre à nouveau les images masquées d’un membre
moderation-bans = Montre qui ne peut pas créer d’images ici
moderation-log = Montre ce que la modération a fait, à qui et pourquoi
moderation-log-member = Seulement ce qui concerne ce membre

# `end` is a time, or "never".
refused-banned = { $end ->
    [never] La modération t’a bloqué l’accès à la création d’images ici, pour toujours. La raison : { $reason }
   *[other] La modération t’a bloqué l’accès à la création d’images ici ; le blocage se termine { $end }. La raison : { $reason }
}
refused-no-moderator = C’est réservé à la modération : il faut la permission « Exclure temporairement des membres ».
refused-ban-self = Tu ne peux pas te bloquer toi-même.
refused-ban-bot = Moi, tu ne peux pas me bloquer.
refused-ban-owner = Ce serveur appartient à { $member }, qu’on ne peut donc pas bloquer.
refused-ban-role = { $member } a un rôle au moins aussi haut que ton rôle le plus haut, donc tu ne peux pas bloquer ce membre.
refused-unban-self = Tu ne peux pas lever ton propre blocage ; quelqu’un d’autre de la modération peut le faire.
refused-owner-unknown = Discord ne dit pas en ce moment à qui appartient ce serveur, donc personne n’a été bloqué ; réessaie dans une minute.
refused-not-banned = { $member } n’a aucun blocage ici.
refused-nothing-shown = Aucune image de { $member } n’est montrée ici.
refused-nothing-hidden = Aucune image de { $member } n’est masquée ici.
refused-unhide-self = Tu ne peux pas montrer à nouveau tes propres images ; quelqu’un d’autre de la modération le peut.

moderation-banned = { $end ->
    [never] { $member } ne peut plus créer d’images ici ; le blocage ne se termine pas tout seul.
   *[other] { $member } ne peut plus créer d’images ici ; le blocage se termine { $end }.
}
moderation-banned-called-off = { $count ->
    [0] { $banned }
    [one] { $banned } Sa demande en cours est annulée.
   *[other] { $banned } Ses { $count } demandes en cours sont annulées.
}
moderation-unbanned = { $member } peut à nouveau créer des images ici.
moderation-hidden = { $count ->
    [one] Une image de { $member } n’est plus montrée
   *[other] { $count } images de { $member } ne sont plus montrées
} nulle part, et rien ne peut plus être créé à partir de là. Les messages restent dans les salons ; tu peux les supprimer.
moderation-shown = { $count ->
    [one] Une image de { $member } est à nouveau montrée.
   *[other] { $count } images de { $member } sont à nouveau montrées.
}
moderation-bans-title = **Ces membres ne peuvent pas créer d’images ici :**
moderation-bans-none = Personne n’a de blocage ici.
moderation-ban-line = { $end ->
    [never] { $member }, pour toujours : { $reason }
   *[other] { $member }, se termine { $end } : { $reason }
}
moderation-log-title = **Ce que la modération a fait, du plus récent au plus ancien :**
moderation-log-none = Le journal est vide.
log-ban = { $at } : { $moderator } a bloqué { $member } : { $reason }
log-unban = { $at } : { $moderator } a levé le blocage de { $member } : { $reason }
log-cancel = { $at } : { $moderator } a annulé une demande de { $member } : { $reason }
log-delete = { $at } : { $moderator } a supprimé une image de { $member } : { $reason }
log-hide = { $at } : { $moderator } a masqué les images de { $member } : { $reason }
log-unhide = { $at } : { $moderator } a montré à nouveau les images de { $member } : { $reason }
log-other = { $at } : { $moderator } a fait { $action } à { $member } : { $reason }
page-earlier = Précédent
page-later = Suivant
refused-duration = Je ne comprends pas { $value } comme durée. Écris par exemple `90 min`, `3 heures`, `2 jours`, `1 semaine` ou `pour toujours` ; dix ans au maximum.
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
