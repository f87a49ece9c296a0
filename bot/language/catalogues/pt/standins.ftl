## The playground's slash commands in place of context menus

stand-in = No Discord: botão direito → Apps → { $menu }
stand-in-message = Qual mensagem; se nenhuma, a mais recente com imagem
stand-in-member = Qual membro
stand-in-none = Não existe essa mensagem aqui.
