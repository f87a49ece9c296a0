## /privacy: what is kept about a member

privacy-description = Was ich über dich speichere: ansehen, herunterladen oder löschen
privacy-show = Zeigt, was ich über dich speichere und wie lange
privacy-export = Gibt dir alles, was ich über dich speichere, als Datei
privacy-delete = Löscht alles, was ich über dich speichere, auf jedem Server

privacy-title = Was ich über dich speichere, auf allen Servern zusammen:
privacy-requests = • { $count ->
    [one] { $count } Anfrage
   *[other] { $count } Anfragen
} mit deinem Namen und Prompt; gelöscht wird { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} nach der Antwort.
privacy-spent = • { $count ->
    [one] { $count } Anfrage
   *[other] { $count } Anfragen
}, von denen ich für dein Limit nur Server, Zeit und Anzahl der Bilder behalte; gelöscht wird { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} danach.
privacy-pictures = • { $count ->
    [one] { $count } Bild mit Prompt, Tags und Werten, damit seine Buttons funktionieren, bis du es löschst; die Datei
   *[other] { $count } Bilder mit Prompt, Tags und Werten, damit ihre Buttons funktionieren, bis du sie löschst; die Dateien
} höchstens { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang.
privacy-favourites = • { $count ->
    [one] { $count } Favorit
   *[other] { $count } Favoriten
}.
privacy-choices = { $count ->
    [0] • Keine eigenen Einstellungen: Du hast keine geändert.
   *[other] • Deine eigenen Einstellungen, die dir `/settings show` zeigt.
}
privacy-moderation = • { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
} zu Sperren und dazu, was die Moderation bei dir unternommen hat.
privacy-elsewhere = Die Nachrichten in deinen Kanälen speichert Discord. `/privacy export` gibt dir das alles als Datei; `/privacy delete` löscht es.

privacy-exported = Hier ist alles, was ich über dich speichere, mit { $count ->
    [one] { $count } Bild
   *[other] { $count } Bildern
}{ $left ->
    [0] .
    [one] ; { $left } Bild fehlt, und die Datei sagt, warum.
   *[other] ; { $left } Bilder fehlen, und die Datei sagt, warum.
}
export-no-room = { $file }: Dafür war kein Platz mehr.
export-gone = { $file }: Diese Datei ist nicht mehr gespeichert.
export-unpublished = { $file }: Es wurde nicht freigegeben.
refused-export-size = Was ich über dich speichere, ist zu groß, um es hier zu senden. Frag bitte die Person, die den Bot betreibt.

privacy-ask = Damit wird auf jedem Server alles gelöscht, was ich über dich speichere: Anfragen, die warten oder in Arbeit sind, deine Bilder, Favoriten, Tags und Einstellungen. Das lässt sich nicht rückgängig machen. Ich behalte nur, wie viele Bilder du wann und wo erstellt hast, { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
} lang und ganz ohne Worte: Das Löschen setzt dein Limit nicht zurück. Gepostete Nachrichten bleiben in Discord, bis du sie dort löschst; `/privacy export` listet sie auf.
privacy-ask-links = Deine neuesten Nachrichten:
button-forget = Alles löschen …
privacy-form = Alles über mich löschen
privacy-form-word = Schreib „{ $word }“, um alles zu löschen
privacy-word = löschen
privacy-deleted = Alles, was ich über dich gespeichert hatte, ist gelöscht ({ $count ->
    [0] keine Bilder
    [one] { $count } Bild
   *[other] { $count } Bilder
}).
privacy-bans-stay = { $count ->
    [one] Was die Moderation entschieden hat (Sperre, Verwarnung oder Limit), bleibt mit deiner ID gespeichert, bis es endet.
   *[other] { $count } Entscheidungen der Moderation (Sperren, Verwarnungen, Limits) bleiben mit deiner ID gespeichert, bis sie enden.
}
answer-forgotten = Abgebrochen: Dieses Mitglied hat die eigenen Daten gelöscht.
refused-not-your-data = Dieser Button gilt für die Daten von jemand anderem; für deine gibt es `/privacy delete`.
refused-word-differs = Es wurde nichts gelöscht: Du hast nicht „{ $word }“ geschrieben.
