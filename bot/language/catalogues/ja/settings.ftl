## /settings: a member's own defaults

settings-description = すべてのサーバーで使う自分の初期設定です
settings-show = 自分の初期設定を表示します
settings-set = 自分の初期設定を変えます。指定しない項目はそのままです
settings-reset = ボットのデフォルトに戻します
settings-reset-what = 戻す項目（選ばなければすべて）
settings-set-count = 一度に生成する枚数（1～{ $most }）
settings-set-size = 幅×高さ（ピクセル）
settings-set-steps = ノイズ除去のステップ数（1～{ $most }）
settings-set-guidance = プロンプトにどれだけ従うか（1～{ $most }）
settings-set-sampler = ノイズ除去に使うサンプラー
settings-set-negative-prompt = 指定しないときに描いてほしくないもの
settings-set-style = すべてのプロンプトに加えるスタイル
settings-set-language = あなたに話しかける言語
settings-set-remix = ほかの人があなたの画像をもとに生成してもよいか
settings-set-still = アニメーションをまず静止画で表示するか

settings-as-discord = Discordと同じ
settings-title = すべてのサーバーで使う初期設定です（コマンドで指定した値が優先されます）：
setting-count = 一度に生成する枚数
setting-size = サイズ
setting-steps = ステップ数
setting-guidance = ガイダンス
setting-sampler = サンプラー
setting-negative-prompt = ネガティブプロンプト
setting-style = スタイル
setting-language = 言語
setting-remix = ほかの人があなたの画像をもとに生成
setting-still = アニメーションをまず静止画で表示
setting-line = { $name }：{ $value }
setting-default = { $value }（デフォルト）
setting-none = なし
setting-yes = はい
setting-no = いいえ
settings-all-reset = 初期設定をすべてボットのデフォルトに戻しました。
settings-one-reset = ボットのデフォルトに戻しました：{ $name }
refused-nothing-to-set = 変更する内容を指定してください。`/settings set`のオプションを少なくとも1つ選んでください。
