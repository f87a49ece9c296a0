## A picture, its details and its tags

button-erase = 完全に削除
button-tags = タグ
button-more = その他
more-title = { $count ->
   *[other] この画像（{ $count }枚）のその他の操作：
}
button-first = 最初のページ
button-previous = 前のページ
button-next = 次のページ
favourite-added = お気に入りに追加しました。現在{ $count }人のお気に入りです。
favourite-removed = お気に入りから外しました。{ $count ->
    [0] お気に入りにしている人はもういません。
   *[other] 現在{ $count }人のお気に入りです。
}
details-title = この画像の詳細
details-title-of = { $count }枚中{ $number }枚目の画像の詳細
details-foreign = この画像に書き込まれている情報：
details-negative = 除外
details-size = サイズ
details-steps = ステップ数
details-guidance = ガイダンス
details-guidance-range = ガイダンスの範囲
details-range = { $low }–{ $high }
details-seed = シード
details-sampler = サンプラー
details-spacing = スケジューラー
details-strength = 描き直しの強さ
details-zoom = ズーム
details-upscale = アップスケール
details-variation = バリエーション
details-towards = { $share } → { $seed }
details-frames = フレーム数
details-lora = LoRA
details-model = モデル
details-took = 所要時間
details-stages = { $total }秒：待ち { $queue }秒 · エンコード { $encode }秒 · ノイズ除去 { $denoise }秒（{ $speed }ステップ/秒） · デコード { $decode }秒 · { $precision }、{ $engine }
details-seconds = { $seconds }秒
details-author = リクエストした人
details-date = 生成日時
details-children = ここから作られた画像
details-favourites = お気に入りの人数
details-members = { $count }人
details-tags = タグ
details-parents = もとになった画像
details-parent = { $author }さんの画像 { $link }
details-parent-deleted = 削除された画像
tags-title = この画像のタグ
tags-label = { $most }個まで、コンマで区切ってください
tags-kept = この画像のタグ：{ $tags }
tags-removed = この画像のタグをすべて外しました。
refused-tagging = タグを付けられるのは、この画像をリクエストした人とモデレーターだけです。
refused-tags = 1枚の画像に付けられるタグは{ $most }個までです（入力：{ $count }個）。
refused-tag = タグに使えるのは文字、数字、スペース、ハイフンで、{ $most }文字までです。先頭は文字か数字にしてください（入力：{ $tag }）。
refused-tag-words = ここでは使えない言葉を含むタグがあるため、どのタグも保存しませんでした。
refused-too-large = この画像は、縮小してもここに送信できる{ $most } MBに収まりません。
refused-not-taken = Discordが回答を受け付けませんでした。1分ほどしてからもう一度お試しください。
refused-no-picture = このメッセージには画像がありません。
# In the menus of Discord, at most 32 characters.
menu-details = 画像の詳細
menu-start = 元画像として使う
menu-gallery = このメンバーのギャラリー

## Deleting

delete-ask = { $count ->
    [1] この画像とメッセージを完全に削除しますか？モデレーターは7日間確認できます。ほかの人がこの画像から作ったものは残ります。
   *[other] このメッセージと画像{ $count }枚を完全に削除しますか？モデレーターは7日間確認できます。ほかの人がこれらの画像から作ったものは残ります。
}
deleted = 画像{ $count }枚を削除しました。
deleted-but-message = ここから画像{ $count }枚を削除しましたが、メッセージを削除する権限がもうありません。Discordで削除してください。
refused-deleting = 削除できるのは、この画像をリクエストした人とモデレーターだけです。
refused-not-deleted = Discordでメッセージを削除できなかったため、何も削除していません。1分ほどしてからもう一度お試しください。

## Pages

history-description = このサーバーでのあなたの画像を表示します
history-title = このサーバーでのあなたの画像（{ $page }ページ）
gallery-description = このサーバーの画像を表示します
gallery-member = このメンバーがリクエストした画像だけ
gallery-tag = このタグの付いた画像だけ
gallery-favourites = 自分のお気に入りだけ
gallery-search = プロンプトにこの言葉を含む画像だけ
gallery-title = このサーバーの画像（{ $page }ページ）
gallery-of-favourites = あなたのお気に入り
gallery-of-member = { $member }さんのリクエスト
gallery-of-tag = タグ{ $tag }
gallery-of-words = 検索語{ $words }
gallery-empty = ここに表示できる画像はありません。
gallery-line = { $number }. { $prompt }（{ $author }さん）
alt-sheet = AI生成画像{ $count }枚の一覧：{ $pictures }

## Numbers

stats-description = ここで誰が何枚の画像をどう生成したかを表示します
stats-server = **このサーバー**
stats-own = **このサーバーでのあなた**
stats-none = 画像はまだありません。
stats-pictures = 全部で{ $ever }枚（過去7日間で{ $week }枚、過去24時間で{ $day }枚）
stats-median = 半数は1枚{ $seconds }秒以内に完成しています。
stats-samplers = よく使われるサンプラー：{ $samplers }
stats-sizes = よく使われるサイズ：{ $sizes }
stats-members = メンバー{ $count }人。枚数が多い人：{ $members }
