# What members read. A text's name says where it stands; numbers that are counted have plural forms.

## Lengths of time

about-seconds = cerca de { $count ->
    [one] { $count } segundo
   *[other] { $count } segundos
}
about-minutes = cerca de { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
about-hours = cerca de { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
# As in "10 imagens por hora": the preposition belongs to it.
period-days = { $count ->
    [one] por dia
   *[other] a cada { $count } dias
}
period-hours = { $count ->
    [one] por hora
   *[other] a cada { $count } horas
}
period-minutes = { $count ->
    [one] por minuto
   *[other] a cada { $count } minutos
}
period-seconds = { $count ->
    [one] por segundo
   *[other] a cada { $count } segundos
}

## Why a request is not taken

refused-no-model = No momento não dá para gerar imagens: o modelo { $model } não pôde ser carregado. O responsável pelo bot encontra o motivo no log.
refused-no-storage = Não consegui registrar seu pedido, então nada conta no seu limite. Tente novamente em um minuto.
refused-closing = Estou reiniciando. Tente novamente em um minuto.
refused-no-rules = No momento não dá para gerar imagens: a lista de palavras bloqueadas não pôde ser lida, e o responsável pelo bot precisa corrigi-la.
refused-minors = Conteúdo sexual envolvendo menores é sempre recusado.
refused-channel = Só gero imagens em { $channels }.
refused-role = Só membros com um destes cargos podem gerar imagens: { $roles }.
refused-adult = Não gero nudez nem conteúdo sexual. Tente outra coisa, por favor.
refused-word = Seu prompt contém algo que eu não gero. Tente com outras palavras.
refused-negative-word = Seu prompt negativo contém algo que não é permitido aqui. Tente com outras palavras.
refused-violence = Não gero cenas sangrentas nem crueldade. Tente outra coisa, por favor.
refused-hate = Não gero ódio nem seus símbolos. Tente outra coisa, por favor.
refused-self-harm = Não gero pessoas se machucando. Se você está passando por um momento difícil, converse com alguém de confiança; findahelpline.com mostra quem pode ouvir você no seu país.
refused-people = Aqui não gero pessoas reais. Tente com alguém inventado, por favor.
refused-server-words = Seu prompt contém algo que não é permitido neste servidor. Tente com outras palavras.
refused-unjudged = Ainda estou verificando suas palavras. Tente novamente daqui a pouco.
refused-insisting = Vários dos seus prompts foram recusados em sequência. Espere { $wait } e tente com outras palavras.
refused-user-open = { $count ->
    [one] Você já tem { $count } pedido em andamento. Tente novamente quando ele terminar.
   *[other] Você já tem { $count } pedidos em andamento. Tente novamente quando um deles terminar.
}
refused-user-waiting = No máximo { $count } imagens suas podem ficar na fila ao mesmo tempo. Agora há lugar para mais { $left }, e isto conta como { $units }. Tente de novo quando algumas terminarem.
refused-server-open = Este servidor já tem { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
} em andamento. Tente novamente em alguns minutos.
refused-line-full = A fila está cheia: cabe no máximo { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
} por vez. Tente novamente em alguns minutos.
refused-line-short = Isto conta como { $units } imagens, e na fila { $count ->
    [one] cabe
   *[other] cabem
} no máximo { $count }. Peça menos por vez.
allowance-user = Seu limite é de { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
} { $period }
allowance-server = O limite deste servidor é de { $count ->
    [one] { $count } imagem
   *[other] { $count } imagens
} { $period }
refused-too-many = { $allowance }, e isto conta como { $units }. Peça menos por vez.
refused-few-left = { $allowance }. Agora { $left ->
    [one] resta { $left }
   *[other] restam { $left }
}, e isto conta como { $units }. Peça menos ou tente novamente em { $wait }.
refused-none-left = { $allowance } e já acabou por enquanto. Tente novamente em { $wait }.
refused-permission = Não consigo gerar imagens aqui. Permissões que me faltam neste canal: { $permissions }.
refused-file-size = Esse arquivo tem { $megabytes } MB; o limite é de { $most } MB.
refused-file-pixels = Essa imagem tem { $size } pixels; o limite é de { $most } megapixels.
refused-file-unread = Não consegui baixar esse arquivo do Discord. Anexe-o de novo.
refused-file-busy = Ainda estou abrindo a última imagem que você enviou. Tente novamente quando terminar.
refused-file-wait = Muitas imagens estão chegando agora, então não aceitei a sua, e nada conta no seu limite. Tente novamente daqui a pouco.
refused-file-late = Baixar e abrir essa imagem demorou demais. Nada conta no seu limite; tente novamente.
permission-view-channel = Ver canal
permission-send-messages = Enviar mensagens
permission-send-in-threads = Enviar mensagens em tópicos
permission-attach-files = Anexar arquivos
and = { $first } e { $second }
number = { $number }

refused-picture-gone = Essa imagem não está mais guardada aqui: foi excluída ou é de outro servidor.
refused-button = Este botão não funciona mais.
refused-draft-gone = O que você escreveu ali não está mais guardado: isso acontece depois de uma hora, de uma reinicialização ou se outro formulário seu foi recusado. Abra o formulário de novo.

## What goes wrong

fault = Algo deu errado por aqui. O erro foi registrado para o responsável pelo bot.
command-changed = Este comando acabou de mudar. Tente novamente em um minuto.
failed-nothing-came = Não foi possível gerar a imagem. O responsável pelo bot encontra o motivo no log.
failed-given-up = Não foi possível gerar a imagem: o bot foi interrompido várias vezes no meio do trabalho. Nada conta no seu limite.
failed-unprepared = O bot foi interrompido enquanto abria sua imagem. Nada conta no seu limite; tente de novo.
failed-no-model = Não foi possível gerar a imagem: o modelo { $model } não pôde ser carregado. O responsável pelo bot encontra o motivo no log.
failed-no-lora = Não foi possível gerar a imagem: o LoRA { $lora } não pode ser usado com este modelo. Sem ele, ou com outro, funciona. O responsável pelo bot encontra o motivo no log.
failed-out-of-memory = Uma imagem desse tamanho não cabe na memória desta máquina.
failed-start-gone = A imagem base não está mais guardada, então nada foi gerado e nada conta no seu limite.
failed-too-large = Suas imagens ficaram prontas, mas passam dos { $megabytes } MB que posso enviar aqui. Peça um tamanho menor ou menos imagens por vez.

## While a picture is being made

progress-step = passo { $step } de { $of }
progress-step-eta = passo { $step } de { $of }, fica pronto em { $wait }
progress-starting = O modelo está iniciando. Pode levar um minuto ou mais, mas seu pedido está guardado.
progress-loading = O modelo está carregando. Pode levar um minuto ou mais, mas seu pedido está guardado.
progress-downloading = O modelo está sendo baixado. Seu pedido está guardado.
progress-downloading-eta = O modelo está sendo baixado, fica pronto em { $wait }. Seu pedido está guardado.
progress-warming = O modelo está se preparando. Pode levar um minuto ou mais, mas seu pedido está guardado.
progress-measuring = O modelo está se preparando pela primeira vez. Seu pedido está guardado.
progress-measuring-eta = O modelo está se preparando pela primeira vez, fica pronto em { $wait }. Seu pedido está guardado.
progress-place = Posição na fila: { $place }.
progress-next = Próximo da fila
progress-next-eta = Próximo da fila, fica pronto em { $wait }
progress-due = O limite acabou por enquanto; a imagem será gerada { $due }.
progress-waiting = Aguardando { $count ->
    [one] { $count } pedido que está
   *[other] { $count } pedidos que estão
} na frente
progress-waiting-eta = Aguardando { $count ->
    [one] { $count } pedido que está
   *[other] { $count } pedidos que estão
} na frente, fica pronto em { $wait }

## The answer

answer-without = { $prompt } sem { $negative }
answer-prompt = { $prompt }
answer-seeds = { $count ->
    [one] seed { $seeds }
   *[other] seeds { $seeds }
}
answer-steps = { $steps } passos
answer-guidance = guidance { $guidance }
answer-start = { $strength } da imagem base refeito
answer-variation = variação { $share } em direção à seed { $seed }
answer-frames = { $count ->
    [one] { $count } quadro
   *[other] { $count } quadros
}
answer-lora = LoRA { $lora } { $strength }
answer-drawn = desenhado: { $words }
answer-cut = O prompt é longo demais para o { $model }. Ficou de fora: { $cut }.
answer-left-out = Ficou de fora, porque este modelo não tem nenhum LoRA com esse nome: { $names }.
answer-unread = Desenhado como simples palavras, porque não leio a sintaxe de outras ferramentas: { $parts }.
answer-english = Isto não parece inglês, e o { $model } só entende inglês. Tente as mesmas palavras em inglês.
answer-unknown-words = O { $model } não conhece { $words }. Ele desenha uma ou duas coisas sobre um fundo colorido. Experimente { $examples }.
answer-choose-model = Para qualquer outra coisa, escolha o modelo { $larger } no `/imagine`.
answer-model = gerada com { $model }
answer-after = a partir de uma imagem de { $authors }
answer-for = Para { $member }: { $content }
alt-picture = Imagem gerada por IA: { $prompt }, a pedido de { $member }
alt-listed = { $prompt }, a pedido de { $member }
alt-grid = { $count } imagens geradas por IA: { $prompt }, a pedido de { $member }
alt-animation = Animação gerada por IA: { $prompt }, a pedido de { $member }
button-single = Ver
button-vary = Variar
button-upscale = Ampliar
button-start = Usar como base
button-reroll = Gerar de novo
button-edit = Editar
button-details = Detalhes
button-favourite = Favoritar
button-delete = Excluir
button-play = Reproduzir
button-cancel = Cancelar
alt-preview = Imagem gerada por IA, inacabada: { $prompt }
button-retry = Tentar de novo
