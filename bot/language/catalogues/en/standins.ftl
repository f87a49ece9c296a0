## The playground's slash commands in place of context menus

stand-in = In Discord: right click → Apps → { $menu }
stand-in-message = Which message; if left out, the newest one with a picture
stand-in-member = Which member
stand-in-none = There's no such message here.
