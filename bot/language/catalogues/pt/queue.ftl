## /queue, /cancel and the button that cancels a request

queue-description = Mostra como estão seus pedidos e o tamanho da fila
queue-yours = { $count ->
    [0] Você não tem nenhum pedido aberto aqui.
    [one] Seu pedido aberto:
   *[other] Seus { $count } pedidos abertos:
}
queue-more = … e mais { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
}.
queue-drawn = Sendo gerado.
queue-held = espera pela moderação
queue-preparing = A imagem está sendo aberta.
queue-far = Há mais de { $count } pedidos na frente.
queue-line = { $count ->
    [0] Ninguém está esperando: um pedido seria gerado na hora.
    [one] { $count } pedido esperando ou sendo gerado, somando todos os servidores.
   *[other] { $count } pedidos esperando ou sendo gerados, somando todos os servidores.
}
queue-line-eta = { $count ->
    [one] { $count } pedido esperando ou sendo gerado, somando todos os servidores; fica pronto em { $wait }.
   *[other] { $count } pedidos esperando ou sendo gerados, somando todos os servidores; o último fica pronto em { $wait }.
}
queue-server = { $count ->
    [0] Este servidor não tem nenhum pedido aberto.
    [one] Este servidor tem { $count } pedido aberto:
   *[other] Este servidor tem { $count } pedidos abertos:
}
queue-member = { $count ->
    [one] { $member }: { $count } pedido
   *[other] { $member }: { $count } pedidos
}
queue-more-members = … e de mais { $count ->
    [one] { $count } membro
   *[other] { $count } membros
}.
cancel-description = Cancela um pedido não terminado; o que falta gerar não conta no seu limite
cancel-request = Qual pedido; digite para encontrar um pelo prompt
cancel-all = Todos os meus pedidos
cancelled = { $count ->
    [one] O pedido foi cancelado e não conta no limite.
   *[other] { $count } pedidos foram cancelados e não contam no limite.
}
cancelled-by = Cancelado por { $member }. Nada conta no limite.
cancelled-charged = { $kept ->
    [0] Cancelado, mas quase tudo já estava desenhado, então o pedido conta por inteiro no limite.
   *[other] Cancelado. { $kept } de { $units } imagens não contam no limite; { $spent } já estavam desenhadas e contam.
}
cancelled-by-charged = Cancelado por { $member }. Já desenhadas e contadas no limite: { $spent } de { $units }.
refused-request-ended = Esse pedido já terminou ou é de outro servidor.
refused-not-yours = Só { $author } ou um moderador deste servidor pode cancelar esse pedido.
refused-nothing-open = Você não tem nenhum pedido aberto aqui.
