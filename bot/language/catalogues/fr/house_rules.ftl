## /rules

rules-command = Ce qui est filtré ici, pourquoi le tien est retenu, et que faire
rules-title = Les règles d’ici
rules-words = **Mots.** Ce que tu écris est vérifié avant tout dessin.
rules-category = - { $category } : { $ruling }
rules-own = { $count ->
    [one] - Ce serveur a une règle à lui.
   *[other] - Ce serveur a { $count } règles à lui.
}
rules-pictures = **Images.** Un programme cherche la nudité dans chaque image et lui donne une note de 0 à 1. Ici, elle est masquée jusqu’à un clic dès { $spoiler }, attend un modérateur dès { $hold } et n’est pas montrée dès { $block }.
rules-approval = **Approbation.** Ici, les modérateurs regardent ceci avant tout le monde : { $what }.
rules-no-approval = **Approbation.** Ici, seul ce que le filtre retient attend un modérateur.
rules-quiet = **Heures.** Rien n’est dessiné ici à ces heures : { $hours }.
rules-limits = **Combien.** { $limits }.
rules-strikes = **Tes avertissements.** { $count } sur { $limit } ; à { $limit }, tu ne peux plus dessiner ici pendant un temps.
rules-recent = **Ce qui a été refusé ou retenu récemment**
rules-nothing = Rien de toi n’a été retenu récemment. Les mots refusés ne sont pas conservés et ne figurent donc pas ici.
rules-picture = { $at }, une image ({ $why }) : { $state }
rules-prompt = { $at }, une demande ({ $why }) : { $state }
rules-state-open = attend un modérateur
rules-state-appealed = ton recours attend un modérateur
rules-state-rejected = pas approuvée ; tu peux faire un recours
rules-state-upheld = pas approuvée, après ton recours
rules-state-overturned = approuvée après ton recours
rules-why-approval = ici, les modérateurs regardent tout
rules-why-nudity = elle montre peut-être de la nudité
rules-why-unchecked = impossible de la vérifier
rules-why-words = une règle de ce serveur
rules-can = **Ce que tu peux faire.** Si des mots ont été refusés, écris-le autrement. Si un modérateur n’a pas approuvé quelque chose, appuie une fois sur **Recours** sous la réponse : quelqu’un d’autre décide. Signale ce qui n’a rien à faire ici avec **Plus** et **Signaler**. Pour tout le reste, demande aux modérateurs de ce serveur.
