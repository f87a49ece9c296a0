## What a server's owners have set

refused-other-model = Auf diesem Server sind keine Bilder mit dem Modell { $model } erlaubt, nur mit { $allowed }.
refused-remix = { $author } möchte nicht, dass andere etwas aus den eigenen Bildern machen.
