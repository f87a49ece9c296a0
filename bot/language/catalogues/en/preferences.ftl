## What a server's owners have set

refused-other-model = This server does not allow pictures of the model { $model }, only of { $allowed }.
refused-remix = { $author } does not want others to make something of their pictures.
