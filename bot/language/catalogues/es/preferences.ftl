## What a server's owners have set

refused-other-model = Este servidor no permite imágenes del modelo { $model }, solo de { $allowed }.
refused-remix = { $author } no quiere que otras personas usen sus imágenes.
