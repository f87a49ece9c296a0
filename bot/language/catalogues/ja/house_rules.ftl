## /rules

rules-command = ここで何が止められるか、保留の理由、できることを表示
rules-title = ここのルール
rules-words = **言葉。** 書いた内容は、描く前に確認されます。
rules-category = - { $category }: { $ruling }
rules-own = { $count ->
   *[other] - このサーバー独自のルールが { $count } 件あります。
}
rules-pictures = **画像。** プログラムがすべての画像のヌードを 0 から 1 の値で調べます。ここでは { $spoiler } 以上はクリックするまで隠れ、{ $hold } 以上はモデレーターを待ち、{ $block } 以上は表示されません。
rules-approval = **承認。** ここではモデレーターが先に確認します: { $what }。
rules-no-approval = **承認。** ここではフィルターが保留したものだけがモデレーターを待ちます。
rules-quiet = **時間。** 次の時間帯は何も描きません: { $hours }。
rules-limits = **枚数。** { $limits }。
rules-strikes = **あなたへの警告。** { $limit } 回中 { $count } 回。{ $limit } 回になると、しばらくここで描けません。
rules-recent = **最近断られたもの、保留されたもの**
rules-nothing = 最近保留されたものはありません。断られた言葉は保存されないため、ここには出ません。
rules-picture = { $at }、画像（{ $why }）: { $state }
rules-prompt = { $at }、リクエスト（{ $why }）: { $state }
rules-state-open = モデレーターを待っています
rules-state-appealed = 異議申し立てがモデレーターを待っています
rules-state-rejected = 承認されませんでした。異議を申し立てられます
rules-state-upheld = 異議申し立ての後も承認されませんでした
rules-state-overturned = 異議申し立ての後に承認されました
rules-why-approval = ここではモデレーターがすべて確認します
rules-why-nudity = ヌードかもしれません
rules-why-unchecked = 確認できませんでした
rules-why-words = このサーバーのルール
rules-can = **できること。** 言葉が断られたら、別の書き方をしてください。モデレーターが承認しなかったときは、返信の下の **異議を申し立てる** を一度だけ押せます。別の人が決めます。ここにふさわしくないものは **その他** から **通報** してください。ほかのことは、このサーバーのモデレーターに聞いてください。
