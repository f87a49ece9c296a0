## 審査のテキスト：モデレーターを待つものと、その決定。

held-prompt = リクエストはモデレーターの確認待ちです。承認されると描き始めます。
held-picture = 画像は完成し、モデレーターの確認待ちです。承認されるとここに表示されます。
rejected-prompt = モデレーターはこのリクエストを承認しませんでした。何も描かれず、利用枠も減っていません。
rejected-picture = モデレーターはこの画像を承認しなかったため、表示されません。
rejected-late-prompt = このリクエストは期限内に確認されませんでした。何も描かれず、利用枠も減っていません。
rejected-late-picture = この画像は期限内に確認されなかったため、表示されません。
rejected-reason = 理由：{ $reason }

## カード：モデレーターが決定するもの

review-title-prompt = リクエストが承認待ちです
review-title-picture = 画像が承認待ちです
review-title-appeal-prompt = 異議申し立て：リクエストが却下されました
review-title-appeal-picture = 異議申し立て：画像が却下されました
review-title-decided-prompt = メンバーのリクエスト
review-title-decided-picture = メンバーの画像
review-author = { $member }さん、{ $channel }、{ $at }
review-record = これまで：承認{ $approved }件、却下{ $rejected }件 · 警告：{ $strikes } · BAN：{ $bans }
review-prompt = プロンプト：{ $prompt }
review-negative = 除くもの：{ $prompt }
review-why = 理由：{ $rule }
review-picture-gone = 画像はもう保存されていないか、大きすぎてここに表示できません。
review-appeal = メンバーの言葉：{ $words }
review-rejected-first = { $by }却下されました。今度は別の人が決定します。
review-by = { $moderator }により
review-by-nobody = モデレーターなしで
review-then-reject = 誰も決定しなければ、{ $at }に却下されます。
review-then-approve = 誰も決定しなければ、{ $at }に承認されます。
review-now-approved = { $moderator }が承認しました（{ $at }）。
review-now-spoiler = { $moderator }がスポイラーとして承認しました（{ $at }）。
review-now-rejected = { $moderator }が却下しました（{ $at }）。
review-now-overturned = 異議が認められました：{ $moderator }が承認しました（{ $at }）。
review-now-upheld = { $moderator }が却下を維持しました（{ $at }）。
review-late-approved = 期限内に誰も決定しなかったため、承認されました（{ $at }）。
review-late-rejected = 期限内に誰も決定しなかったため、却下されました（{ $at }）。
review-late-upheld = 期限内に誰も異議を確認しなかったため、却下のままです（{ $at }）。
review-blocked = 画像フィルターがブロックしました（{ $at }）。
review-cancelled = 決定の前にキャンセルされました。
review-erased = メンバーのデータは削除されました。
decision-reason = 理由（メンバーに表示されます）
review-reject-title = 却下
review-warn-title = 却下して警告
review-ban-title = 却下してBAN
decision-ban-duration = 期間：2h、1d、1w、forever
button-approve = 承認
button-spoiler = スポイラーとして承認
button-reject = 却下
button-rejectwarn = 警告
button-rejectban = BAN
button-opencard-number = { $number }を開く
picture-rule-approval = ここではすべて先に承認されます
picture-rule-nudity = 裸体、0から1の尺度で{ $score }
picture-rule-unchecked = 画像を確認できませんでした
refused-review-gone = これはもう決定を待っていません。
refused-review-own = あなたが却下したため、異議は別の人が決定します。
refused-review-decided = 別の人が先でした。{ $outcome }

## 異議申し立て

button-appeal = 異議を申し立てる
button-drawapproved = 描く
appeal-title = 異議を申し立てる
appeal-words = 承認されるべき理由は？
appeal-sent = ありがとうございます。別のモデレーターが確認し、ここでお知らせします。
appeal-granted = { $member }さん、異議が認められ、リクエストが承認されました。
appeal-published = { $member }さん、異議が認められました。こちらが画像です。
appeal-upheld = { $member }さん、モデレーターが異議を確認し、却下のままとなりました。
appeal-late = { $member }さん、期限内に誰も異議を確認しなかったため、却下のままです。
refused-appealed = これには異議を申し立てられないか、すでに申し立て済みです。
refused-appeal-not-yours = リクエストした本人だけができます。
