## /morph and /blend

morph-description = プロンプトからプロンプトへ変化するアニメーションを作ります。1フレームにつき利用枠を1枚分使います
morph-first = 最初に描くもの（例：red apple）
morph-second = それが変化していくもの（例：blue boat）
morph-next = その次に来るもの
morph-frames = 最初のプロンプトから最後までのフレーム数（2～{ $most }、デフォルトは{ $default }）
blend-description = 2つか3つのものを混ぜて1枚の画像にします。言葉でも画像でも、両方でも指定できます
blend-first = 1つ目のもの、またはその画像に写っているものを言葉で
blend-second = 2つ目のもの、またはその画像に写っているものを言葉で
blend-third = 3つ目のもの、またはその画像に写っているものを言葉で
blend-first-picture = 1つ目のものの画像
blend-second-picture = 2つ目のものの画像
blend-third-picture = 3つ目のものの画像
blend-strength = 画像をどれだけ描き直すか（0.05～1、デフォルトは{ $default }）
refused-blend-one = 混ぜるには2つ以上のものが必要です。それぞれ言葉か画像で指定してください。
refused-blend-words = どの画像にも、生成に使った言葉が入っていません。少なくとも1枚について、写っているものを言葉で書いてください。
failed-animation-too-large = アニメーションは生成できましたが、ここに投稿できる{ $megabytes } MBを超えています。サイズを小さくするか、フレーム数を減らしてください。
