## Textos das revisões: o que espera pela moderação e o que ela decide.

held-prompt = Seu pedido espera pela moderação. Ele será desenhado assim que for aprovado.
held-picture = Sua imagem está pronta e espera pela moderação. Ela aparecerá aqui assim que for aprovada.
rejected-prompt = A moderação não aprovou este pedido. Nada foi desenhado e nada conta no limite.
rejected-picture = A moderação não aprovou esta imagem, por isso ela não é mostrada.
rejected-late-prompt = Ninguém revisou este pedido a tempo. Nada foi desenhado e nada conta no limite.
rejected-late-picture = Ninguém revisou esta imagem a tempo, por isso ela não é mostrada.
rejected-reason = Motivo: { $reason }

## Cartões: sobre o que a moderação decide

review-title-prompt = Um pedido espera por aprovação
review-title-picture = Uma imagem espera por aprovação
review-title-appeal-prompt = Recurso: este pedido foi rejeitado
review-title-appeal-picture = Recurso: esta imagem foi rejeitada
review-title-decided-prompt = Pedido de um membro
review-title-decided-picture = Imagem de um membro
review-author = De { $member } em { $channel }, { $at }
review-record = Antes: { $approved } aprovados, { $rejected } rejeitados · advertências: { $strikes } · banimentos: { $bans }
review-prompt = Prompt: { $prompt }
review-negative = Sem: { $prompt }
review-why = Por que está aqui: { $rule }
review-picture-gone = A imagem não está mais guardada ou é grande demais para ser mostrada aqui.
review-appeal = O membro escreve: { $words }
review-rejected-first = Rejeitado { $by }. Agora outra pessoa decide.
review-by = por { $moderator }
review-by-nobody = sem moderação
review-then-reject = Se ninguém decidir, é rejeitado { $at }.
review-then-approve = Se ninguém decidir, é aprovado { $at }.
review-now-approved = Aprovado por { $moderator }, { $at }.
review-now-spoiler = Aprovado como spoiler por { $moderator }, { $at }.
review-now-rejected = Rejeitado por { $moderator }, { $at }.
review-now-overturned = O recurso foi aceito: aprovado por { $moderator }, { $at }.
review-now-upheld = A rejeição fica, segundo { $moderator }, { $at }.
review-late-approved = Aprovado { $at }, porque ninguém decidiu a tempo.
review-late-rejected = Rejeitado { $at }, porque ninguém decidiu a tempo.
review-late-upheld = A rejeição fica: ninguém decidiu sobre o recurso a tempo, { $at }.
review-blocked = Bloqueado pelo filtro de imagens, { $at }.
review-cancelled = Cancelado antes que alguém decidisse.
review-erased = Os dados do membro foram excluídos.
decision-reason = Motivo, que o membro lê
review-reject-title = Rejeitar
review-warn-title = Rejeitar e advertir
review-ban-title = Rejeitar e banir
decision-ban-duration = Por quanto tempo: 2h, 1d, 1w, forever
button-approve = Aprovar
button-spoiler = Aprovar como spoiler
button-reject = Rejeitar
button-rejectwarn = Advertir
button-rejectban = Banir
button-opencard-number = Abrir { $number }
picture-rule-approval = aqui tudo é aprovado antes
picture-rule-nudity = nudez, { $score } em uma escala de 0 a 1
picture-rule-unchecked = a imagem não pôde ser verificada
refused-review-gone = Isto não espera mais por uma decisão.
refused-review-own = Você rejeitou isto, então outra pessoa decide sobre o recurso.
refused-review-decided = Alguém foi mais rápido. { $outcome }

## Recursos

button-appeal = Recorrer
button-drawapproved = Desenhar
appeal-title = Recorrer
appeal-words = Por que deveria ser aprovado?
appeal-sent = Obrigado. Outra pessoa da moderação vai olhar, e eu aviso você aqui.
appeal-granted = { $member }, seu recurso foi aceito: seu pedido está aprovado.
appeal-published = { $member }, seu recurso foi aceito. Aqui está sua imagem.
appeal-upheld = { $member }, a moderação olhou seu recurso, e a rejeição fica.
appeal-late = { $member }, ninguém decidiu sobre seu recurso a tempo, então a rejeição fica.
refused-appealed = Não há recurso contra isto, ou você já recorreu.
refused-appeal-not-yours = Só o membro que fez o pedido pode fazer isso.
