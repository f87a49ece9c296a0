## What a server's owners have set

refused-other-model = Este servidor não permite imagens do modelo { $model }, apenas de { $allowed }.
refused-remix = { $author } não quer que outras pessoas usem suas imagens.
