## The playground's slash commands in place of context menus

stand-in = In Discord: Rechtsklick → Apps → { $menu }
stand-in-message = Welche Nachricht; sonst die neueste mit einem Bild
stand-in-member = Welches Mitglied
stand-in-none = So eine Nachricht gibt es hier nicht.
