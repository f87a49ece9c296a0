## Textos das revisões: o que espera pela moderação e o que ela decide.

held-prompt = Seu pedido espera pela moderação. Ele será desenhado assim que for aprovado.
held-picture = Sua imagem está pronta e espera pela moderação. Ela aparecerá aqui assim que for aprovada.
rejected-prompt = A moderação não aprovou este pedido. Nada foi desenhado e nada conta no limite.
rejected-picture = A moderação não aprovou esta imagem, por isso ela não é mostrada.
rejected-late-prompt = Ninguém revisou este pedido a tempo. Nada foi desenhado e nada conta no limite.
rejected-late-picture = Ninguém revisou esta imagem a tempo, por isso ela não é mostrada.
rejected-reason = Motivo: { $reason }
