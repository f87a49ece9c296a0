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
