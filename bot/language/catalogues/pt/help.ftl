## /help: a tour. What is in braces with a command's name becomes a link that opens the command.

help-description = Um passeio rápido: imagens, botões, morphs, a galeria, seus dados e seus limites

help-title-first = Sua primeira imagem
help-text-first =
    Digite { $imagine }, escreva em `prompt` o que você quer ver e aperte Enter. Esta aqui é `red apple`.

    Na hora você fica sabendo seu lugar na fila e quanto tempo leva; enquanto a imagem é gerada, dá para ver como ela vai ficando nítida. { $queue } mostra o que você está esperando, { $cancel } cancela.
help-alt-first = Uma maçã vermelha em um fundo verde

help-title-styles = Estilos e opções
help-text-styles =
    Em { $imagine }, **style** aplica um estilo pronto às suas palavras. **count** gera até quatro imagens de uma vez, **size** escolhe o formato, **seed** repete uma imagem, **negative_prompt** diz o que evitar, e **start** começa a partir de uma imagem sua.

    `a {"{"}red|green{"}"} apple` gera uma coisa ou a outra. O que você sempre quer, defina uma vez só com { $settings }.
help-alt-styles = Um foguete em fundo azul, um gato acima de um coração e uma estrela em fundo roxo

help-title-buttons = Botões embaixo da imagem
help-text-buttons =
    Embaixo de cada imagem, **Variar** gera imagens parecidas com ela, **Ampliar** gera uma com o dobro do tamanho (conta como { $upscale }), **Gerar de novo** usa as mesmas palavras mais uma vez, e **Editar** abre um formulário com todos os valores preenchidos. **Usar como base** começa a partir da própria imagem.

    Embaixo de várias imagens, clique primeiro em um número: ele abre essa imagem com todos os botões dela. Eles funcionam para todo mundo, mesmo depois de um reinício; cada clique conta para quem clica. **Detalhes** mostra como a imagem foi feita, e **Favoritar** guarda a imagem na sua galeria. Em **Mais** ficam as tags e **Excluir**, para quem a pediu e para os moderadores.
help-alt-buttons = Quatro variações de uma maçã vermelha

help-title-morph = Morph e mistura
help-text-morph =
    { $morph } gera uma animação que vai de um prompt a outro, passando por até seis deles.

    { $blend } mistura duas ou três imagens ou prompts em uma só imagem.
help-alt-morph = Uma maçã vermelha que fica verde em cinco passos

help-title-gallery = Galeria
help-text-gallery =
    { $history } mostra o que você gerou, e { $gallery } o que este servidor gerou: por membro, por tag ou seus favoritos. { $stats } mostra os números.

    Clique com o botão direito em uma imagem ou em um membro e escolha **Apps**: lá estão **{ menu-details }**, **{ menu-start }** e **{ menu-gallery }**.
help-alt-gallery = Seis imagens em uma folha de contato

help-title-privacy = Seus dados
help-text-privacy =
    { $privacy } mostra o que fica guardado sobre você e por quanto tempo. { $export } entrega tudo a você.

    { $delete } exclui tudo de vez.
help-alt-privacy = Uma chave

help-title-limits = Limites
help-text-limits = Isto é o que se pode gerar aqui. Quatro imagens de uma vez contam como 4, um morph conta uma vez por quadro, e uma ampliação conta como { $upscale }.
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
help-waits = O que você pedir além disso espera até caber, por no máximo uma hora.
help-waits-not = O que você pedir além disso é recusado, com a informação de quando vai caber.

help-title-servers = Para donos de servidor
help-text-servers =
    { $server } mostra o que vale neste servidor: canais, cargos, modelos, limites, idioma e spoilers; os comandos ao lado dele mudam isso. `/server styles add` adiciona um estilo próprio.

    { $ban } impede um membro de gerar imagens, por um tempo ou para sempre; { $log } mostra o que os moderadores fizeram.
help-alt-servers = Uma estrela amarela em um fundo roxo
