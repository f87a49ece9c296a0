## A picture, its details and its tags

button-erase = Excluir permanentemente
button-tags = Tags
button-more = Mais
more-title = { $count ->
    [one] Mais opções para esta imagem:
   *[other] Mais opções para estas { $count } imagens:
}
button-first = Primeira página
button-previous = Página anterior
button-next = Próxima página
favourite-added = Adicionada aos seus favoritos. É favorita de { $count ->
    [one] { $count } membro
   *[other] { $count } membros
}.
favourite-removed = Removida dos seus favoritos. { $count ->
    [0] Não é mais favorita de ninguém.
    [one] Ainda é favorita de { $count } membro.
   *[other] Ainda é favorita de { $count } membros.
}
details-title = Detalhes desta imagem
details-title-of = Detalhes da imagem { $number } de { $count }
details-foreign = O que está escrito nesta imagem:
details-negative = Sem
details-size = Tamanho
details-steps = Passos
details-guidance = Guidance
details-guidance-range = Faixa de guidance
details-range = { $low }–{ $high }
details-seed = Seed
details-sampler = Sampler
details-spacing = Scheduler
details-strength = Grau de alteração
details-zoom = Zoom
details-upscale = Ampliada
details-variation = Variação
details-towards = { $share } → { $seed }
details-frames = Quadros
details-lora = LoRA
details-model = Modelo
details-took = Tempo
details-stages = { $total } s: espera { $queue } s · codificação { $encode } s · difusão { $denoise } s ({ $speed } passos/s) · decodificação { $decode } s · { $precision }, { $engine }
details-seconds = { $seconds } s
details-author = Pedida por
details-date = Gerada em
details-children = Imagens criadas a partir dela
details-favourites = Favorita de
details-members = { $count ->
    [one] { $count } membro
   *[other] { $count } membros
}
details-tags = Tags
details-parents = Criada a partir de
details-parent = uma imagem de { $author } { $link }
details-parent-deleted = uma imagem que foi excluída
tags-title = Tags desta imagem
tags-label = No máximo { $most }, separadas por vírgulas
tags-kept = Agora as tags desta imagem são: { $tags }.
tags-removed = Esta imagem não tem mais tags.
refused-tagging = Só quem pediu esta imagem e os moderadores podem colocar tags nela.
refused-tags = Uma imagem pode ter no máximo { $most } tags. Você informou { $count }.
refused-tag = Uma tag tem letras, números, espaços e hifens, no máximo { $most } caracteres, e começa com uma letra ou um número. Você informou { $tag }.
refused-tag-words = Uma destas tags contém algo que não é permitido aqui, então não salvei nenhuma delas.
refused-too-large = Nem mesmo reduzida esta imagem cabe nos { $most } MB que posso enviar aqui.
refused-not-taken = O Discord não aceitou a resposta. Tente novamente em um minuto.
refused-no-picture = Esta mensagem não tem nenhuma imagem.
# In the menus of Discord, at most 32 characters.
menu-details = Detalhes da imagem
menu-start = Usar como base
menu-gallery = Galeria deste membro

## Deleting

delete-ask = { $count ->
    [one] Excluir permanentemente esta imagem e a mensagem dela? Os moderadores a veem por 7 dias. O que outras pessoas criaram a partir dela continua.
   *[other] Excluir permanentemente as { $count } imagens desta mensagem, junto com a mensagem? Os moderadores as veem por 7 dias. O que outras pessoas criaram a partir delas continua.
}
deleted = { $count ->
    [one] A imagem foi excluída.
   *[other] As { $count } imagens foram excluídas.
}
deleted-but-message = { $count ->
    [one] Excluí a imagem, mas não posso mais excluir a mensagem dela. Faça isso no Discord, por favor.
   *[other] Excluí as { $count } imagens, mas não posso mais excluir a mensagem delas. Faça isso no Discord, por favor.
}
refused-deleting = Só quem pediu esta imagem e os moderadores podem excluí-la.
refused-not-deleted = O Discord não excluiu a mensagem, então nada foi excluído. Tente novamente em um minuto.

## Pages

history-description = Suas imagens neste servidor
history-title = Suas imagens neste servidor, página { $page }
gallery-description = As imagens deste servidor
gallery-member = Só imagens pedidas por este membro
gallery-tag = Só imagens com esta tag
gallery-favourites = Só os seus favoritos
gallery-search = Só imagens com estas palavras no prompt
gallery-title = Imagens deste servidor, página { $page }
gallery-of-favourites = seus favoritos
gallery-of-member = pedidas por { $member }
gallery-of-tag = com a tag { $tag }
gallery-of-words = com as palavras { $words }
gallery-empty = Não há imagens para mostrar aqui.
gallery-line = { $number }. { $prompt } de { $author }
alt-sheet = Miniaturas de { $count ->
    [one] { $count } imagem gerada por IA
   *[other] { $count } imagens geradas por IA
}: { $pictures }

## Numbers

stats-description = Quantas imagens foram geradas aqui, por quem e como
stats-server = **Este servidor**
stats-own = **Você, neste servidor**
stats-none = Nenhuma imagem ainda.
stats-pictures = { $ever ->
    [one] { $ever } imagem
   *[other] { $ever } imagens
}, das quais { $week } nos últimos 7 dias e { $day } nas últimas 24 horas
stats-median = Metade delas levou no máximo { $seconds } s cada.
stats-samplers = Samplers mais usados: { $samplers }
stats-sizes = Tamanhos mais usados: { $sizes }
stats-members = { $count ->
    [one] { $count } membro
   *[other] { $count } membros
}; quem mais gerou imagens: { $members }
