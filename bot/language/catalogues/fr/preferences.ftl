## What a server's owners have set

refused-other-model = Ce serveur n’autorise pas les images du modèle { $model }, seulement de { $allowed }.
refused-remix = { $author } ne veut pas que d’autres réutilisent ses images.
