# What members read. A text's name says where it stands; Japanese has one plural form.

## Lengths of time

about-seconds = 約{ $count }秒
about-minutes = 約{ $count }分
about-hours = 約{ $count }時間
# As in "1時間に10枚まで".
period-days = { $count }日
period-hours = { $count }時間
period-minutes = { $count }分
period-seconds = { $count }秒

## Why a request is not taken

refused-no-model = モデル{ $model }を読み込めなかったため、現在は画像を生成できません。原因はボットの運営者がログで確認できます。
refused-no-storage = リクエストを保存できなかったため、利用枠は減っていません。1分ほどしてからもう一度お試しください。
refused-closing = ボットを再起動しています。1分ほどしてからもう一度お試しください。
refused-no-rules = 禁止ワードの一覧を読み込めないため、現在は画像を生成できません。ボットの運営者による修正が必要です。
refused-minors = 未成年者に関わる性的な内容は、常にお断りしています。
refused-channel = 画像を生成できるのは{ $channels }だけです。
refused-role = 画像を生成できるのは、次のいずれかのロールを持つメンバーだけです：{ $roles }
refused-adult = ヌードや性的な内容は描けません。別のものでお試しください。
refused-word = プロンプトに、描けない内容が含まれています。別の言葉でお試しください。
refused-negative-word = ネガティブプロンプトに、ここでは使えない内容が含まれています。別の言葉でお試しください。
refused-violence = 流血や残虐な内容は描けません。別のものでお試しください。
refused-hate = 憎悪や差別を表す内容は描けません。別のものでお試しください。
refused-self-harm = 自分を傷つける内容は描けません。つらいときは、信頼できる人に話してみてください。findahelpline.com で、お住まいの国の相談先が見つかります。
refused-people = ここでは実在の人物は描けません。架空の人物でお試しください。
refused-server-words = プロンプトに、このサーバーでは使えない内容が含まれています。別の言葉でお試しください。
refused-unjudged = 入力された言葉をまだ確認しています。少ししてからもう一度お試しください。
refused-insisting = プロンプトが続けて何度かお断りになりました。{ $wait }待ってから、別の言葉でお試しください。
refused-user-open = すでに{ $count }件のリクエストを処理しています。終わってからもう一度お試しください。
refused-user-waiting = 一人が同時にキューに入れられるのは{ $count }枚までです。今の空きは{ $left }枚で、このリクエストは{ $units }枚分になります。いくつか終わってからもう一度お試しください。
refused-server-open = このサーバーではすでに{ $count }件のリクエストを処理しています。数分後にもう一度お試しください。
refused-line-full = キューがいっぱいです。入れられるのは{ $count }枚までです。数分後にもう一度お試しください。
refused-line-short = このリクエストは{ $units }枚分になりますが、キューに入れられるのは{ $count }枚までです。一度にリクエストする量を減らしてください。
allowance-user = あなたの利用枠は{ $period }に{ $count }枚です
allowance-server = このサーバーの利用枠は{ $period }に{ $count }枚です
refused-too-many = { $allowance }。このリクエストは{ $units }枚分になります。一度にリクエストする量を減らしてください。
refused-few-left = { $allowance }。残りは{ $left }枚で、このリクエストは{ $units }枚分になります。枚数を減らすか、{ $wait }後にもう一度お試しください。
refused-none-left = { $allowance }。今は使い切っています。{ $wait }後にもう一度お試しください。
refused-permission = ここでは画像を生成できません。このチャンネルで次の権限が必要です：{ $permissions }
refused-file-size = このファイルは{ $megabytes } MBです。上限は{ $most } MBです。
refused-file-pixels = この画像は{ $size }ピクセルです。上限は{ $most }メガピクセルです。
refused-file-unread = Discordからファイルをダウンロードできませんでした。もう一度添付してください。
refused-file-busy = 前に送られた画像をまだ開いています。終わってからもう一度お試しください。
refused-file-wait = ただいま多くの画像が送られているため、受け付けませんでした。利用枠は減っていません。少ししてからもう一度お試しください。
refused-file-late = 画像の取得に時間がかかりすぎました。利用枠は減っていません。もう一度お試しください。
permission-view-channel = チャンネルを見る
permission-send-messages = メッセージを送信
permission-send-in-threads = スレッドでメッセージを送信
permission-attach-files = ファイルを添付
and = { $first }、{ $second }
number = { $number }

refused-picture-gone = この画像はもうここにはありません。削除されたか、別のサーバーの画像です。
refused-button = このボタンはもう使えません。
refused-draft-gone = 入力した内容はもう残っていません。1時間たったとき、再起動したとき、または別のフォームが受け付けられなかったときに消えます。お手数ですが、フォームを開き直してください。

## What goes wrong

fault = 問題が発生しました。ボットの運営者向けにログへ記録しました。
command-changed = このコマンドは変更されたばかりです。1分ほどしてからもう一度お試しください。
failed-nothing-came = 画像を生成できませんでした。原因はボットの運営者がログで確認できます。
failed-given-up = 画像を生成できませんでした。途中でボットが何度か停止したためです。利用枠は減っていません。
failed-unprepared = 画像を開いている途中でボットが停止しました。利用枠は減っていません。もう一度リクエストしてください。
failed-no-model = モデル{ $model }を読み込めなかったため、画像を生成できませんでした。原因はボットの運営者がログで確認できます。
failed-no-lora = LoRA{ $lora }はこのモデルでは使えないため、画像を生成できませんでした。LoRAなし、または別のLoRAなら生成できます。原因はボットの運営者がログで確認できます。
failed-out-of-memory = このサイズの画像は、このマシンのメモリに収まりません。
failed-start-gone = 元画像がもう残っていないため、何も生成しませんでした。利用枠は減っていません。
failed-too-large = 画像は生成できましたが、ここに投稿できる{ $megabytes } MBを超えています。サイズを小さくするか、一度に生成する枚数を減らしてください。

## While a picture is being made

progress-step = ステップ { $step }/{ $of }
progress-step-eta = ステップ { $step }/{ $of }、あと{ $wait }
progress-starting = モデルを起動しています。1分以上かかることがありますが、リクエストは保存されています。
progress-loading = モデルを読み込んでいます。1分以上かかることがありますが、リクエストは保存されています。
progress-downloading = モデルをダウンロードしています。リクエストは保存されています。
progress-downloading-eta = モデルをダウンロードしています（あと{ $wait }）。リクエストは保存されています。
progress-warming = モデルを準備しています。1分以上かかることがありますが、リクエストは保存されています。
progress-measuring = モデルを初めて準備しています。リクエストは保存されています。
progress-measuring-eta = モデルを初めて準備しています（あと{ $wait }）。リクエストは保存されています。
progress-place = キューの{ $place }番目です。
progress-next = キューの次の順番です
progress-next-eta = キューの次の順番です（完成まで{ $wait }）
progress-due = 現在は利用枠を使い切っています。{ $due }に生成します。
progress-waiting = 前に{ $count }件のリクエストがあります
progress-waiting-eta = 前に{ $count }件のリクエストがあります（完成まで{ $wait }）

## The answer

answer-without = { $prompt }（除外：{ $negative }）
answer-prompt = { $prompt }
answer-seeds = { $count ->
   *[other] シード { $seeds }
}
answer-steps = { $steps }ステップ
answer-guidance = ガイダンス { $guidance }
answer-start = 元画像の描き直し { $strength }
answer-variation = シード { $seed } へのバリエーション { $share }
answer-frames = { $count }フレーム
answer-lora = LoRA { $lora } { $strength }
answer-drawn = 描いた言葉：{ $words }
answer-cut = プロンプトが{ $model }には長すぎるため、次の部分を省きました：{ $cut }
answer-left-out = このモデルにはこの名前のLoRAがないため、省きました：{ $names }
answer-unread = ほかのツールの書き方はここでは解釈されないため、ただの言葉として描きました：{ $parts }
answer-english = 英語ではないようです。{ $model }が読めるのは英語だけなので、同じ内容を英語で試してみてください。
answer-unknown-words = { $model }は{ $words }を知りません。色付きの背景に1つか2つのものを描くモデルです。たとえば { $examples } を試してみてください。
answer-choose-model = それ以外を描くには、`/imagine`でモデル{ $larger }を選んでください。
answer-model = モデル：{ $model }
answer-after = { $authors }さんの画像をもとに生成
answer-for = { $member }さん：{ $content }
alt-picture = AI生成画像：{ $prompt }（{ $member }さんのリクエスト）
alt-listed = { $prompt }（{ $member }さんのリクエスト）
alt-grid = AI生成画像{ $count }枚：{ $prompt }（{ $member }さんのリクエスト）
alt-animation = AI生成アニメーション：{ $prompt }（{ $member }さんのリクエスト）
button-single = 表示
button-vary = バリエーション
button-upscale = アップスケール
button-start = 元画像として使う
button-reroll = 再生成
button-edit = 編集
button-details = 詳細
button-favourite = お気に入り
button-delete = 削除
button-play = 再生
button-cancel = キャンセル
alt-preview = 生成途中のAI画像：{ $prompt }
button-retry = 入力し直す
