## The playground's slash commands in place of context menus

stand-in = En Discord: clic derecho → Aplicaciones → { $menu }
stand-in-message = Qué mensaje; si no, el más reciente con una imagen
stand-in-member = Qué miembro
stand-in-none = Aquí no hay ningún mensaje así.
