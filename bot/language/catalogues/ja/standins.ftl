## The playground's slash commands in place of context menus

stand-in = Discordでは：右クリック → アプリ → { $menu }
stand-in-message = 対象のメッセージ（省略すると画像のある最新のもの）
stand-in-member = 対象のメンバー
stand-in-none = そのメッセージはここにはありません。
