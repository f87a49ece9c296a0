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
