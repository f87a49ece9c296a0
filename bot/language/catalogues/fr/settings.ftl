## /settings: a member's own settings

settings-description = Tes propres réglages pour chaque image, sur tous les serveurs
settings-show = Montre tes réglages
settings-set = Change tes réglages ; ce que tu n’indiques pas reste tel quel
settings-reset = Remet tes réglages par défaut
settings-reset-what = Lequel ; tous, si tu n’en choisis aucun
settings-set-count = Images à la fois, de 1 à { $most }
settings-set-size = Largeur × hauteur en pixels
settings-set-steps = Étapes de débruitage, de 1 à { $most }
settings-set-guidance = Fidélité au prompt, de 1 à { $most }
settings-set-sampler = Sampler (dans le doute, n’y touche pas)
settings-set-negative-prompt = Ce que tu ne veux pas voir quand tu n’écris rien d’autre
settings-set-style = Un style pour chaque prompt
settings-set-language = La langue dans laquelle je te parle
settings-set-remix = Les autres peuvent-ils réutiliser tes images ?
settings-set-still = Montrer d’abord une image fixe des animations ?

settings-as-discord = comme mon Discord
settings-title = Tes réglages sur tous les serveurs (ce que tu choisis dans une commande passe avant) :
setting-count = Images à la fois
setting-size = Taille
setting-steps = Étapes
setting-guidance = Guidage
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
settings-all-reset = Tous tes réglages sont à nouveau par défaut.
settings-one-reset = À nouveau par défaut : { $name }.
refused-nothing-to-set = Il n’y a rien à changer : choisis au moins une option de `/settings set`.
