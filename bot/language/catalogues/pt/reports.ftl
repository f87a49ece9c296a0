## Denúncias de imagens e seus cartões para moderadores

button-report = Denunciar
menu-report = Denunciar imagem
report-form = Denunciar esta imagem
report-reason = O que há de errado com ela?
report-sent = Obrigado. Os moderadores vão olhar.
report-noted = Obrigado. Guardei sua denúncia: os moderadores a encontram com `/moderation reports`.
refused-report-own = Esta imagem é sua; você pode excluí-la com **Excluir**.
refused-reported = Você já denunciou esta imagem. Obrigado.
refused-many-reports = Você denunciou muitas imagens hoje. Fale direto com um moderador.
refused-report-gone = Não há mais denúncias desta imagem.
refused-report-judge = Esta imagem é sua; outro moderador decide.
refused-report-decided = Isto já foi decidido: { $outcome }
button-reportkeep = Manter
button-reportremove = Remover
button-reportban = Banir
report-ban-title = Remover a imagem e banir o autor
report-title = Uma imagem denunciada
report-author = De { $member } em { $channel }
report-count = { $count ->
    [one] **Um membro a denunciou:**
   *[other] **{ $count } membros a denunciaram:**
}
report-line = - { $member }, { $at }: { $reason }
report-hidden = Ela está oculta até você decidir.
report-file-gone = O arquivo da imagem não é mais guardado.
report-gone = Esta denúncia está encerrada: dados sobre ela foram excluídos.
report-now-kept = Mantida por { $moderator }, { $at }.
report-now-removed = Removida por { $moderator }, { $at }.
report-message-stays = Não posso excluir a mensagem aqui, então troquei a imagem por um texto.
report-shown-hidden = Vários membros denunciaram esta imagem. Ela fica oculta até um moderador olhar.
report-shown-removed = Um moderador removeu esta imagem.
report-shown-kept = Um moderador olhou esta imagem de { $member }: ela fica.
moderation-reports = Mostra as imagens denunciadas que esperam uma decisão
moderation-reported-title = **Estas imagens foram denunciadas, primeiro as que esperam há mais tempo:**
moderation-reported-none = Nenhuma denúncia espera.
moderation-reported-line = { $count ->
    [one] { $number }. De { $member } em { $channel }: uma denúncia
   *[other] { $number }. De { $member } em { $channel }: { $count } denúncias
}
button-openreport-number = Decidir { $number }
log-keep = { $at }: { $moderator } manteve uma imagem denunciada de { $member }: { $reason }
log-autohide = { $at }: uma imagem de { $member } está oculta após várias denúncias: { $reason }

## O canal do registro

server-log = Repetir o registro de moderação em um canal
server-log-set = Escolhe o canal em que repito o registro de moderação
server-log-channel = Um canal que só moderadores veem
server-log-off = Não repetir mais o registro de moderação em um canal
server-log-now = De agora em diante repito em { $channel } o que moderadores e donos fazem.
server-log-none = Não repito mais o registro em um canal. `/moderation log` ainda o mostra.
refused-log-closed = Não posso escrever em { $channel }: lá preciso de “Ver canal” e “Enviar mensagens”.
