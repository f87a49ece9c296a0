## /queue, /cancel and the button that cancels a request

queue-description = 自分のリクエストの進み具合とキューの長さを表示します
queue-yours = { $count ->
    [0] ここで進行中のリクエストはありません。
   *[other] 進行中のリクエスト（{ $count }件）：
}
queue-more = … ほか{ $count }件のリクエスト。
queue-drawn = 生成中です。
queue-held = モデレーターの確認待ち
queue-preparing = 画像を開いています。
queue-far = 前に{ $count }件を超えるリクエストがあります。
queue-line = { $count ->
    [0] 待っている人はいません。リクエストはすぐに生成されます。
   *[other] 全サーバーで{ $count }件のリクエストが待機中または生成中です。
}
queue-line-eta = 全サーバーで{ $count }件のリクエストが待機中または生成中です（最後のものは完成まで{ $wait }）。
queue-server = { $count ->
    [0] このサーバーで進行中のリクエストはありません。
   *[other] このサーバーで進行中のリクエスト（{ $count }件）：
}
queue-member = { $member }：{ $count }件
queue-more-members = … ほか{ $count }人のメンバー。
cancel-description = 未完成のリクエストをキャンセルします。まだ描いていない分の利用枠は戻ります
cancel-request = キャンセルするリクエスト（プロンプトを入力して検索できます）
cancel-all = 自分のリクエストすべて
cancelled = { $count }件のリクエストをキャンセルし、利用枠を戻しました。
cancelled-by = { $member }さんがキャンセルしました。利用枠は減っていません。
cancelled-charged = { $kept ->
    [0] キャンセルしましたが、ほとんど描き終わっていたため、利用枠は戻りません。
   *[other] キャンセルしました。{ $units }枚のうち{ $kept }枚分の利用枠を戻しました。すでに描いた{ $spent }枚分は戻りません。
}
cancelled-by-charged = { $member }さんがキャンセルしました。すでに描いた{ $units }枚中{ $spent }枚分は利用枠から引かれます。
refused-request-ended = このリクエストはすでに終わっているか、別のサーバーのものです。
refused-not-yours = このリクエストをキャンセルできるのは、{ $author }さんか、このサーバーのモデレーターだけです。
refused-nothing-open = ここで進行中のリクエストはありません。
