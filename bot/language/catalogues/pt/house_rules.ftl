## /rules

rules-command = O que é filtrado aqui, por que o seu foi retido e o que você pode fazer
rules-title = As regras daqui
rules-words = **Palavras.** O que você escreve é verificado antes de qualquer desenho.
rules-category = - { $category }: { $ruling }
rules-own = { $count ->
    [one] - Este servidor tem uma regra própria.
   *[other] - Este servidor tem { $count } regras próprias.
}
rules-pictures = **Imagens.** Um programa procura nudez em cada imagem e dá uma nota de 0 a 1. Aqui ela fica oculta até um clique a partir de { $spoiler }, espera um moderador a partir de { $hold } e não é mostrada a partir de { $block }.
rules-approval = **Aprovação.** Aqui os moderadores olham isto antes de todos: { $what }.
rules-no-approval = **Aprovação.** Aqui só espera um moderador o que o filtro retém.
rules-quiet = **Horários.** Nada é desenhado aqui nestes horários: { $hours }.
rules-limits = **Quanto.** { $limits }.
rules-strikes = **Seus avisos.** { $count } de { $limit }; com { $limit } você não pode desenhar aqui por um tempo.
rules-recent = **O que foi recusado ou retido há pouco**
rules-nothing = Nada seu foi retido há pouco. Palavras recusadas não são guardadas e por isso não aparecem.
rules-picture = { $at }, uma imagem ({ $why }): { $state }
rules-prompt = { $at }, um pedido ({ $why }): { $state }
rules-state-open = espera um moderador
rules-state-appealed = seu recurso espera um moderador
rules-state-rejected = sem aprovação; você pode recorrer
rules-state-upheld = sem aprovação, depois do seu recurso
rules-state-overturned = com aprovação depois do seu recurso
rules-why-approval = aqui os moderadores olham tudo
rules-why-nudity = pode mostrar nudez
rules-why-unchecked = não foi possível verificar
rules-why-words = uma regra deste servidor
rules-can = **O que você pode fazer.** Se palavras foram recusadas, escreva de outro jeito. Se um moderador não aprovou algo, aperte **Recorrer** abaixo da resposta, uma vez: outra pessoa decide. Denuncie o que não deveria estar aqui com **Mais** e **Denunciar**. Para o resto, pergunte aos moderadores deste servidor.
