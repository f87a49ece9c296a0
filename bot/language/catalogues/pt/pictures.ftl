# Vereditos sobre imagens.

failed-blocked = Esta imagem não é mostrada: o filtro encontrou nela algo que este servidor não permite.
refused-start-unsuitable = Não posso usar essa imagem como imagem base aqui. Tente com outra, por favor.
refused-start-unchecked = Não consegui verificar sua imagem base agora. Nada conta no seu limite; tente novamente daqui a pouco.
