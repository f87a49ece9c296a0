## /help: a tour. What is in braces with a command's name becomes a link that opens the command.

help-description = 画像、ボタン、モーフ、ギャラリー、自分のデータと利用枠をかんたんに紹介します

help-title-first = はじめての画像
help-text-first =
    { $imagine } と入力し、見たいものを`prompt`に書いてEnterキーを押してください。この画像は`red apple`です。

    キューの順番と完成までの時間がすぐに表示され、そのあと画像がだんだんはっきりしていく様子が見られます。{ $queue } で待っているリクエストを確認し、{ $cancel } でキャンセルできます。
help-alt = AI生成画像：{ $shown }
help-alt-first = 緑の背景に赤いりんご

help-title-styles = スタイルとオプション
help-text-styles =
    { $imagine } の**style**を選ぶと、書いた言葉にスタイルが加わります。**count**で一度に4枚まで生成でき、{ $sizes ->
        [1] {""}
       *[other] **size**で形を選び、
    }**seed**で同じ画像を再現できます。**negative_prompt**には描いてほしくないものを書き、**start**では自分の画像をもとに生成できます。

    `a {"{"}red|green{"}"} apple`と書くと、どちらか一方が描かれます。いつも使う値は、{ $settings } で一度だけ選んでください。
help-alt-styles = 青い背景のロケット、ハートの上の猫、紫の背景の星

help-title-buttons = 画像の下のボタン
help-text-buttons =
    画像の下にあるボタンの**バリエーション**は似た画像を、**アップスケール**は2倍の大きさの画像を（{ $upscale }枚と数えます）、**再生成**は同じ言葉で新しい画像を生成します。**編集**を押すと、すべて入力済みのフォームが開きます。**元画像として使う**では、その画像をもとに生成できます。

    画像が複数あるときは、まず番号を押してください。その画像が専用のボタンと一緒に開きます。ボタンは誰でも、再起動後も使えます。利用枠は押した人のものを使います。**詳細**で画像の作り方を確認でき、**お気に入り**で自分のギャラリーに残せます。**その他**にはタグと**削除**があり、リクエストした人とモデレーターが使えます。
help-alt-buttons = 赤いりんごのバリエーション4枚

help-title-morph = モーフとブレンド
help-text-morph =
    { $morph } は、プロンプトから次のプロンプトへ変化するアニメーションを生成します。プロンプトは6つまでつなげられます。

    { $blend } は、2つか3つの画像やプロンプトを1枚に混ぜます。
help-alt-morph = 5段階で緑に変わっていく赤いりんご

help-title-gallery = ギャラリー
help-text-gallery =
    { $history } には自分の画像、{ $gallery } にはこのサーバー全員の画像が表示されます。メンバー、タグ、お気に入りで絞り込めます。{ $stats } では枚数などの統計が見られます。

    画像やメンバーを右クリックして**アプリ**を選ぶと、**{ menu-details }**、**{ menu-start }**、**{ menu-gallery }**が使えます。
help-alt-gallery = 一覧に並んだ6枚の画像

help-title-privacy = 自分のデータ
help-text-privacy =
    { $privacy } では、私が保存しているあなたの情報と、その保存期間を確認できます。{ $export } ですべて受け取れます。

    { $delete } ですべて完全に削除できます。
help-alt-privacy = 鍵

help-title-limits = 利用枠
help-text-limits = ここで生成できる枚数です。4枚同時の生成は4枚、モーフは1フレームにつき1枚、アップスケールは1回につき{ $upscale }枚と数えます。
help-alt-limits = 目覚まし時計
help-limit = { $allowance }。{ $left ->
    [0] 現在、残りはありません。
   *[other] 現在、残りは{ $left }枚です。
}
help-open = 同時に進められるリクエストは{ $count }件までです。
help-waits = それを超えたリクエストは、枠が空くまで最長1時間待ちます。
help-waits-not = それを超えたリクエストは断られ、いつまた試せるかが表示されます。

help-title-servers = サーバーの所有者の方へ
help-text-servers =
    { $server } には、このサーバーの設定（チャンネル、ロール、利用枠、モデル、言語、スポイラー）が表示されます。並んでいるほかのコマンドで変更できます。`/server styles add`で独自のスタイルを追加できます。

    { $ban } は、期間を決めて、または無期限で、メンバーの画像生成を禁止します。{ $log } には、モデレーターが何をしたかが表示されます。
help-alt-servers = 紫の背景に黄色い星
