## /server: what those who manage a server set for all of it

server-description = このサーバーでの画像生成を設定します
server-show = このサーバーの設定を表示します
server-channels = 画像を生成できるチャンネル
server-channels-add = チャンネルを許可します。追加したチャンネルだけで使えます
server-channels-remove = チャンネルを一覧から外します
server-channels-clear = すべてのチャンネルを再び許可します
server-channel = 対象のチャンネル
server-channel-remove = 対象のチャンネル（選ばなければ、削除済みのもの）
server-roles = 画像を生成できる人
server-roles-add = ロールを許可します。追加したロールのどれかが必要になります
server-roles-remove = ロールを一覧から外します
server-roles-clear = すべてのメンバーを再び許可します
server-role = 対象のロール
server-role-remove = 対象のロール（選ばなければ、削除済みのもの）
server-models = ここで使えるモデル
server-models-add = モデルを許可します。追加したモデルだけが使えます
server-models-remove = モデルを一覧から外します
server-models-clear = すべてのモデルを再び許可します
server-model = 対象のモデル
server-limits = 生成できる枚数
server-limits-member = メンバー1人の枚数（例：10/hour）。noneで無制限になります
server-limits-server = 全員を合わせた枚数（例：100/hour）。noneで無制限になります
server-language = 全員に見えるメッセージの言語
server-language-which = 使う言語
server-as-discord = メンバーそれぞれの言語
server-spoilers = クリックするまで画像を隠します
server-spoilers-hidden = 画像を最初は隠すか
server-waits = 利用枠を使い切ったメンバーの扱い
server-waits-wait = 断る代わりに、枠が戻るまで待たせるか
server-styles = ここで選べるスタイル
server-styles-add = 独自のスタイルを追加します
server-styles-edit = スタイルを変更します
server-styles-remove = スタイルを候補から外します
server-styles-restore = 外した標準のスタイルを候補に戻します
server-style = 対象のスタイル

refused-no-manager = これはサーバーの管理者専用です。「サーバー管理」の権限が必要です。
refused-too-many-listed = 一覧に入れられるのは{ $most }件までです。先に1件外してください。
refused-model-unknown = { $name }というモデルはありません。入力中に表示される候補から選んでください。
refused-language = その言語には対応していません。候補から選んでください。
refused-no-limit = 変更する内容がありません。メンバーかサーバーの利用枠を選んでください。
refused-limit-form = 利用枠は{ $example }のように1枚以上で書くか、「none」にしてください（入力：{ $value }）。
refused-limit-generous = ボットの運営者が許可しているのは{ $allowed }までです（入力：{ $value }）。
refused-limit-long = 利用枠の期間は最長{ $days }日です。それより古いリクエストは記録に残りません（入力：{ $value }）。
refused-style-empty = スタイルには名前とプロンプトが必要です。
refused-style-twice = スタイルに{ $place }を入れられるのは1回までです（入力：{ $times }回）。
refused-many-styles = サーバー独自のスタイルは{ $most }個までです。先に1つ外してください。
refused-channels-gone = 画像を生成できるチャンネルがすべて削除されています。「サーバー管理」の権限を持つ人が`/server channels`で別のチャンネルを選べます。

limit-item = { $period }に{ $count }枚
server-channels-now = 画像を生成できるのは{ $list }だけになりました。
server-channels-all = すべてのチャンネルで画像を生成できるようになりました。
server-roles-now = 画像を生成できるのは、次のいずれかのロールを持つメンバーだけになりました：{ $list }
server-roles-all = すべてのメンバーが画像を生成できるようになりました。
server-models-now = 画像の生成に使えるのは{ $list }だけになりました。
server-models-all = すべてのモデルで画像を生成できるようになりました。
server-models-without = 画像の生成に使えるのは{ $list }だけになりました。このボットにあるのは{ $model }なので、ここでは何も生成されません。
server-limit-member = メンバー1人の利用枠：{ $limit }
server-limit-server = このサーバーの利用枠：{ $limit }
server-limits-both =
    { $member }
    { $server }
server-limits-none = ボットの運営者が決めた利用枠だけになりました。
server-language-now = 全員に見えるメッセージの言語が{ $language }になりました。
server-language-own = 全員に見えるメッセージは、リクエストした人の言語で表示されるようになりました。
server-spoilers-on = クリックするまで画像が隠されるようになりました。
server-spoilers-off = 画像がすぐに表示されるようになりました。
server-waits-on = 利用枠を使い切った人のリクエストは、枠が戻るまで待つようになりました。
server-waits-off = 利用枠を使い切った人はお断りし、いつまた試せるかを知らせるようになりました。
server-style-form = このサーバーのスタイル
field-style-name = 名前
field-style-prompt = プロンプト（{ $place }はメンバーの入力）
server-style-kept = スタイル{ $name }を選べるようになりました。
server-style-replaced = 同じ名前のスタイルを置き換え、新しい{ $name }を選べるようになりました。
server-style-removed = スタイル{ $name }を候補から外しました。
server-styles-restored = { $count ->
    [0] 外されている標準のスタイルはありませんでした。
   *[other] 標準のスタイル{ $count }個を候補に戻しました。
}

server-title = このサーバーの設定：
server-name-channels = チャンネル
server-name-roles = ロール
server-name-models = モデル
server-name-member-limit = メンバー1人の利用枠
server-name-server-limit = サーバーの利用枠
server-name-language = 全員に見えるメッセージの言語
server-name-spoilers = 画像を最初は隠す
server-name-waits = 枠が戻るまで待つ
server-name-styles = スタイル
server-any = すべて
server-deleted = 削除済み（{ $id }）
server-and-more = { $shown }、ほか{ $count }件
server-line = { $name }：{ $value } · { $command }
server-limit-of-operator = { $limit }（ボットの運営者の設定）
server-strikes = 警告が何件でどうなるかを決めます
server-strikes-days = 警告が有効な日数
server-strikes-limit = メンバーをBANする警告の件数
server-strikes-hours = そのBANの時間数
server-strikes-now = 警告は{ $days }日間有効です。警告が{ $limit }件になると、{ $hours }時間は画像を生成できません。

server-words = ここで断る言葉、承認待ちにする言葉
server-words-add = 言葉、語句、またはパターンを追加する
server-words-text = 言葉または語句。cat* は語尾を問わない
server-words-ruling = 断るか、承認まで保留するか
server-words-kind = 言葉か、パターン (RE2) か
server-words-refuse = 断る
server-words-hold = 承認まで保留
server-words-off = 使わない
server-words-word = 言葉または語句
server-words-pattern = パターン
server-words-remove = ルールを 1 つ、またはすべて削除する
server-words-rule = どのルールか。省くと追加したものすべて
server-words-list = ルールを表示する
server-words-import = AutoMod のキーワードも使う
server-words-paste = 読み取れない AutoMod のキーワードを貼り付ける
server-words-form = AutoMod のキーワード
field-keywords = キーワード (コンマまたは改行区切り)
field-patterns = 正規表現 (1 行に 1 つ)
field-allowed = それでも使ってよい言葉
server-words-added = { $rule } を含むプロンプトは、これから{ $ruling ->
    [hold] 承認されるまで保留します
   *[refuse] お断りします
}。
server-words-removed = { $count } 個のルールを削除しました。
server-words-title = **ここでの言葉のルール:**
server-words-none = 言葉のルールはまだありません。`/server words add` で追加できます。
server-words-line = { $id }: { $rule } · { $ruling ->
    [hold] 保留
   *[refuse] お断り
}
server-words-line-automod = { $line } · AutoMod
server-words-line-allowed = { $id }: { $rule } · 使用可
server-words-stale = 最近 AutoMod のキーワードを読み取れなかったため、以前のものをそのまま使っています。読み取るには「サーバー管理」の権限が必要です。
server-words-imported = { $count ->
    [0] ここの AutoMod にはキーワードがないため、何も使いません。
   *[other] AutoMod のキーワード { $count } 個を使います。
}
server-words-left-out =
    { $imported }
    次のものは使えませんでした: { $list }
server-words-not-imported = AutoMod のキーワードは使わなくなりました。
refused-automod = ここの AutoMod のキーワードを読み取れません。「サーバー管理」の権限が必要です。`/server words paste` で貼り付けることもできます。
refused-word-rule = 言葉には文字か数字が必要で、最大 { $most } 文字です。
refused-pattern = パターン { $value } は使えません: { $reason }
refused-many-rules = 言葉のルールは、AutoMod のものを含めて { $most } 個までです。先にどれかを削除してください。
refused-large-patterns = このサーバーのパターンは、全体で大きすぎます。先にどれかを削除してください。
refused-choice = その選択肢はありません。一覧から選んでください。
refused-rule-unknown = 追加したルールに { $value } はありません。入力中に表示される一覧から選んでください。
