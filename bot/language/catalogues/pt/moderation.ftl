## Bans, and the log of what moderators did

moderation-description = Gerencia quem pode gerar imagens aqui
moderation-ban = Impede um membro de gerar imagens aqui
moderation-ban-member = Qual membro
moderation-ban-reason = Motivo (o membro o vê, e ele fica no registro)
moderation-ban-duration = Por quanto tempo, por exemplo 2h, 3d, 1w ou forever
moderation-unban = Deixa um membro banido gerar imagens de novo
moderation-unban-member = Qual membro
moderation-unban-reason = Motivo (ele fica no registro)
moderation-hide = Oculta todas as imagens de um membro
moderation-hide-member = Qual membro
moderation-unhide = Mostra de novo as imagens ocultas de um membro
moderation-bans = Mostra quem não pode gerar imagens aqui
moderation-log = Mostra o que os moderadores fizeram, a quem e por quê
moderation-log-member = Só o que foi feito a este membro

# `end` is a time, or "never".
refused-banned = { $end ->
    [never] Um moderador baniu você permanentemente de gerar imagens aqui. Motivo: { $reason }
   *[other] Um moderador baniu você de gerar imagens aqui. O banimento termina { $end }. Motivo: { $reason }
}
refused-no-moderator = Isto é só para moderadores: é preciso ter a permissão Castigar membros.
refused-ban-self = Você não pode banir a si mesmo.
refused-ban-bot = Não é possível me banir.
refused-ban-owner = { $member } é dono deste servidor e não pode ser banido.
refused-ban-role = { $member } tem um cargo igual ou superior ao seu cargo mais alto, então você não pode banir esse membro.
refused-unban-self = Você não pode remover o próprio banimento. Outra pessoa da moderação pode.
refused-owner-unknown = O Discord não está informando quem é o dono deste servidor, então ninguém foi banido. Tente novamente em um minuto.
refused-not-banned = { $member } não está banido aqui.
refused-nothing-shown = Não há imagens de { $member } para ocultar aqui.
refused-nothing-hidden = Nenhuma imagem de { $member } está oculta aqui.
refused-unhide-self = Você não pode mostrar de novo as suas próprias imagens; outro moderador pode.

moderation-banned = { $end ->
    [never] { $member } não pode mais gerar imagens aqui. O banimento é permanente.
   *[other] { $member } não pode mais gerar imagens aqui. O banimento termina { $end }.
}
moderation-banned-called-off = { $count ->
    [0] { $banned }
    [one] { $banned } O pedido em aberto foi cancelado.
   *[other] { $banned } Os { $count } pedidos em aberto foram cancelados.
}
moderation-unbanned = { $member } pode gerar imagens aqui de novo.
moderation-hidden = { $count ->
    [one] Uma imagem de { $member } agora está oculta e não pode mais ser usada.
   *[other] { $count } imagens de { $member } agora estão ocultas e não podem mais ser usadas.
} As mensagens ficam nos canais; você pode excluí-las.
moderation-shown = { $count ->
    [one] Uma imagem de { $member } é mostrada de novo.
   *[other] { $count } imagens de { $member } são mostradas de novo.
}
moderation-bans-title = **Estes membros não podem gerar imagens aqui:**
moderation-bans-none = Ninguém está banido aqui.
moderation-ban-line = { $end ->
    [never] { $member }, permanentemente: { $reason }
   *[other] { $member }, termina { $end }: { $reason }
}
moderation-log-title = **O que os moderadores fizeram, do mais recente ao mais antigo:**
moderation-log-none = O registro está vazio.
log-ban = { $at }: { $moderator } baniu { $member }: { $reason }
log-unban = { $at }: { $moderator } retirou o banimento de { $member }: { $reason }
log-cancel = { $at }: { $moderator } cancelou um pedido de { $member }: { $reason }
log-delete = { $at }: { $moderator } excluiu uma imagem de { $member }: { $reason }
log-hide = { $at }: { $moderator } ocultou as imagens de { $member }: { $reason }
log-unhide = { $at }: { $moderator } mostrou de novo as imagens de { $member }: { $reason }
log-other = { $at }: { $moderator } fez { $action } com { $member }: { $reason }
page-earlier = Voltar
page-later = Avançar
refused-duration = Não entendi { $value } como duração. Escreva, por exemplo, `90 min`, `3 horas`, `2 dias`, `1 semana` ou `permanente`; o máximo são dez anos.
# What moderators may write, with commas between the words.
duration-minutes = min, minuto, minutos
duration-hours = h, hora, horas
duration-days = d, dia, dias
duration-weeks = sem, semana, semanas
duration-forever = para sempre, sempre, permanente, permanentemente
duration-offered = { $length ->
    [hour] 1 hora
    [day] 1 dia
    [week] 1 semana
   *[forever] para sempre
}

## Warnings

moderation-warn = Adverte um membro
moderation-strikes = Mostra as advertências de um membro que ainda contam
# `reasons` is one quotation, or several with commas between them.
warned = { $count ->
    [one] Um moderador advertiu você. Motivo: { $reasons }
   *[other] Os moderadores advertiram você { $count } vezes. Motivos: { $reasons }
} Com { $limit } advertências em { $days } dias, não dá para gerar imagens aqui por um tempo. Não fiz o que você acabou de pedir; faça de novo, por favor.
warned-directly = Um moderador de { $server } advertiu você sobre como me usa. Motivo: { $reason }
moderation-warned = { $member } recebeu uma advertência. Já são { $count } de { $limit }.
moderation-warned-banned = { $end ->
    [never] { $warned } { $member } não pode mais gerar imagens aqui. O banimento é permanente.
   *[other] { $warned } { $member } não pode mais gerar imagens aqui. O banimento termina { $end }.
}
moderation-warned-later = { $warned } As mensagens diretas não chegam; vou mostrar na próxima vez que me usar.
refused-target-self = Você não pode fazer isso consigo.
refused-target-bot = Não é possível fazer isso comigo.
refused-target-owner = { $member } é dono deste servidor, então não é possível.
refused-target-role = { $member } tem um cargo igual ou superior ao seu cargo mais alto, então não é possível.
refused-strike-gone = Esta advertência não conta mais.
refused-strike-self = Você não pode remover a própria advertência. Outra pessoa da moderação pode.
strikes-none = { $member } não tem advertências que contem.
strikes-title = **{ $member }: { $count } de { $limit } advertências**
strike-warning = { $number }. { $at }, conta até { $end }: { $reason }
strike-picture = { $number }. { $at }, imagem rejeitada, conta até { $end }: { $reason }
button-unstrike-number = Remover { $number }

## Pauses

moderation-pause = Pausa a geração de imagens, aqui ou em um canal
moderation-pause-reason = Motivo (os membros veem, e ele fica no registro)
moderation-pause-channel = Só neste canal
moderation-pause-duration = Por quanto tempo, por exemplo 30 min ou 2h; sem isso, até você terminar
moderation-resume = Termina uma pausa
moderation-resume-channel = A pausa deste canal, e não a do servidor inteiro
refused-paused = { $end ->
    [never] A geração de imagens está pausada aqui. Motivo: { $reason }
   *[other] A geração de imagens está pausada aqui e volta { $end }. Motivo: { $reason }
}
refused-many-pauses = No máximo { $most } canais podem estar pausados ao mesmo tempo.
refused-not-paused = Não há uma pausa assim.
moderation-paused = { $where ->
    [channel] A geração de imagens está pausada em { $channel }
   *[server] A geração de imagens está pausada no servidor inteiro
}{ $end ->
    [never] { "" } até você usar `/moderation resume`.
   *[other] { "" } e volta { $end }.
}
moderation-resumed = { $others ->
    [none] Dá para gerar imagens de novo.
   *[other] Dá para gerar imagens de novo, mas a pausa continua em { $others }.
}

## Limits of single members

moderation-limit = Limita quantas imagens um membro pode gerar
moderation-limit-limit = Por exemplo 5/day; none tira o limite
moderation-limit-duration = Por quanto tempo, por exemplo 3d ou 1w; sem isso, permanentemente
moderation-limits = Mostra os limites de membros específicos
moderation-limits-title = **Estes membros têm um limite próprio:**
moderation-limits-none = Nenhum membro tem um limite próprio.
moderation-limit-line = { $end ->
    [never] { $member }: { $limit }, permanentemente
   *[other] { $member }: { $limit }, termina { $end }
}
moderation-limited = { $member } agora tem este limite: { $limit }.
moderation-unlimited = { $member } não tem mais um limite próprio.
refused-not-limited = { $member } não tem um limite próprio.

## Deleting many pictures, and what is kept of deleted ones

moderation-purge = Exclui minhas imagens neste canal, de um membro ou dos últimos minutos
moderation-purge-minutes = Só imagens dos últimos minutos
refused-purge = Isso exclui mensagens: também é preciso ter a permissão Gerenciar mensagens neste canal.
refused-purge-all = Indique um membro ou um número de minutos, ou os dois.
refused-purge-none = Não há imagens assim neste canal.
moderation-purged = { $deleted ->
    [one] Uma mensagem com imagens foi excluída.
   *[other] { $deleted } mensagens com imagens foram excluídas.
} Os moderadores podem ver as imagens por 7 dias com `/moderation kept`.
moderation-purged-more = { $purged } Há mais: use o comando de novo para continuar.
moderation-purged-but = { $count ->
    [one] { $purged } Não foi possível excluir uma mensagem; as imagens dela estão ocultas. Tente de novo.
   *[other] { $purged } Não foi possível excluir { $count } mensagens; as imagens delas estão ocultas. Tente de novo.
}
moderation-kept = Mostra as imagens excluídas e ocultas, por 7 dias
moderation-kept-title = **Excluídas e ocultas nos últimos 7 dias, do mais recente ao mais antigo:**
moderation-kept-none = Nenhuma imagem excluída ou oculta está guardada.
moderation-kept-line = { $why ->
    [deleted] { $at }: de { $member }, excluída: { $prompt }
    [rejected] { $at }: de { $member }, rejeitada: { $prompt }
    [blocked] { $at }: de { $member }, bloqueada pelo filtro: { $prompt }
   *[hidden] { $at }: de { $member }, oculta: { $prompt }
}
moderation-evidence = De { $member }: { $prompt }
button-evidence-number = Imagem { $number }
refused-not-kept = Esta imagem não está mais guardada.

## More of the log

moderation-export = Entrega o registro em um arquivo CSV
moderation-exported = { $count ->
    [one] O registro com a sua única entrada.
   *[other] O registro com { $count } entradas, da mais recente à mais antiga.
}
log-warn = { $at }: { $moderator } advertiu { $member }: { $reason }
log-strike = { $at }: { $moderator } rejeitou uma imagem de { $member }: { $reason }
log-unstrike = { $at }: { $moderator } removeu uma advertência de { $member }: { $reason }
log-autoban = { $at }: { $member } foi banido automaticamente depois de muitas advertências: { $reason }
log-pause = { $at }: { $moderator } pausou a geração de imagens: { $reason }
log-resume = { $at }: { $moderator } terminou uma pausa: { $reason }
log-purge = { $at }: { $moderator } excluiu imagens em { $channel } ({ $after }): { $reason }
log-limit = { $at }: { $moderator } mudou o limite de { $member } de { $before } para { $after }: { $reason }
log-settings = { $at }: { $moderator } mudou as configurações de { $before } para { $after }
log-linked = { $line } · [mensagem](<{ $link }>)
moderation-test = Testar como um prompt é avaliado aqui; nada é gerado
moderation-test-text = O prompt
moderation-tested =
    { $ruling ->
        [refuse] Este prompt é **recusado** aqui.
        [hold] Este prompt fica **retido** aqui até alguém aprovar.
       *[allow] Este prompt é **permitido** aqui.
    }
    Regra: { $rule }
    Entendido como: { $understood }
word-rule-none = nenhuma
word-rule-minors = conteúdo sexual com menores
word-rule-operator = uma palavra bloqueada; quem decide é o responsável pelo bot
word-rule-violence = violência e sangue
word-rule-hate = ódio
word-rule-self-harm = automutilação
word-rule-adult = conteúdo adulto
word-rule-people = uma pessoa real
word-rule-server = regra { $id } deste servidor

## /moderation release

moderation-release = Mostra o que espera por uma decisão
moderation-held-title = **O que espera por uma decisão, o mais antigo primeiro:**
moderation-held-none = Nada espera por uma decisão.
moderation-held-line = { $stage ->
    [prompt] { $number }. Pedido de { $member } em { $channel }, até { $end }
   *[picture] { $number }. Imagem de { $member } em { $channel }, até { $end }
}
moderation-held-unposted = { $line } · não aparece em nenhum canal
log-approve = { $at }: { $moderator } aprovou o que { $member } pediu
log-spoiler = { $at }: { $moderator } aprovou como spoiler o que { $member } pediu
log-reject = { $at }: { $moderator } rejeitou o que { $member } pediu: { $reason }
log-overturn = { $at }: { $moderator } aceitou o recurso de { $member }
log-uphold = { $at }: { $moderator } rejeitou o recurso de { $member }: { $reason }
