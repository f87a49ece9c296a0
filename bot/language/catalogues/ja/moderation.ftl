## Bans, and the log of what moderators did

moderation-description = ここで画像を生成できる人を管理します
moderation-ban = メンバーがここで画像を生成できないようにします
moderation-ban-member = 対象のメンバー
moderation-ban-reason = 理由（本人に表示され、ログに残ります）
moderation-ban-duration = 期間（例：2h、3d、1w、forever）
moderation-unban = BANされたメンバーがまた画像を生成できるようにします
moderation-unban-member = 対象のメンバー
moderation-unban-reason = 理由（ログに残ります）
moderation-hide = メンバーの画像をすべて非表示にします
moderation-hide-member = 対象のメンバー
moderation-unhide = 非表示にしたメンバーの画像をまた表示します
moderation-bans = ここで画像を生成できないメンバーを表示します
moderation-log = モデレーターが誰に何をしたか、その理由を表示します
moderation-log-member = このメンバーに関するものだけ

# `end` is a time, or "never".
refused-banned = { $end ->
    [never] モデレーターにより、ここでの画像生成が無期限で禁止されています。理由：{ $reason }
   *[other] モデレーターにより、ここでの画像生成が禁止されています（{ $end }に解除）。理由：{ $reason }
}
refused-no-moderator = これはモデレーター専用です。「メンバーをタイムアウト」の権限が必要です。
refused-ban-self = 自分自身をBANすることはできません。
refused-ban-bot = 私の画像生成を禁止することはできません。
refused-ban-owner = { $member }さんはこのサーバーの所有者なので、BANできません。
refused-ban-role = { $member }さんのロールはあなたの最上位のロールと同じかそれより上なので、BANできません。
refused-unban-self = 自分のBANを自分で解除することはできません。ほかのモデレーターに頼んでください。
refused-owner-unknown = サーバーの所有者をDiscordに確認できなかったため、誰もBANしませんでした。1分ほどしてからもう一度お試しください。
refused-not-banned = { $member }さんはここではBANされていません。
refused-nothing-shown = ここには、非表示にできる{ $member }さんの画像はありません。
refused-nothing-hidden = ここには{ $member }さんの非表示の画像はありません。
refused-unhide-self = 自分の画像をまた表示することはできません。ほかのモデレーターに頼んでください。

moderation-banned = { $end ->
    [never] { $member }さんは、ここで画像を生成できなくなりました。期限はありません。
   *[other] { $member }さんは、ここで画像を生成できなくなりました。{ $end }に解除されます。
}
moderation-banned-called-off = { $count ->
    [0] { $banned }
   *[other] { $banned }未完了のリクエスト{ $count }件をキャンセルしました。
}
moderation-unbanned = { $member }さんは、ここでまた画像を生成できます。
moderation-hidden = { $member }さんの画像{ $count }枚を非表示にしました。もとにして新しい画像を作ることもできません。チャンネルのメッセージは残るので、必要なら削除してください。
moderation-shown = { $member }さんの画像{ $count }枚をまた表示します。
moderation-bans-title = **ここで画像を生成できないメンバー：**
moderation-bans-none = BANされている人はいません。
moderation-ban-line = { $end ->
    [never] { $member }さん、無期限：{ $reason }
   *[other] { $member }さん、{ $end }に解除：{ $reason }
}
moderation-log-title = **モデレーターの操作（新しい順）：**
moderation-log-none = ログは空です。
log-ban = { $at }：{ $moderator }が{ $member }をBANしました：{ $reason }
log-unban = { $at }：{ $moderator }が{ $member }のBANを解除しました：{ $reason }
log-cancel = { $at }：{ $moderator }が{ $member }のリクエストをキャンセルしました：{ $reason }
log-delete = { $at }：{ $moderator }が{ $member }の画像を削除しました：{ $reason }
log-hide = { $at }：{ $moderator }が{ $member }の画像を非表示にしました：{ $reason }
log-unhide = { $at }：{ $moderator }が{ $member }の画像をまた表示しました：{ $reason }
log-other = { $at }：{ $moderator }が{ $member }に{ $action }を行いました：{ $reason }
page-earlier = 前へ
page-later = 次へ
refused-duration = { $value }を期間として読み取れませんでした。`90分`、`3時間`、`2日`、`1週間`、`無期限`のように入力してください。最長は10年です。
# What moderators may write, with commas between the words.
duration-minutes = 分, 分間
duration-hours = 時間
duration-days = 日, 日間
duration-weeks = 週, 週間
duration-forever = 無期限, 永久, 永久に, ずっと
duration-offered = { $length ->
    [hour] 1時間
    [day] 1日
    [week] 1週間
   *[forever] 無期限
}

## Warnings

moderation-warn = メンバーに警告します
moderation-strikes = メンバーの有効な警告を表示します
# `reasons` is one quotation, or several with commas between them.
warned = { $count ->
   *[other] モデレーターから警告が{ $count }件あります。理由：{ $reasons }
} { $days }日以内に警告が{ $limit }件になると、しばらくここで画像を生成できません。今の操作は行っていないので、もう一度お試しください。
warned-directly = { $server }のモデレーターから、私の使い方について警告があります。理由：{ $reason }
moderation-warned = { $member }さんに警告しました。警告は{ $limit }件中{ $count }件目です。
moderation-warned-banned = { $end ->
    [never] { $warned }{ $member }さんは、ここで画像を生成できなくなりました。期限はありません。
   *[other] { $warned }{ $member }さんは、ここで画像を生成できなくなりました。{ $end }に解除されます。
}
moderation-warned-later = { $warned }ダイレクトメッセージが届かないので、次に私を使うときに表示します。
refused-target-self = 自分自身にはできません。
refused-target-bot = 私にはできません。
refused-target-owner = { $member }さんはこのサーバーの所有者なので、できません。
refused-target-role = { $member }さんのロールはあなたの最上位のロールと同じかそれより上なので、できません。
refused-strike-gone = この警告はもう有効ではありません。
refused-strike-self = 自分の警告を自分で取り除くことはできません。ほかのモデレーターに頼んでください。
strikes-none = { $member }さんに有効な警告はありません。
strikes-title = **{ $member }さん：警告{ $limit }件中{ $count }件**
strike-warning = { $number }. { $at }、{ $end }まで有効：{ $reason }
strike-picture = { $number }. { $at }、却下された画像、{ $end }まで有効：{ $reason }
button-unstrike-number = { $number }を取り除く

## Pauses

moderation-pause = 画像の生成を一時停止します（ここ全体、または1つのチャンネル）
moderation-pause-reason = 理由（メンバーに表示され、ログに残ります）
moderation-pause-channel = このチャンネルだけ
moderation-pause-duration = 期間（例：30分、2時間）。省略すると再開するまで
moderation-resume = 一時停止を終えます
moderation-resume-channel = サーバー全体ではなく、このチャンネルの一時停止
refused-paused = { $end ->
    [never] ここでの画像の生成は一時停止中です。理由：{ $reason }
   *[other] ここでの画像の生成は一時停止中です（{ $end }に再開）。理由：{ $reason }
}
refused-many-pauses = 同時に一時停止できるチャンネルは{ $most }個までです。
refused-not-paused = そのような一時停止はありません。
moderation-paused = { $where ->
    [channel] { $channel }での画像の生成を一時停止しました。
   *[server] サーバー全体での画像の生成を一時停止しました。
}{ $end ->
    [never] `/moderation resume`で再開できます。
   *[other] { $end }に再開します。
}
moderation-resumed = { $others ->
    [none] 画像の生成を再開しました。
   *[other] 画像の生成を再開しました。まだ一時停止中：{ $others }
}

## Limits of single members

moderation-limit = メンバーが生成できる枚数を決めます
moderation-limit-limit = 例：5/day。noneで利用枠をなくします
moderation-limit-duration = 期間（例：3日、1週間）。省略すると無期限
moderation-limits = メンバー個別の利用枠を表示します
moderation-limits-title = **個別の利用枠があるメンバー：**
moderation-limits-none = 個別の利用枠があるメンバーはいません。
moderation-limit-line = { $end ->
    [never] { $member }さん：{ $limit }、無期限
   *[other] { $member }さん：{ $limit }、{ $end }に解除
}
moderation-limited = { $member }さんの利用枠を決めました：{ $limit }
moderation-unlimited = { $member }さんの個別の利用枠をなくしました。
refused-not-limited = { $member }さんに個別の利用枠はありません。

## Deleting many pictures, and what is kept of deleted ones

moderation-purge = このチャンネルの私の画像を削除します（メンバーまたは直近の分数で指定）
moderation-purge-minutes = 直近の分数の画像だけ
refused-purge = メッセージを削除するには、このチャンネルで「メッセージの管理」の権限も必要です。
refused-purge-all = メンバーか分数、またはその両方を指定してください。
refused-purge-none = このチャンネルにそのような画像はありません。
moderation-purged = 画像のあるメッセージを{ $deleted }件削除しました。モデレーターは7日間、`/moderation kept`で画像を確認できます。
moderation-purged-more = { $purged }まだ残っています。もう一度コマンドを使うと続けます。
moderation-purged-but = { $purged }メッセージ{ $count }件は削除できませんでした。画像は非表示です。もう一度お試しください。
moderation-kept = 削除または非表示にした画像を表示します（7日間）
moderation-kept-title = **過去7日間に削除または非表示にした画像（新しい順）：**
moderation-kept-none = 保存されている削除済みや非表示の画像はありません。
moderation-kept-line = { $why ->
    [deleted] { $at }：{ $member }さん、削除：{ $prompt }
    [rejected] { $at }：{ $member }さん、却下：{ $prompt }
    [blocked] { $at }：{ $member }さん、フィルターがブロック：{ $prompt }
   *[hidden] { $at }：{ $member }さん、非表示：{ $prompt }
}
moderation-evidence = { $member }さん：{ $prompt }
button-evidence-number = 画像{ $number }
refused-not-kept = この画像はもう保存されていません。

## More of the log

moderation-export = ログをCSVファイルで渡します
moderation-exported = ログ{ $count }件です（新しい順）。
log-warn = { $at }：{ $moderator }が{ $member }に警告しました：{ $reason }
log-strike = { $at }：{ $moderator }が{ $member }の画像を却下しました：{ $reason }
log-unstrike = { $at }：{ $moderator }が{ $member }の警告を取り除きました：{ $reason }
log-autoban = { $at }：警告が多いため{ $member }を自動でBANしました：{ $reason }
log-pause = { $at }：{ $moderator }が画像の生成を一時停止しました：{ $reason }
log-resume = { $at }：{ $moderator }が一時停止を終えました：{ $reason }
log-purge = { $at }：{ $moderator }が{ $channel }の画像を削除しました（{ $after }）：{ $reason }
log-limit = { $at }：{ $moderator }が{ $member }の利用枠を{ $before }から{ $after }に変えました：{ $reason }
log-settings = { $at }：{ $moderator }が設定を{ $before }から{ $after }に変えました
log-linked = { $line } · [メッセージ](<{ $link }>)
moderation-test = プロンプトがどう判定されるか試す。何も描かない
moderation-test-text = プロンプト
moderation-tested =
    { $ruling ->
        [refuse] このプロンプトは、ここでは**お断り**します。
        [hold] このプロンプトは、ここでは承認されるまで**保留**します。
       *[allow] このプロンプトは、ここで**使えます**。
    }
    ルール: { $rule }
    読み取った内容: { $understood }
word-rule-none = なし
word-rule-minors = 未成年者に関わる性的な内容
word-rule-operator = ボットの運営者が禁止した言葉
word-rule-violence = 暴力と流血
word-rule-hate = 憎悪
word-rule-self-harm = 自傷
word-rule-adult = 成人向けの内容
word-rule-people = 実在の人物
word-rule-server = このサーバーのルール { $id }

## /moderation release

moderation-release = 決定を待つものを表示します
moderation-held-title = **決定を待つもの（古い順）：**
moderation-held-none = 決定を待つものはありません。
moderation-held-line = { $stage ->
    [prompt] { $number }. { $member }さんのリクエスト、{ $channel }、期限{ $end }
   *[picture] { $number }. { $member }さんの画像、{ $channel }、期限{ $end }
}
moderation-held-unposted = { $line } · どのチャンネルにも表示されていません
log-approve = { $at }：{ $moderator }が{ $member }のものを承認しました
log-spoiler = { $at }：{ $moderator }が{ $member }のものをスポイラーとして承認しました
log-reject = { $at }：{ $moderator }が{ $member }のものを却下しました：{ $reason }
log-overturn = { $at }：{ $moderator }が{ $member }の異議を認めました
log-uphold = { $at }：{ $moderator }が{ $member }の異議を却下しました：{ $reason }
