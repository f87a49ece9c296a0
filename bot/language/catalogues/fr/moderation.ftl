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
    [never] La modération a suspendu définitivement ton accès à la création d’images ici. Raison : { $reason }
   *[other] La modération a suspendu ton accès à la création d’images ici. La suspension se termine { $end }. Raison : { $reason }
}
refused-no-moderator = C’est réservé à la modération : il faut la permission « Exclure temporairement des membres ».
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
moderation-bans-title = **Ces membres ne peuvent pas créer d’images ici :**
moderation-bans-none = Personne n’est sous suspension ici.
moderation-ban-line = { $end ->
    [never] { $member }, définitivement : { $reason }
   *[other] { $member }, se termine { $end } : { $reason }
}
moderation-log-title = **Ce que la modération a fait, du plus récent au plus ancien :**
moderation-log-none = Le journal est vide.
log-ban = { $at } : { $moderator } a suspendu { $member } : { $reason }
log-unban = { $at } : { $moderator } a levé la suspension de { $member } : { $reason }
log-cancel = { $at } : { $moderator } a annulé une demande de { $member } : { $reason }
log-delete = { $at } : { $moderator } a supprimé une image de { $member } : { $reason }
log-hide = { $at } : { $moderator } a masqué les images de { $member } : { $reason }
log-unhide = { $at } : { $moderator } a montré à nouveau les images de { $member } : { $reason }
log-other = { $at } : { $moderator } a appliqué { $action } à { $member } : { $reason }
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

moderation-test = Essayer comment un prompt est jugé ici ; rien n’est dessiné
moderation-test-text = Le prompt
moderation-tested =
    { $ruling ->
        [refuse] Ce prompt est **refusé** ici.
        [hold] Ce prompt est **retenu** ici jusqu’à son approbation.
       *[allow] Ce prompt est **autorisé** ici.
    }
    Règle : { $rule }
    Compris comme : { $understood }
word-rule-none = aucune
word-rule-minors = contenu sexuel avec des mineurs
word-rule-operator = un mot interdit par la personne qui gère le bot
word-rule-violence = violence et sang
word-rule-hate = haine
word-rule-self-harm = automutilation
word-rule-adult = contenu pour adultes
word-rule-people = une personne réelle
word-rule-server = règle { $id } de ce serveur
