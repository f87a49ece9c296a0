## /help: a tour. What is in braces with a command's name becomes a link that opens the command.

help-description = Une petite visite : images, boutons, morphings, galerie, tes données et tes limites

help-title-first = Ta première image
help-text-first =
    Tape { $imagine }, écris dans `prompt` ce que tu veux voir, puis appuie sur Entrée. Celle-ci, c’est `red apple`.

    Tu vois tout de suite ta position dans la file d’attente et le temps qu’il faudra, puis l’image qui se précise. { $queue } montre ce que tu attends, { $cancel } l’annule.
help-alt = Image générée par IA : { $shown }
help-alt-first = Une pomme rouge sur fond vert

help-title-styles = Styles et options
help-text-styles =
    Dans { $imagine }, **style** complète tes mots avec un style. **count** crée jusqu’à quatre images à la fois,{ $sizes ->
        [1] {""}
       *[other] {" "}**size** choisit le format,
    } **seed** refait la même image, **negative_prompt** est ce que tu ne veux pas voir, et **start** part d’une image à toi.

    `a {"{"}red|green{"}"} apple` dessine l’un ou l’autre. Ce que tu veux à chaque fois, choisis-le une seule fois avec { $settings }.
help-alt-styles = Une fusée sur fond bleu, un chat au-dessus d’un cœur et une étoile sur fond violet

help-title-buttons = Les boutons sous une image
help-text-buttons =
    Sous chaque image, **Varier** crée des images qui lui ressemblent, **Agrandir** en crée une deux fois plus grande (elle compte pour { $upscale }), **Relancer** reprend les mêmes mots avec un autre résultat, et **Modifier** ouvre un formulaire où tout est déjà rempli. **Utiliser comme base** commence par l’image elle-même.

    Sous plusieurs images, clique d’abord sur un numéro : il ouvre cette image avec ses propres boutons. Les boutons marchent pour tout le monde, même après un redémarrage, et comptent dans la limite de la personne qui clique. **Détails** montre comment une image a été faite, **Favori** la garde pour ta galerie. Sous **Plus** se trouvent les tags et **Supprimer**, pour la personne qui l’a demandée et la modération.
help-alt-buttons = Quatre variations d’une pomme rouge

help-title-morph = Morphings et mélanges
help-text-morph =
    { $morph } crée une animation d’un prompt au suivant, en passant par six au maximum.

    { $blend } mélange deux ou trois images ou prompts en une seule image.
help-alt-morph = Une pomme rouge qui devient verte en cinq étapes

help-title-gallery = Galerie
help-text-gallery =
    { $history } montre tes images, { $gallery } celles de tout le serveur : par membre, par tag, ou tes favoris. { $stats } tient les comptes.

    Fais un clic droit sur une image ou un membre et choisis **Applications** : tu y trouveras **{ menu-details }**, **{ menu-start }** et **{ menu-gallery }**.
help-alt-gallery = Six images sur une planche-contact

help-title-privacy = Tes données
help-text-privacy =
    { $privacy } montre ce que je garde sur toi et pendant combien de temps. { $export } t’envoie tout cela.

    { $delete } le supprime définitivement.
help-alt-privacy = Une clé

help-title-limits = Limites
help-text-limits = Voici ce que tu peux créer ici. Quatre images à la fois comptent pour 4, un morphing compte une fois par image de l’animation, et un agrandissement compte pour { $upscale }.
help-alt-limits = Un réveil
help-limit = { $allowance } ; { $left ->
    [0] il n’en reste aucune pour le moment.
    [one] il en reste { $left } pour le moment.
   *[other] il en reste { $left } pour le moment.
}
help-open = Tu peux avoir { $count ->
    [one] { $count } demande
   *[other] { $count } demandes
} en cours à la fois.
help-waits = Ce que tu demandes en plus attend son tour, une heure au maximum.
help-waits-not = Ce que tu demandes en plus est refusé, et je te dis quand réessayer.

help-title-servers = Pour ceux qui gèrent le serveur
help-text-servers =
    { $server } montre les règles de ce serveur : salons, rôles, limites, modèles, langue et spoilers. Les commandes voisines les changent. `/server styles add` ajoute ton propre style.

    { $ban } empêche un membre de créer des images, pour un temps ou définitivement ; { $log } montre ce que la modération a fait.
help-alt-servers = Une étoile jaune sur fond violet
