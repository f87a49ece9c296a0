## /help: a tour. What is in braces with a command's name becomes a link that opens the command.

help-description = Ein kurzer Rundgang: Bilder, Buttons, Morphs, Galerie, deine Daten und Limits

help-title-first = Dein erstes Bild
help-text-first =
    Tippe { $imagine }, schreib in `prompt`, was du sehen möchtest, und drück Enter. Dieses Bild hier ist `red apple`.

    Du siehst sofort deinen Platz in der Warteschlange und die Dauer, und danach, wie das Bild klarer wird. { $queue } zeigt, worauf du wartest, { $cancel } bricht es ab.
help-alt = KI-generiertes Bild: { $shown }
help-alt-first = Ein roter Apfel auf grünem Hintergrund

help-title-styles = Stile und Optionen
help-text-styles =
    In { $imagine } ergänzt **style** deine Worte um einen Stil. **count** macht bis zu vier Bilder auf einmal,{ $sizes ->
        [1] {""}
       *[other] {" "}**size** bestimmt die Form,
    } **seed** wiederholt ein Bild, in **negative_prompt** steht, was du nicht sehen willst, und mit **start** geht es von einem deiner Bilder aus los.

    `a {"{"}red|green{"}"} apple` ergibt das eine oder das andere. Was du immer willst, wählst du einmal mit { $settings }.
help-alt-styles = Eine Rakete auf Blau, eine Katze über einem Herz und ein Stern auf Lila

help-title-buttons = Buttons unter einem Bild
help-text-buttons =
    Unter jedem Bild macht **Variieren** ähnliche Bilder, **Hochskalieren** eins, das doppelt so groß ist (zählt als { $upscale }), **Neu würfeln** neue Bilder mit denselben Worten, und **Bearbeiten** öffnet ein Formular, in dem alles schon ausgefüllt ist. **Als Startbild** fängt mit dem Bild selbst an.

    Unter mehreren Bildern drückst du zuerst eine Nummer: Sie öffnet das Bild mit eigenen Buttons. Die Buttons funktionieren für alle, auch nach einem Neustart, und zählen auf das Limit der Person, die klickt. **Details** zeigt, wie ein Bild entstanden ist, **Favorit** merkt es sich für deine Galerie. Unter **Mehr** stehen Tags und **Löschen**, für die Person, die sich das Bild gewünscht hat, und die Moderation.
help-alt-buttons = Vier Variationen eines roten Apfels

help-title-morph = Morphen und mischen
help-text-morph =
    { $morph } macht eine Animation von einem Prompt zum nächsten, mit bis zu sechs Prompts.

    { $blend } mischt zwei oder drei Bilder oder Prompts zu einem Bild.
help-alt-morph = Ein roter Apfel, der in fünf Schritten grün wird

help-title-gallery = Galerie
help-text-gallery =
    { $history } zeigt deine Bilder, { $gallery } alle dieses Servers: nach Mitglied, nach Tag oder deine Favoriten. { $stats } hat die Zahlen dazu.

    Mach einen Rechtsklick auf ein Bild oder ein Mitglied und wähle **Apps**: Dort stehen **{ menu-details }**, **{ menu-start }** und **{ menu-gallery }**.
help-alt-gallery = Sechs Bilder in einer Übersicht

help-title-privacy = Deine Daten
help-text-privacy =
    { $privacy } zeigt, was ich über dich speichere und wie lange. { $export } schickt dir alles davon.

    { $delete } löscht es endgültig.
help-alt-privacy = Ein Schlüssel

help-title-limits = Limits
help-text-limits = So viel kannst du hier erstellen. Vier Bilder auf einmal zählen als 4, ein Morph zählt einmal pro Frame, und eine Hochskalierung zählt als { $upscale }.
help-alt-limits = Ein Wecker
help-limit = { $allowance }; { $left ->
    [0] davon ist gerade keins übrig.
    [one] davon ist gerade noch { $left } übrig.
   *[other] davon sind gerade noch { $left } übrig.
}
help-open = Du kannst { $count ->
    [one] { $count } Anfrage
   *[other] { $count } Anfragen
} gleichzeitig in Arbeit haben.
help-waits = Was darüber hinausgeht, wartet, bis es an der Reihe ist, höchstens eine Stunde.
help-waits-not = Was darüber hinausgeht, wird abgelehnt, und ich sage dir, wann es wieder geht.

help-title-servers = Für alle, die den Server verwalten
help-text-servers =
    { $server } zeigt die Einstellungen dieses Servers: Kanäle, Rollen, Limits, Modelle, Sprache und Spoiler. Die Befehle daneben ändern sie. `/server styles add` fügt einen eigenen Stil hinzu.

    { $ban } sperrt ein Mitglied für das Erstellen von Bildern, auf Zeit oder dauerhaft; { $log } zeigt, was die Moderation unternommen hat.
help-alt-servers = Ein gelber Stern auf lila Hintergrund
