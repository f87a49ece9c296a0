# Verdicts sur les images.

<<<<<<< HEAD
failed-blocked = Cette image n’est pas montrée : le filtre y a trouvé quelque chose que ce serveur n’autorise pas.
=======
failed-held = Ton image est prête et attend un modérateur avant d’être montrée ici.
failed-blocked = Cette image n’est pas montrée : le filtre y a trouvé quelque chose que ce serveur n’autorise pas.
>>>>>>> checker
refused-start-unsuitable = Je ne peux pas utiliser cette image comme image de départ ici. Essaie avec une autre.
refused-start-unchecked = Je n’ai pas pu vérifier ton image de départ à l’instant. Rien ne compte dans ta limite ; réessaie dans un instant.
