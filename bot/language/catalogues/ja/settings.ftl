## /settings: a member's own settings

settings-description = すべてのサーバーのすべての画像に使う自分の設定です
settings-show = 自分の設定を表示します
settings-set = 自分の設定を変えます。指定しない項目はそのままです
settings-reset = 自分の設定をデフォルトに戻します
settings-reset-what = 戻す項目（選ばなければすべて）
settings-set-count = 一度に生成する枚数（1～{ $most }）
settings-set-size = 幅×高さ（ピクセル）
settings-set-steps = ノイズ除去のステップ数（1～{ $most }）
settings-set-guidance = プロンプトにどれだけ従うか（1～{ $most }）
settings-set-sampler = サンプラー（迷ったらそのままに）
settings-set-negative-prompt = 指定しないときに描いてほしくないもの
settings-set-style = すべてのプロンプトに加えるスタイル
settings-set-language = あなたに話しかける言語
settings-set-remix = ほかの人があなたの画像をもとに生成してもよいか
settings-set-still = アニメーションをまず静止画で表示するか

settings-as-discord = Discordと同じ
settings-title = すべてのサーバーで使う自分の設定です（コマンドで指定した値が優先されます）：
setting-count = 一度に生成する枚数
setting-size = サイズ
setting-steps = ステップ数
setting-guidance = ガイダンス
setting-sampler = サンプラー
setting-negative-prompt = ネガティブプロンプト
setting-style = スタイル
setting-language = 言語
setting-remix = ほかの人があなたの画像をもとに生成することを許可
setting-still = アニメーションをまず静止画で表示
setting-line = { $name }：{ $value }
setting-default = { $value }（デフォルト）
setting-none = なし
setting-yes = はい
setting-no = いいえ
settings-all-reset = すべての設定をデフォルトに戻しました。
settings-one-reset = デフォルトに戻しました：{ $name }
refused-nothing-to-set = 変更する内容がありません。`/settings set`のオプションを少なくとも1つ選んでください。
