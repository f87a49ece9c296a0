## /morph and /blend

morph-description = Anima de um prompt até outro; cada quadro conta como uma imagem no seu limite
morph-first = Como começa, por exemplo: red apple
morph-second = No que isso se transforma, por exemplo: blue boat
morph-next = O que vem depois disso
morph-frames = Quadros do primeiro ao último prompt, de 2 a { $most } (padrão: { $default })
blend-description = Junta duas ou três coisas em uma imagem; cada uma em palavras, como imagem ou as duas
blend-first = A primeira coisa em palavras, ou o que a imagem dela mostra
blend-second = A segunda coisa em palavras, ou o que a imagem dela mostra
blend-third = A terceira coisa em palavras, ou o que a imagem dela mostra
blend-first-picture = Uma imagem da primeira coisa
blend-second-picture = Uma imagem da segunda coisa
blend-third-picture = Uma imagem da terceira coisa
blend-strength = Quanto das imagens é refeito, de 0,05 a 1 (padrão: { $default })
refused-blend-one = Uma mistura precisa de pelo menos duas coisas, cada uma em palavras ou como imagem.
refused-blend-words = Nenhuma destas imagens diz a partir de que foi gerada. Diga em palavras o que pelo menos uma delas mostra.
failed-animation-too-large = Sua animação ficou pronta, mas passa dos { $megabytes } MB que posso enviar aqui. Peça um tamanho menor ou menos quadros.
