## Forms that make something of a picture

edit-title = 編集してもう一度生成
field-prompt = プロンプト
field-prompts = プロンプト（1行に1つ、2～6個）
field-negative = ネガティブプロンプト
field-steps = ステップ数
field-guidance = ガイダンス
field-frames = フレーム数
field-seed = シード（空欄ならランダム）
refused-start-gone = この画像の元画像がもう残っていないため、もう一度生成することはできません。
refused-file-gone = この画像のファイルはもう残っていないため、表示、拡大、元画像としての使用はできません。そのほかの操作は今も使えます。
start-title = この画像をもとに生成
start-choose = このメッセージのどの画像を使いますか？
field-strength = どれだけ描き直すか（0.05～1）
field-picture = どの画像を使うか（1～{ $count }）

## Who made what of whose picture, under the picture that came of it

made-reroll = { $member }さんが{ $picture }を再生成
made-vary = { $member }さんが{ $picture }のバリエーションを生成
made-upscale = { $member }さんが{ $picture }を拡大
made-start = { $member }さんが{ $picture }をもとに生成
made-edit = { $member }さんが{ $picture }を編集
picture-of = { $authors }さんの画像
picture-own = 自分の画像
picture-deleted = 削除された画像
