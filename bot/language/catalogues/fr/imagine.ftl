## /imagine

imagine-description = Crée une image à partir de mots
imagine-prompt = Ce que tu veux voir, par exemple : red apple
imagine-negative-prompt = Ce que tu ne veux pas voir
imagine-count = Nombre d’images, de 1 à { $most } (1 par défaut)
imagine-size = Largeur × hauteur en pixels ({ $default } par défaut)
imagine-steps = Étapes de débruitage, de 1 à { $most } ({ $default } par défaut)
imagine-guidance = Fidélité au prompt, de 1 à { $most } ({ $default } par défaut)
imagine-seed = Les mêmes graine, mots et options donnent la même image ; sinon, au hasard
imagine-style = Un style qui complète ton prompt
imagine-start = Une image de départ
imagine-strength = Quelle part de cette image est refaite, de 0,05 à 1
imagine-sampler = Sampler (dans le doute, n’y touche pas)
imagine-model = Quel modèle ({ $default } par défaut, sauf si le serveur en a un autre)
imagine-lora = Un LoRA pour le modèle
imagine-lora-strength = Avec quelle force, de −2 à 2 (1 correspond à l’entraînement)
refused-lora = Il n’y a pas de LoRA { $name } ici ; choisis l’un de ceux proposés pendant que tu écris.
refused-style = Il n’y a pas de style { $name } ici ; choisis l’un de ceux proposés pendant que tu écris.
