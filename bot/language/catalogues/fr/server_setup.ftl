## /server: how careful I am, limits by role, single channels, quiet hours, and the overview

server-safety = Ma prudence ici avec les mots et les images
server-safety-show = Montre ce qui est refusé, retenu et caché ici
server-safety-words = Choisis ce qui arrive aux prompts avec des mots d’une catégorie
server-safety-words-category = Quelle catégorie de mots
server-safety-words-ruling = Ce qui arrive à ces prompts
server-safety-pictures = Choisis ma prudence avec les images qui peuvent montrer de la nudité
server-safety-level = Quelle prudence ; souple est réservé aux salons avec limite d’âge
server-safety-channel = Seulement dans ce salon ; sans lui, pour tout le serveur
server-safety-adult = Est-ce pour les salons avec limite d’âge au lieu des autres ?
server-safety-spoiler = Ton propre nombre : cacher les images à partir de cette note, de 0 à 1
server-safety-hold = Ton propre nombre : retenir les images à partir de cette note, de 0 à 1
server-safety-block = Ton propre nombre : ne jamais montrer les images à partir de cette note, de 0 à 1
safety-minors = Contenu sexuel avec des mineurs
safety-adult = Nudité et contenu sexuel
safety-violence = Violence et sang
safety-hate = Haine
safety-self-harm = Automutilation
safety-people = Personnes réelles par leur nom
ruling-always = toujours refusé
ruling-off = autorisé
ruling-hold = retenu jusqu’à la décision de la modération
ruling-refuse = refusé
level-strict = strict
level-normal = normal
level-relaxed = souple
level-default = par défaut
bands = cachées à partir de { $spoiler }, retenues à partir de { $hold }, jamais montrées à partir de { $block }
bands-of-level = { $level } ({ $bands })
server-safety-now = { $category } : désormais { $ruling }. Le contenu sexuel avec des mineurs est toujours refusé.
server-safety-pictures-now = Images désormais : { $bands }.
server-safety-adult-now = Images dans les salons avec limite d’âge désormais : { $bands }.
server-safety-there = Images dans { $channel } désormais : { $bands }.
refused-category = Ce choix n’existe pas. Choisis dans la liste.
refused-no-bands = Il n’y a rien à changer : choisis un niveau ou un nombre.
refused-bands-order = Cachées, retenues et jamais montrées doivent venir dans cet ordre, du plus petit nombre au plus grand. Ce serait { $bands }.
refused-bands-loose = Je ne peux être moins prudent que ceci que dans les salons que Discord marque d’une limite d’âge : { $bands }.

server-quotas = Limites des membres qui ont un rôle
server-quotas-add = Fixe la limite d’un rôle, à la place de la limite par membre
server-quotas-limit = Images par membre, par exemple 10/hour ; none laisse seulement celle du bot
server-quotas-remove = Retire la limite d’un rôle
server-quotas-clear = Retire les limites de tous les rôles
server-role-limit = { $role } : { $limit }
server-role-unlimited = seulement la limite de la personne qui gère le bot
server-quotas-now = Limites par rôle : { $list }. Avec plusieurs rôles, la plus généreuse compte, et jamais plus que n’autorise la personne qui gère le bot.
server-quotas-none = Désormais, aucun rôle n’a sa propre limite.

server-spoiler-roles = Les images de qui sont cachées jusqu’à ce que quelqu’un clique dessus
server-spoiler-roles-add = Cache les images des membres qui ont un rôle
server-spoiler-roles-remove = Retire un rôle de la liste
server-spoiler-roles-clear = Ne cache plus les images d’aucun rôle
server-spoiler-roles-now = Désormais, les images des membres qui ont l’un de ces rôles sont cachées au départ : { $list }.
server-spoiler-roles-all = Désormais, les images d’aucun rôle ne sont cachées au départ.

server-place = Le modèle, la taille et les styles d’un seul salon
server-place-set = Fixe le modèle, la taille ou le style d’un salon et de ses fils
server-place-model = Le modèle, si le membre n’en choisit pas un autre
server-place-size = La taille, si le membre n’en choisit pas une autre
server-place-style = Le style, si le membre n’en choisit pas un autre
server-place-force = Chaque image y reçoit-elle ce style ?
server-place-spoiler = Y cacher les images jusqu’à ce que quelqu’un clique dessus ?
server-place-allow = Y autorise un style ; seuls ceux que tu autorises sont alors proposés
server-place-forbid = Retire un style de cette liste
server-place-reset = Retire ce qui est fixé pour un salon
server-place-reset-channel = Quel salon ; sans lui, les salons supprimés
server-place-reset-what = Seulement ceci ; sans lui, tout
place-part-model = modèle
place-part-size = taille
place-part-style = style
place-part-styles = styles proposés
place-part-spoiler = images cachées
place-name = Seulement dans { $channel }
place-model = modèle { $model }
place-size = taille { $size }
place-style = style { $style }
place-forced = toujours le style { $style }
place-styles = seulement les styles { $list }
place-spoiler = images cachées au départ
place-bands = images { $bands }
place-approval = validation : { $what }
place-now = Désormais dans { $channel } : { $list }.
place-nothing = Désormais, rien n’est fixé pour { $channel } seul.
place-deleted = { $count ->
    [0] Rien n’était fixé pour des salons supprimés.
    [one] J’ai retiré ce qui était fixé pour { $count } salon supprimé.
   *[other] J’ai retiré ce qui était fixé pour { $count } salons supprimés.
}
refused-place-nothing = Il n’y a rien à changer : choisis au moins une option.
refused-place-force = Choisis le style que chaque image doit y recevoir.
refused-place-style = Le style { $name } n’est pas de ceux que tu y autorises : { $list }.
refused-size = Il n’y a pas de taille { $name } ici ; choisis l’une de celles proposées pendant que tu écris.
refused-style-forced = Dans ce salon, chaque image reçoit le style { $names }.
refused-style-listed = Dans ce salon, tu peux choisir parmi ces styles : { $names }.

server-quiet = Les heures où personne ne crée d’images
server-quiet-set = Fixe les heures où personne ne crée d’images, même la modération
server-quiet-start = À partir de quand, par exemple 22:30
server-quiet-end = Jusqu’à quand, par exemple 7:00
server-quiet-zone = Fuseau horaire, par exemple Europe/Paris
server-quiet-off = Crée à nouveau des images à toute heure
quiet-hours = de { $start } à { $end } ({ $zone })
server-quiet-now = Désormais, je ne crée pas d’images à ces heures : { $hours }.
server-quiet-none = Désormais, je crée des images à toute heure.
refused-quiet-hours = Ce sont les heures calmes ici ; je dessinerai à nouveau { $left }, à { $when }.
refused-quiet-same = Les heures calmes ont besoin d’un début et d’une fin différents.
refused-time = Une heure doit ressembler à 22:30. Tu as indiqué { $value }.
refused-zone = Je ne connais pas le fuseau horaire { $value } ; choisis l’un de ceux proposés pendant que tu écris.

overview-title = Les réglages de ce serveur
overview-page = { $title }, page { $page } sur { $pages }
overview-changed = différent du réglage par défaut
overview-problems = À regarder
overview-drawing = Créer des images
overview-limits = Limites
overview-safety = Sécurité
overview-approval = Validation
server-fact = { $name } : { $value }
server-name-spoiler-roles = Rôles dont les images sont cachées au départ
server-name-role-limits = Limites par rôle
server-name-quiet = Heures calmes
server-name-bands = Images
server-name-adult-bands = Images dans les salons avec limite d’âge
server-name-approval = La modération valide
server-name-review-channel = Salon de validation
server-name-review-timeout = Ce que personne ne décide
approval-none = rien
approval-prompt = les prompts
approval-picture = les images
approval-both = les prompts et les images
review-reject = refusé après { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}
review-approve = validé après { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}
problem-unknown = Discord ne répond pas en ce moment, je n’ai donc pas pu regarder tes salons et tes rôles.
problem-review-none = Personne ne peut valider ce qui est retenu : il n’y a pas de salon de validation.
problem-review-gone = Personne ne peut valider ce qui est retenu : le salon de validation a été supprimé.
problem-review-closed = Je ne peux pas montrer ce qui est retenu dans { $channel } : il me faut la permission { $permissions }.
problem-reviewers = Seule la personne à qui appartient le serveur peut valider ce qui est retenu : aucun rôle de modération ne voit { $channel }.
problem-deleted = Supprimé, mais toujours inscrit : { $list }. { $command } l’enlève.
problem-adult = { $channel } n’a plus de limite d’âge, j’y suis donc aussi prudent qu’ailleurs.
problem-models = Ce bot a { $models }, et tu n’en autorises aucun, donc rien n’est dessiné ici.
problem-place = Fixé pour { $channel }, mais pas proposé : { $list }.

## /server approval

server-approval = Ce que la modération approuve avant que quiconque le voie
server-approval-mode = Choisit ce que la modération approuve, ici ou dans un salon
server-approval-what = Ce qui attend la modération
server-approval-only = Seulement dans ce salon
server-approval-channel = Choisit où la modération décide
server-approval-where = Un salon que seule la modération voit
server-approval-deadline = Choisit ce qui se passe si personne ne décide
server-approval-hours = Après combien d’heures
server-approval-then = Ce qui se passe alors ; ce que le filtre retient est toujours refusé
approval-server = comme sur le serveur
timeout-reject = refuser
timeout-approve = approuver
server-approval-now = La modération approuve ici : { $what }.
server-approval-there = La modération approuve dans { $channel } : { $what }.
server-approval-alone = { $said } Il n’y a pas encore de salon pour cela : `/server approval channel`.
server-approval-cards = { $count ->
    [0] Ce qui attend la modération est désormais montré dans { $channel }.
    [one] Ce qui attend la modération est désormais montré dans { $channel }, y compris { $count } qui attend déjà.
   *[other] Ce qui attend la modération est désormais montré dans { $channel }, y compris { $count } qui attendent déjà.
}
server-approval-public = { $said } { $warning }
server-approval-reject = { $hours ->
    [one] Ce dont personne ne décide est refusé après une heure.
   *[other] Ce dont personne ne décide est refusé après { $hours } heures.
}
server-approval-approve = { $hours ->
    [one] Ce dont personne ne décide est approuvé après une heure, sauf si le filtre le retient.
   *[other] Ce dont personne ne décide est approuvé après { $hours } heures, sauf si le filtre le retient.
}
refused-approval = Choisis une des valeurs proposées.
problem-review-public = Tout le monde peut lire { $channel }, où je montre ce qui est retenu.
problem-unposted = En attente de la modération : { $count }, dont affichés nulle part : { $unposted }. `/moderation release` les liste.
