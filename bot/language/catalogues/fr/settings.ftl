## /settings: a member's own defaults

settings-description = Tes propres réglages pour chaque image, sur tous les serveurs
settings-show = Montre tes réglages
settings-set = Change tes réglages ; ce que tu n’indiques pas reste tel quel
settings-reset = Reviens aux réglages par défaut du bot
settings-reset-what = Lequel ; tous, si tu n’en choisis aucun
settings-set-count = Images à la fois, de 1 à { $most }
settings-set-size = Largeur × hauteur en pixels
settings-set-steps = Étapes de débruitage, de 1 à { $most }
settings-set-guidance = Fidélité au prompt, de 1 à { $most }
settings-set-sampler = Quel sampler enlève le bruit
settings-set-negative-prompt = Ce que tu ne veux pas voir quand tu ne le précises pas
settings-set-style = Un style pour chaque prompt
settings-set-language = Dans quelle langue je te parle
settings-set-remix = Les autres peuvent-ils réutiliser tes images ?
settings-set-still = Montrer d’abord une image fixe des animations ?

settings-as-discord = comme mon Discord
settings-title = Tes réglages sur tous les serveurs ; ce que tu indiques dans une commande passe avant :
setting-count = Images à la fois
setting-size = Taille
setting-steps = Étapes
setting-guidance = Guidance
setting-sampler = Sampler
setting-negative-prompt = Prompt négatif
setting-style = Style
setting-language = Langue
setting-remix = Les autres peuvent réutiliser tes images
setting-still = Animations d’abord en image fixe
setting-line = { $name } : { $value }
setting-default = { $value } (par défaut)
setting-none = aucun
setting-yes = oui
setting-no = non
settings-all-reset = Tous tes réglages sont à nouveau ceux du bot.
settings-one-reset = Ce réglage est à nouveau celui du bot : { $name }.
refused-nothing-to-set = Dis ce qu’il faut changer : choisis au moins une des options de `/settings set`.
