## /server: what those who manage a server set for all of it

server-description = Configura a geração de imagens neste servidor
server-show = Mostra as configurações deste servidor
server-channels = Onde gero imagens
server-channels-add = Permite um canal; só valem os canais que você adicionar
server-channels-remove = Tira um canal da lista
server-channels-clear = Permite todos os canais de novo
server-channel = Qual canal
server-channel-remove = Qual canal; os que foram excluídos, se você não escolher nenhum
server-roles = Quem pode gerar imagens
server-roles-add = Permite um cargo; os membros precisam de um dos que você adicionar
server-roles-remove = Tira um cargo da lista
server-roles-clear = Permite todos os membros de novo
server-role = Qual cargo
server-role-remove = Qual cargo; os que foram excluídos, se você não escolher nenhum
server-models = Quais modelos podem ser usados aqui
server-models-add = Permite um modelo; só valem os modelos que você adicionar
server-models-remove = Tira um modelo da lista
server-models-clear = Permite todos os modelos de novo
server-model = Qual modelo
server-limits = Quantas imagens podem ser pedidas
server-limits-member = Imagens de um membro, por exemplo 10/hour; none tira o limite
server-limits-server = Imagens de todos juntos, por exemplo 100/hour; none tira o limite
server-language = Idioma das mensagens públicas
server-language-which = Qual idioma
server-as-discord = o de cada membro
server-spoilers = Esconde as imagens até alguém clicar nelas
server-spoilers-hidden = As imagens começam escondidas?
server-waits = O que acontece com membros que chegam ao limite
server-waits-wait = Eles esperam a vez em vez de serem recusados?
server-styles = Os estilos oferecidos aqui
server-styles-add = Adiciona um estilo próprio
server-styles-edit = Muda um estilo
server-styles-remove = Deixa de oferecer um estilo
server-styles-restore = Volta a oferecer os estilos integrados que foram removidos
server-style = Qual estilo

refused-no-manager = Isto é para quem administra o servidor: é preciso ter a permissão Gerenciar servidor.
refused-too-many-listed = A lista pode ter no máximo { $most } itens. Remova um primeiro.
refused-model-unknown = Não existe nenhum modelo { $name } aqui. Escolha um dos que aparecem enquanto você digita.
refused-language = Não falo esse idioma. Escolha um dos que são oferecidos.
refused-no-limit = Não há nada para mudar: escolha um limite por membro ou do servidor.
refused-limit-form = Um limite deve ter um formato como { $example }, com 1 imagem ou mais, ou ser “none”. Você informou { $value }.
refused-limit-generous = O responsável pelo bot permite no máximo { $allowed }. Você informou { $value }.
refused-limit-long = O período de um limite pode ser de no máximo { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}, porque depois disso eu esqueço os pedidos. Você informou { $value }.
refused-style-empty = Um estilo precisa de um nome e de um prompt.
refused-style-twice = Um estilo contém { $place } só uma vez; o seu contém { $times } vezes.
refused-many-styles = Um servidor pode ter { $most } estilos próprios. Remova um primeiro.
refused-channels-gone = Todos os canais em que posso gerar imagens foram excluídos. Alguém com a permissão Gerenciar servidor pode escolher outros com `/server channels`.

limit-item = { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
} { $period }
server-channels-now = Agora só gero imagens em { $list }.
server-channels-all = Agora gero imagens em todos os canais.
server-roles-now = Agora só membros com um destes cargos podem gerar imagens: { $list }.
server-roles-all = Agora todos os membros podem gerar imagens.
server-models-now = Agora só gero imagens com { $list }.
server-models-all = Agora gero imagens com todos os modelos.
server-models-without = Agora só gero imagens com { $list }. Este bot tem { $model }, então nada é gerado aqui.
server-limit-member = Limite por membro: { $limit }.
server-limit-server = Limite do servidor: { $limit }.
server-limits-both =
    { $member }
    { $server }
server-limits-none = Agora valem só os limites do responsável pelo bot.
server-language-now = As mensagens públicas agora estão em { $language }.
server-language-own = As mensagens públicas agora estão no idioma de quem faz o pedido.
server-spoilers-on = Agora as imagens ficam escondidas até alguém clicar nelas.
server-spoilers-off = Agora as imagens são mostradas na hora.
server-waits-on = Agora quem chega ao limite espera a vez.
server-waits-off = Agora quem chega ao limite é recusado e fica sabendo quando tentar de novo.
server-style-form = Um estilo deste servidor
field-style-name = Nome
field-style-prompt = Prompt; { $place } é o texto do membro
server-style-kept = O estilo { $name } agora é oferecido.
server-style-replaced = O estilo { $name } agora é oferecido no lugar do que tinha esse nome.
server-style-removed = O estilo { $name } não é mais oferecido.
server-styles-restored = { $count ->
    [0] Nenhum estilo integrado tinha sido removido.
    [one] { $count } estilo integrado é oferecido de novo.
   *[other] { $count } estilos integrados são oferecidos de novo.
}

server-title = As configurações deste servidor:
server-name-channels = Canais
server-name-roles = Cargos
server-name-models = Modelos
server-name-member-limit = Limite por membro
server-name-server-limit = Limite do servidor
server-name-language = Idioma das mensagens públicas
server-name-spoilers = Imagens começam escondidas
server-name-waits = Membros esperam quando chegam ao limite
server-name-styles = Estilos
server-any = todos
server-deleted = um excluído ({ $id })
server-and-more = { $shown } e mais { $count ->
    [one] { $count }
   *[other] { $count }
}
server-line = { $name }: { $value } · { $command }
server-limit-of-operator = { $limit } (definido pelo responsável pelo bot)
server-strikes = O que as advertências causam
server-strikes-days = Por quantos dias uma advertência conta
server-strikes-limit = Com quantas advertências um membro é banido
server-strikes-hours = Quantas horas dura esse banimento
server-strikes-now = Uma advertência conta por { $days ->
    [one] um dia
   *[other] { $days } dias
}. Com { $limit ->
    [one] uma advertência
   *[other] { $limit } advertências
}, um membro não pode gerar imagens por { $hours ->
    [one] uma hora
   *[other] { $hours } horas
}.

server-words = Palavras recusadas ou retidas aqui
server-words-add = Adicionar uma palavra, uma frase ou um padrão
server-words-text = Qual palavra ou frase; gat* vale com qualquer final
server-words-ruling = Recusar, ou reter até alguém aprovar?
server-words-kind = Uma palavra ou um padrão (RE2)?
server-words-refuse = recusar
server-words-hold = reter até aprovação
server-words-off = não usar
server-words-word = palavra ou frase
server-words-pattern = padrão
server-words-remove = Remover uma regra, ou todas
server-words-rule = Qual regra; sem ela, todas as suas
server-words-list = Mostrar as regras
server-words-import = Usar também as palavras-chave do AutoMod
server-words-paste = Colar palavras-chave do AutoMod que não posso ler
server-words-form = Palavras-chave do AutoMod
field-keywords = Palavras-chave, com vírgulas ou por linha
field-patterns = Expressões regulares, uma por linha
field-allowed = Palavras permitidas mesmo assim
server-words-added = Prompts com { $rule } agora são { $ruling ->
    [hold] retidos até alguém aprovar
   *[refuse] recusados
}.
server-words-removed = { $count ->
    [one] { $count } regra foi removida.
   *[other] { $count } regras foram removidas.
}
server-words-title = **Regras para palavras aqui:**
server-words-none = Ainda não há regras para palavras aqui. `/server words add` cria uma.
server-words-line = { $id }: { $rule } · { $ruling ->
    [hold] retido
   *[refuse] recusado
}
server-words-line-automod = { $line } · AutoMod
server-words-line-allowed = { $id }: { $rule } · permitido mesmo assim
server-words-stale = Não consegui ler as palavras-chave do AutoMod ultimamente, então as anteriores continuam valendo. Para isso preciso da permissão “Gerenciar servidor”.
server-words-imported = { $count ->
    [0] O AutoMod não tem palavras-chave aqui, então nenhuma é usada.
    [one] Agora { $count } palavra-chave do AutoMod é usada.
   *[other] Agora { $count } palavras-chave do AutoMod são usadas.
}
server-words-left-out =
    { $imported }
    Estas eu não consegui usar: { $list }
server-words-not-imported = As palavras-chave do AutoMod não são mais usadas.
refused-automod = Não posso ler as palavras-chave do AutoMod aqui: preciso da permissão “Gerenciar servidor”. Você também pode colá-las com `/server words paste`.
refused-word-rule = Uma palavra precisa de letras ou números e pode ter no máximo { $most } caracteres.
refused-pattern = Não posso usar o padrão { $value }: { $reason }.
refused-many-rules = Um servidor pode ter { $most } regras para palavras, incluindo as do AutoMod. Remova uma antes.
refused-large-patterns = Juntas, as regras com padrão deste servidor são grandes demais. Remova uma antes.
refused-choice = Não conheço essa opção. Escolha uma da lista.
refused-rule-unknown = Não há uma regra sua { $value } aqui. Escolha uma da lista ao digitar.
