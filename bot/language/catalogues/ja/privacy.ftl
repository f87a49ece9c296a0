## /privacy: what is kept about a member

privacy-description = 私が保存しているあなたの情報を確認、ダウンロード、削除できます
privacy-show = 保存しているあなたの情報と保存期間を表示します
privacy-export = 保存しているあなたの情報をすべてファイルで受け取ります
privacy-delete = 保存しているあなたの情報を、すべてのサーバーの分まで削除します

privacy-title = すべてのサーバーを合わせて、私が保存しているあなたの情報：
privacy-requests = • 名前とプロンプトの入ったリクエスト{ $count }件。それぞれ回答の{ $days }日後に削除されます。
privacy-spent = • 利用枠の計算のため、サーバー、日時、枚数だけを残しているリクエスト{ $count }件。それぞれ{ $days }日後に削除されます。
privacy-pictures = • プロンプト、タグ、パラメーターの付いた画像{ $count }枚。ボタンが使えるように、あなたが削除するまで保存します。画像ファイルの保存は最長{ $days }日です。
privacy-favourites = • お気に入り{ $count }件。
privacy-choices = { $count ->
    [0] • 自分の設定：まだ何も変えていません。
   *[other] • 自分の設定。`/settings show`で確認できます。
}
privacy-moderation = • BANと、モデレーターがあなたに行った操作の記録{ $count }件。
privacy-elsewhere = チャンネルのメッセージはDiscordが保存しています。`/privacy export`でこれらすべてをファイルで受け取れ、`/privacy delete`で削除できます。

privacy-exported = 私が保存しているあなたの情報すべてです（画像{ $count }枚）。{ $left ->
    [0] {""}
   *[other] { $left }枚は含まれていません。理由はファイルに書いてあります。
}
export-no-room = { $file }：容量が足りず、入りませんでした。
export-gone = { $file }：ファイルはもう残っていません。
export-unpublished = { $file }：承認されていません。
refused-export-size = 保存しているあなたの情報は大きすぎて、ここには送信できません。ボットの運営者に依頼してください。

privacy-ask = 私が保存しているあなたの情報を、すべてのサーバーの分まで削除します。待機中や生成中のリクエスト、画像、お気に入り、タグ、設定が対象で、元に戻すことはできません。ただし、いつ、どのサーバーで何枚生成したかだけは、文章を含めずに{ $days }日間残します。削除しても利用枠は元に戻りません。投稿済みのメッセージは、Discordで削除するまで残ります。一覧は`/privacy export`で確認できます。
privacy-ask-links = 最近のメッセージ：
button-forget = すべて削除…
privacy-form = 自分の情報をすべて削除
privacy-form-word = すべて削除するには「{ $word }」と入力
privacy-word = 削除
privacy-deleted = 私が保存していたあなたの情報をすべて削除しました（{ $count ->
    [0] 画像はありませんでした
   *[other] うち画像{ $count }枚
}）。
privacy-bans-stay = 期限が来ていないBAN、警告、利用枠{ $count }件は、期限が来るまであなたのIDとともに保存されます。
answer-forgotten = キャンセルされました。リクエストしたメンバーが自分の情報をすべて削除したためです。
refused-not-your-data = このボタンはほかの人のデータのためのものです。自分のデータには`/privacy delete`を使ってください。
refused-word-differs = 何も削除していません。「{ $word }」と入力されませんでした。
