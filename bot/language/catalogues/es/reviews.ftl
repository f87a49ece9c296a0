## Textos de las revisiones: lo que espera a la moderación y lo que decide.

held-prompt = Tu petición espera a la moderación. Se dibujará en cuanto la aprueben.
held-picture = Tu imagen está lista y espera a la moderación. Aparecerá aquí en cuanto la aprueben.
rejected-prompt = La moderación no aprobó esta petición. No se dibujó nada y nada cuenta para el límite.
rejected-picture = La moderación no aprobó esta imagen, así que no se muestra.
rejected-late-prompt = Nadie revisó esta petición a tiempo. No se dibujó nada y nada cuenta para el límite.
rejected-late-picture = Nadie revisó esta imagen a tiempo, así que no se muestra.
rejected-reason = Motivo: { $reason }
