## /help: a tour. What is in braces with a command's name becomes a link that opens the command.

help-description = Um passeio rápido: imagens, botões, morphs, a galeria, seus dados e seus limites

help-title-first = Sua primeira imagem
help-text-first =
    Digite { $imagine }, escreva em `prompt` o que você quer ver e aperte Enter. Esta aqui é `red apple`.

    Na hora você vê seu lugar na fila e quanto tempo leva, e depois a imagem ficando nítida. { $queue } mostra o que você está esperando, { $cancel } cancela.
help-alt = Imagem gerada por IA: { $shown }
help-alt-first = Uma maçã vermelha em um fundo verde

help-title-styles = Estilos e opções
help-text-styles =
    Em { $imagine }, **style** aplica um estilo às suas palavras. **count** gera até quatro imagens de uma vez,{ $sizes ->
        [1] {""}
       *[other] {" "}**size** escolhe o formato,
    } **seed** repete uma imagem, **negative_prompt** é o que você não quer ver, e **start** começa a partir de uma imagem sua.

    `a {"{"}red|green{"}"} apple` gera uma coisa ou a outra. O que você sempre quer, escolha uma vez só com { $settings }.
help-alt-styles = Um foguete em fundo azul, um gato acima de um coração e uma estrela em fundo roxo

help-title-buttons = Botões embaixo da imagem
help-text-buttons =
    Embaixo de cada imagem, **Variar** gera imagens parecidas com ela, **Ampliar** gera uma com o dobro do tamanho (conta como { $upscale }), **Gerar de novo** usa as mesmas palavras mais uma vez, e **Editar** abre um formulário com tudo preenchido. **Usar como base** começa a partir da própria imagem.

    Embaixo de várias imagens, clique primeiro em um número: ele abre essa imagem com os botões dela. Os botões funcionam para todo mundo, mesmo depois de um reinício, e contam no limite de quem clica. **Detalhes** mostra como a imagem foi feita, e **Favoritar** guarda a imagem na sua galeria. Em **Mais** ficam as tags e **Excluir**, para quem a pediu e para os moderadores.
help-alt-buttons = Quatro variações de uma maçã vermelha

help-title-morph = Morph e mistura
help-text-morph =
    { $morph } gera uma animação de um prompt até o próximo, passando por até seis deles.

    { $blend } mistura duas ou três imagens ou prompts em uma só imagem.
help-alt-morph = Uma maçã vermelha que fica verde em cinco passos

help-title-gallery = Galeria
help-text-gallery =
    { $history } mostra suas imagens, e { $gallery } as de todo o servidor: por membro, por tag ou seus favoritos. { $stats } mostra os números.

    Clique com o botão direito em uma imagem ou em um membro e escolha **Apps**: lá estão **{ menu-details }**, **{ menu-start }** e **{ menu-gallery }**.
help-alt-gallery = Seis miniaturas de imagens

help-title-privacy = Seus dados
help-text-privacy =
    { $privacy } mostra o que eu guardo sobre você e por quanto tempo. { $export } envia tudo a você.

    { $delete } exclui tudo permanentemente.
help-alt-privacy = Uma chave

help-title-limits = Limites
help-text-limits = Isto é o que você pode gerar aqui. Quatro imagens de uma vez contam como 4, um morph conta uma vez por quadro, e uma ampliação conta como { $upscale }.
help-alt-limits = Um despertador
help-limit = { $allowance }; { $left ->
    [0] no momento não resta nenhuma.
    [one] no momento resta { $left }.
   *[other] no momento restam { $left }.
}
help-open = Você pode ter { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
} em andamento ao mesmo tempo.
help-waits = O que você pedir além disso espera a vez, por no máximo uma hora.
help-waits-not = O que você pedir além disso é recusado, e eu digo quando tentar de novo.

help-title-servers = Para donos de servidor
help-text-servers =
    { $server } mostra as configurações deste servidor: canais, cargos, limites, modelos, idioma e spoilers. Os comandos ao lado dele mudam isso. `/server styles add` adiciona um estilo próprio.

    { $ban } impede um membro de gerar imagens, por um tempo ou permanentemente; { $log } mostra o que os moderadores fizeram.
help-alt-servers = Uma estrela amarela em um fundo roxo
