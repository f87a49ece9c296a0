## /morph and /blend

morph-description = Anima de um prompt até outro; cada quadro conta como uma imagem do seu limite
morph-first = Como começa, por exemplo: red apple
morph-second = No que isso se transforma, por exemplo: blue boat
morph-next = O que vem depois disso
morph-frames = Quadros do primeiro ao último prompt, de 2 a { $most }; o padrão é { $default }
blend-description = Junta duas ou três coisas em uma imagem; cada uma em palavras, como imagem ou as duas
blend-first = A primeira coisa em palavras, ou o que a imagem dela mostra
blend-second = A segunda coisa em palavras, ou o que a imagem dela mostra
blend-third = A terceira coisa em palavras, ou o que a imagem dela mostra
blend-first-picture = Uma imagem da primeira coisa
blend-second-picture = Uma imagem da segunda coisa
blend-third-picture = Uma imagem da terceira coisa
blend-strength = Quanto das imagens é refeito, de 0,05 a 1; o padrão é { $default }
refused-blend-one = Uma mistura precisa de pelo menos duas coisas; cada uma é dita em palavras ou mostrada em uma imagem.
refused-blend-words = Nenhuma destas imagens diz a partir de que foi gerada. Diga em palavras o que uma delas mostra.
failed-animation-too-large = A animação ficou pronta, mas passa dos { $megabytes } MB que podem ser enviados aqui. Peça um tamanho menor ou menos quadros.
