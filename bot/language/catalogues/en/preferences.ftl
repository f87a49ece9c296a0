## What a server's owners have set

refused-other-model = This server doesn't allow pictures by the model { $model }, only by { $allowed }.
refused-remix = { $author } doesn't want others to remix their pictures.
