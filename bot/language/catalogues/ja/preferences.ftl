## What a server's owners have set

refused-other-model = このサーバーではモデル{ $model }の画像は使えません。使えるモデル：{ $allowed }
refused-remix = { $author }さんは、自分の画像をもとにほかの人が生成することを許可していません。
