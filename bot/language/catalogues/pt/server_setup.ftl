## /server: how careful I am, limits by role, single channels, quiet hours, and the overview

server-safety = Quanto cuidado tenho aqui com palavras e imagens
server-safety-show = Mostra o que é recusado, retido e escondido aqui
server-safety-words = Escolha o que acontece com prompts com palavras de um tipo
server-safety-words-category = Que tipo de palavras
server-safety-words-ruling = O que acontece com esses prompts
server-safety-pictures = Escolha quanto cuidado tenho com imagens que podem mostrar nudez
server-safety-level = Quanto cuidado; relaxado é só para canais com restrição de idade
server-safety-channel = Só neste canal; deixe de fora para o servidor todo
server-safety-adult = É para os canais com restrição de idade em vez dos outros?
server-safety-spoiler = Número seu: esconder imagens a partir desta nota, de 0 a 1
server-safety-hold = Número seu: reter imagens a partir desta nota, de 0 a 1
server-safety-block = Número seu: nunca mostrar imagens a partir desta nota, de 0 a 1
safety-minors = Conteúdo sexual com menores
safety-adult = Nudez e conteúdo sexual
safety-violence = Violência e sangue
safety-hate = Ódio
safety-self-harm = Automutilação
safety-people = Pessoas reais pelo nome
ruling-always = sempre recusado
ruling-off = permitido
ruling-hold = retido até a moderação decidir
ruling-refuse = recusado
level-strict = rígido
level-normal = normal
level-relaxed = relaxado
level-default = padrão
bands = escondidas a partir de { $spoiler }, retidas a partir de { $hold }, nunca mostradas a partir de { $block }
bands-of-level = { $level } ({ $bands })
server-safety-now = { $category }: a partir de agora, { $ruling }. Conteúdo sexual com menores é sempre recusado.
server-safety-pictures-now = Imagens a partir de agora: { $bands }.
server-safety-adult-now = Imagens em canais com restrição de idade a partir de agora: { $bands }.
server-safety-there = Imagens em { $channel } a partir de agora: { $bands }.
refused-category = Essa opção não existe. Escolha uma da lista.
refused-no-bands = Não há nada para mudar: escolha um nível ou um número.
refused-bands-order = Escondidas, retidas e nunca mostradas precisam vir nesta ordem, do menor número ao maior. Isso seria { $bands }.
refused-bands-loose = Só nos canais que o Discord marca com restrição de idade posso ter menos cuidado do que isto: { $bands }.

server-quotas = Limites para membros com um cargo
server-quotas-add = Define o limite de um cargo, no lugar do limite por membro
server-quotas-limit = Imagens por membro, por exemplo 10/hour; none deixa só o do bot
server-quotas-remove = Remove o limite de um cargo
server-quotas-clear = Remove os limites de todos os cargos
server-role-limit = { $role }: { $limit }
server-role-unlimited = só o limite do responsável pelo bot
server-quotas-now = Limites por cargo: { $list }. Com vários cargos vale o mais generoso, e nunca mais do que o responsável pelo bot permite.
server-quotas-none = Agora nenhum cargo tem um limite próprio.

server-spoiler-roles = De quem as imagens ficam escondidas até alguém clicar nelas
server-spoiler-roles-add = Esconde as imagens de membros com um cargo
server-spoiler-roles-remove = Tira um cargo da lista
server-spoiler-roles-clear = Não esconde mais as imagens de nenhum cargo
server-spoiler-roles-now = Agora as imagens de membros com um destes cargos começam escondidas: { $list }.
server-spoiler-roles-all = Agora as imagens de nenhum cargo começam escondidas.

server-place = Modelo, tamanho e estilos de um único canal
server-place-set = Define o modelo, o tamanho ou o estilo de um canal e dos seus tópicos
server-place-model = O modelo, se o membro não escolher outro
server-place-size = O tamanho, se o membro não escolher outro
server-place-style = O estilo, se o membro não escolher outro
server-place-force = Toda imagem de lá recebe este estilo?
server-place-spoiler = Esconder as imagens de lá até alguém clicar nelas?
server-place-allow = Permite um estilo lá; só os que você permitir são oferecidos
server-place-forbid = Tira um estilo dessa lista
server-place-reset = Remove o que está definido para um canal
server-place-reset-channel = Qual canal; deixe de fora para remover os excluídos
server-place-reset-what = Só isto; deixe de fora para remover tudo
place-part-model = modelo
place-part-size = tamanho
place-part-style = estilo
place-part-styles = estilos oferecidos
place-part-spoiler = imagens escondidas
place-name = Só em { $channel }
place-model = modelo { $model }
place-size = tamanho { $size }
place-style = estilo { $style }
place-forced = sempre o estilo { $style }
place-styles = só os estilos { $list }
place-spoiler = imagens começam escondidas
place-bands = imagens { $bands }
place-approval = aprovação: { $what }
place-now = Agora em { $channel }: { $list }.
place-nothing = Agora não há nada definido só para { $channel }.
place-deleted = { $count ->
    [0] Nenhum canal excluído tinha algo definido.
    [one] Removi o que estava definido para { $count } canal excluído.
   *[other] Removi o que estava definido para { $count } canais excluídos.
}
refused-place-nothing = Não há nada para mudar: escolha pelo menos uma opção.
refused-place-force = Escolha o estilo que toda imagem de lá deve receber.
refused-place-style = O estilo { $name } não é um dos que você permite lá: { $list }.
refused-size = Não existe nenhum tamanho { $name } aqui. Escolha um dos que aparecem enquanto você digita.
refused-style-forced = Neste canal toda imagem recebe o estilo { $names }.
refused-style-listed = Neste canal você pode escolher entre estes estilos: { $names }.

server-quiet = Horas em que ninguém gera imagens
server-quiet-set = Define as horas em que ninguém gera imagens, nem a moderação
server-quiet-start = A partir de quando, por exemplo 22:30
server-quiet-end = Até quando, por exemplo 7:00
server-quiet-zone = Fuso horário, por exemplo America/Sao_Paulo
server-quiet-off = Gera imagens a qualquer hora de novo
quiet-hours = das { $start } às { $end } ({ $zone })
server-quiet-now = Agora não gero imagens nestas horas: { $hours }.
server-quiet-none = Agora gero imagens a qualquer hora.
refused-quiet-hours = Aqui é hora de silêncio; volto a gerar imagens { $left }, às { $when }.
refused-quiet-same = As horas de silêncio precisam de um começo e um fim diferentes.
refused-time = Uma hora precisa ser como 22:30. Você informou { $value }.
refused-zone = Não conheço o fuso horário { $value }. Escolha um dos que aparecem enquanto você digita.

overview-title = Configurações deste servidor
overview-page = { $title }, página { $page } de { $pages }
overview-changed = diferente do padrão
overview-problems = Vale conferir
overview-drawing = Gerar imagens
overview-limits = Limites
overview-safety = Segurança
overview-approval = Aprovação
server-fact = { $name }: { $value }
server-name-spoiler-roles = Cargos cujas imagens começam escondidas
server-name-role-limits = Limites por cargo
server-name-quiet = Horas de silêncio
server-name-bands = Imagens
server-name-adult-bands = Imagens em canais com restrição de idade
server-name-approval = A moderação aprova
server-name-review-channel = Canal de revisão
server-name-review-timeout = O que ninguém decide
approval-none = nada
approval-prompt = prompts
approval-picture = imagens
approval-both = prompts e imagens
review-reject = recusado depois de { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
review-approve = aprovado depois de { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
problem-unknown = O Discord não responde agora, então não pude ver seus canais e cargos.
problem-review-none = Ninguém pode aprovar o que fica retido: não há canal de revisão.
problem-review-gone = Ninguém pode aprovar o que fica retido: o canal de revisão foi excluído.
problem-review-closed = Não posso mostrar o que fica retido em { $channel }: falta a permissão { $permissions }.
problem-reviewers = Só o dono do servidor pode aprovar o que fica retido: nenhum cargo da moderação vê { $channel }.
problem-deleted = Excluído, mas ainda na lista: { $list }. O comando { $command } remove.
problem-adult = { $channel } não tem mais restrição de idade, então lá tenho o mesmo cuidado que nos outros.
problem-models = Este bot tem { $models }, e você não permite nenhum deles, então nada é gerado aqui.
problem-place = Definido para { $channel }, mas não disponível: { $list }.

## /server approval

server-approval = O que a moderação aprova antes de alguém ver
server-approval-mode = Escolhe o que a moderação aprova, aqui ou em um canal
server-approval-what = O que espera pela moderação
server-approval-only = Só neste canal
server-approval-channel = Escolhe onde a moderação decide
server-approval-where = Um canal que só a moderação vê
server-approval-deadline = Escolhe o que acontece se ninguém decidir
server-approval-hours = Depois de quantas horas
server-approval-then = O que acontece então; o que o filtro retém é sempre rejeitado
approval-server = como no servidor
timeout-reject = rejeitar
timeout-approve = aprovar
server-approval-now = A moderação aprova aqui: { $what }.
server-approval-there = A moderação aprova em { $channel }: { $what }.
server-approval-alone = { $said } Ainda não há canal para isso: `/server approval channel`.
server-approval-cards = { $count ->
    [0] O que espera pela moderação aparece em { $channel } a partir de agora.
    [one] O que espera pela moderação aparece em { $channel } a partir de agora, também { $count } que já espera.
   *[other] O que espera pela moderação aparece em { $channel } a partir de agora, também { $count } que já esperam.
}
server-approval-public = { $said } { $warning }
server-approval-reject = { $hours ->
    [one] O que ninguém decide é rejeitado depois de uma hora.
   *[other] O que ninguém decide é rejeitado depois de { $hours } horas.
}
server-approval-approve = { $hours ->
    [one] O que ninguém decide é aprovado depois de uma hora, exceto o que o filtro retém.
   *[other] O que ninguém decide é aprovado depois de { $hours } horas, exceto o que o filtro retém.
}
refused-approval = Escolha um dos valores oferecidos.
problem-review-public = Todos podem ler { $channel }, onde mostro o que fica retido.
problem-unposted = Esperam pela moderação: { $count }; sem aparecer em nenhum canal: { $unposted }. `/moderation release` lista todos.
