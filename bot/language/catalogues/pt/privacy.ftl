## /privacy: what is kept about a member

privacy-description = O que eu guardo sobre você: veja, baixe ou exclua
privacy-show = Mostra o que eu guardo sobre você e por quanto tempo
privacy-export = Envia em um arquivo tudo o que eu guardo sobre você
privacy-delete = Exclui tudo o que eu guardo sobre você, em todos os servidores

privacy-title = O que eu guardo sobre você, somando todos os servidores:
privacy-requests = • { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
} com seu nome e prompt; cada um é excluído { $days ->
    [one] { $days } dia
   *[other] { $days } dias
} depois da resposta.
privacy-spent = • { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
} de que, por causa do seu limite, só guardo o servidor, a hora e o número de imagens; exclusão em { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}.
privacy-pictures = • { $count ->
    [one] { $count } imagem com prompt, tags e parâmetros, para que os botões funcionem, até que você a exclua; o arquivo,
   *[other] { $count } imagens com prompt, tags e parâmetros, para que os botões funcionem, até que você as exclua; os arquivos,
} por no máximo { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}.
privacy-favourites = • { $count ->
    [one] { $count } favorito
   *[other] { $count } favoritos
}.
privacy-choices = { $count ->
    [0] • Nenhuma configuração sua: você não mudou nenhuma.
   *[other] • Suas configurações, que `/settings show` mostra.
}
privacy-moderation = • { $count ->
    [one] { $count } registro
   *[other] { $count } registros
} de banimentos e do que os moderadores fizeram a seu respeito.
privacy-elsewhere = As mensagens nos seus canais ficam guardadas no Discord. `/privacy export` entrega tudo isto em um arquivo; `/privacy delete` exclui.

privacy-exported = Aqui está tudo o que eu guardo sobre você, com { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
}{ $left ->
    [0] .
    [one] ; { $left } imagem ficou de fora, e o arquivo diz por quê.
   *[other] ; { $left } imagens ficaram de fora, e o arquivo diz por quê.
}
export-no-room = { $file }: não havia mais espaço.
export-gone = { $file }: o arquivo não está mais guardado.
export-unpublished = { $file }: não foi aprovada.
refused-export-size = O que eu guardo sobre você é grande demais para enviar aqui. Peça esses dados ao responsável pelo bot.

privacy-ask = Isto exclui tudo o que eu guardo sobre você, em todos os servidores: pedidos na fila ou em andamento, suas imagens, favoritos, tags e configurações. Não dá para desfazer. Só guardo por { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}, sem nenhum texto, quantas imagens você gerou, quando e onde: excluir seus dados não reinicia seu limite. As mensagens já enviadas continuam no Discord até você excluí-las lá; `/privacy export` lista todas.
privacy-ask-links = Suas mensagens mais recentes:
button-forget = Excluir tudo…
privacy-form = Excluir tudo sobre mim
privacy-form-word = Digite “{ $word }” para excluir tudo
privacy-word = excluir
privacy-deleted = Tudo o que eu guardava sobre você foi excluído ({ $count ->
    [0] nenhuma imagem
    [one] { $count } imagem
   *[other] { $count } imagens
}).
privacy-bans-stay = { $count ->
    [one] Um banimento, advertência ou limite em vigor continua guardado
   *[other] { $count } banimentos, advertências e limites em vigor continuam guardados
} com o seu ID até terminar.
answer-forgotten = Cancelado: este membro excluiu os próprios dados.
refused-not-your-data = Esse botão é para os dados de outra pessoa; para os seus, use `/privacy delete`.
refused-word-differs = Nada foi excluído: você não digitou “{ $word }”.
