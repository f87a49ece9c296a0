## 画像の通報と、モデレーター向けのカード

button-report = 通報
menu-report = 画像を通報
report-form = この画像を通報
report-reason = 何が問題ですか？
report-sent = ありがとうございます。モデレーターが確認します。
report-noted = ありがとうございます。通報を保存しました。モデレーターは `/moderation reports` で確認できます。
refused-report-own = これはあなたの画像です。**削除** で削除できます。
refused-reported = この画像はすでに通報済みです。ありがとうございます。
refused-many-reports = 今日はたくさん通報しています。モデレーターに直接伝えてください。
refused-report-gone = この画像の通報はもうありません。
refused-report-judge = これはあなたの画像です。別のモデレーターが決めます。
refused-report-decided = すでに決まっています: { $outcome }
button-reportkeep = 残す
button-reportremove = 取り除く
button-reportban = BAN
report-ban-title = 画像を取り除いて作者を BAN
report-title = 通報された画像
report-author = { $member } が { $channel } で作成
report-count = { $count ->
   *[other] **{ $count } 人が通報しました:**
}
report-line = - { $member }、{ $at }: { $reason }
report-hidden = あなたが決めるまで非表示です。
report-file-gone = 画像のファイルはもう保存されていません。
report-gone = この通報は終了しました。関連するデータが削除されています。
report-now-kept = { $moderator } が残しました（{ $at }）。
report-now-removed = { $moderator } が取り除きました（{ $at }）。
report-message-stays = ここではメッセージを削除できないため、画像を文章に置き換えました。
report-shown-hidden = 複数のメンバーがこの画像を通報しました。モデレーターが確認するまで非表示です。
report-shown-removed = モデレーターがこの画像を取り除きました。
report-shown-kept = { $member } のこの画像はモデレーターが確認し、残すことにしました。
moderation-reports = 決定を待っている通報された画像を表示
moderation-reported-title = **通報された画像（古い順）:**
moderation-reported-none = 待っている通報はありません。
moderation-reported-line = { $count ->
   *[other] { $number }. { $member }、{ $channel }: 通報 { $count } 件
}
button-openreport-number = { $number } を決める
log-keep = { $at }: { $moderator } が { $member } の通報された画像を残しました: { $reason }
log-autohide = { $at }: 複数の通報により { $member } の画像が非表示になりました: { $reason }

## ログのチャンネル

server-log = モデレーションログをチャンネルにも表示
server-log-set = モデレーションログを表示するチャンネルを選ぶ
server-log-channel = モデレーターだけに見えるチャンネル
server-log-off = モデレーションログをチャンネルに表示しない
server-log-now = 今後、モデレーターとオーナーの操作を { $channel } にも表示します。
server-log-none = ログをチャンネルに表示しなくなりました。`/moderation log` では引き続き見られます。
refused-log-closed = { $channel } に書き込めません。「チャンネルを見る」と「メッセージを送信」の権限が必要です。
