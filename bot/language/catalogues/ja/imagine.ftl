## /imagine

imagine-description = 言葉から画像を生成します
imagine-prompt = 描きたいもの（例：red apple）
imagine-negative-prompt = 描いてほしくないもの
imagine-count = 生成する枚数（1～{ $most }、デフォルトは1）
imagine-size = 幅×高さ（ピクセル、デフォルトは{ $default }）
imagine-steps = ノイズ除去のステップ数（1～{ $most }、デフォルトは{ $default }）
imagine-guidance = プロンプトにどれだけ従うか（1～{ $most }、デフォルトは{ $default }）
imagine-seed = 同じシード、言葉、オプションなら同じ画像になります。省略するとランダムです
imagine-style = プロンプトに加えるスタイル
imagine-start = もとにする画像（元画像）
imagine-strength = 元画像をどれだけ描き直すか（0.05～1）
imagine-sampler = サンプラー（迷ったらそのままに）
imagine-model = 生成に使うモデル（サーバーの設定がなければ{ $default }）
imagine-lora = モデルに適用するLoRA
imagine-lora-strength = LoRAの強さ（−2～2、1で学習時のまま）
refused-lora = { $name }というLoRAはありません。入力中に表示される候補から選んでください。
refused-style = { $name }というスタイルはありません。入力中に表示される候補から選んでください。
