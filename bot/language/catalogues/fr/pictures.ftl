# Verdicts sur les images.

failed-blocked = Cette image n’est pas montrée : le filtre y a trouvé quelque chose que ce serveur n’autorise pas.
refused-start-unsuitable = Je ne peux pas utiliser cette image comme image de départ ici. Essaie avec une autre.
refused-start-unchecked = Je n’ai pas pu vérifier ton image de départ à l’instant. Rien ne compte dans ta limite ; réessaie dans un instant.
