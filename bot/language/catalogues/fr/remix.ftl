## Forms that make something of a picture

edit-title = Modifier et recréer
field-prompt = Prompt
field-prompts = Prompts, un par ligne (de 2 à 6)
field-negative = Prompt négatif
field-steps = Étapes
field-guidance = Guidage
field-frames = Images de l’animation
field-seed = Graine (laisse vide pour une au hasard)
refused-start-gone = L’image de départ de celle-ci n’est plus enregistrée, donc on ne peut pas la recréer.
refused-file-gone = Le fichier de cette image n’est plus enregistré, donc on ne peut plus l’afficher, l’agrandir ni l’utiliser comme base. Tout le reste marche toujours.
start-title = Partir de cette image
start-choose = Quelle image de ce message ?
field-strength = Part de l’image refaite, de 0,05 à 1
field-picture = Quelle image, de 1 à { $count }

## Who made what of whose picture, under the picture that came of it

made-reroll = { $member } a relancé { $picture }
made-vary = { $member } a varié { $picture }
made-upscale = { $member } a agrandi { $picture }
made-start = { $member } a utilisé comme base { $picture }
made-edit = { $member } a modifié { $picture }
picture-of = une image de { $authors }
picture-own = sa propre image
picture-deleted = une image supprimée
