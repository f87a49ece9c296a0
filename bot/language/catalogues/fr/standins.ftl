## The playground's slash commands in place of context menus

stand-in = Dans Discord : clic droit → Applications → { $menu }
stand-in-message = Quel message ; sinon, le plus récent avec une image
stand-in-member = Quel membre
stand-in-none = Il n’y a pas de message de ce genre ici.
