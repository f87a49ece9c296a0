## Texte zu Prüfungen: was auf die Moderation wartet, und was sie entscheidet.

held-prompt = Deine Anfrage wartet auf die Moderation. Sie wird gezeichnet, sobald sie freigegeben ist.
held-picture = Dein Bild ist fertig und wartet auf die Moderation. Es erscheint hier, sobald es freigegeben ist.
rejected-prompt = Die Moderation hat diese Anfrage nicht freigegeben. Nichts wurde gezeichnet, nichts zählt auf das Limit.
rejected-picture = Die Moderation hat dieses Bild nicht freigegeben, darum wird es nicht gezeigt.
rejected-late-prompt = Diese Anfrage wurde nicht rechtzeitig geprüft. Nichts wurde gezeichnet, nichts zählt auf das Limit.
rejected-late-picture = Dieses Bild wurde nicht rechtzeitig geprüft, darum wird es nicht gezeigt.
rejected-reason = Grund: { $reason }

## Karten: worüber die Moderation entscheidet

review-title-prompt = Eine Anfrage wartet auf Freigabe
review-title-picture = Ein Bild wartet auf Freigabe
review-title-appeal-prompt = Einspruch: Diese Anfrage wurde abgelehnt
review-title-appeal-picture = Einspruch: Dieses Bild wurde abgelehnt
review-title-decided-prompt = Anfrage eines Mitglieds
review-title-decided-picture = Bild eines Mitglieds
review-author = Von { $member } in { $channel }, { $at }
review-record = Bisher: { $approved } freigegeben, { $rejected } abgelehnt · Verwarnungen: { $strikes } · Sperren: { $bans }
review-prompt = Prompt: { $prompt }
review-negative = Ohne: { $prompt }
review-why = Warum es hier ist: { $rule }
review-picture-gone = Das Bild wird nicht mehr aufbewahrt oder ist zu groß, um es hier zu zeigen.
review-appeal = Das Mitglied schreibt: { $words }
review-rejected-first = Abgelehnt { $by }. Jetzt entscheidet jemand anderes.
review-by = von { $moderator }
review-by-nobody = ohne Moderation
review-then-reject = Entscheidet niemand, wird es { $at } abgelehnt.
review-then-approve = Entscheidet niemand, wird es { $at } freigegeben.
review-now-approved = Freigegeben von { $moderator }, { $at }.
review-now-spoiler = Als Spoiler freigegeben von { $moderator }, { $at }.
review-now-rejected = Abgelehnt von { $moderator }, { $at }.
review-now-overturned = Der Einspruch hatte Erfolg: freigegeben von { $moderator }, { $at }.
review-now-upheld = Es bleibt bei der Ablehnung, sagt { $moderator }, { $at }.
review-late-approved = Freigegeben { $at }, weil niemand rechtzeitig entschieden hat.
review-late-rejected = Abgelehnt { $at }, weil niemand rechtzeitig entschieden hat.
review-late-upheld = Es bleibt bei der Ablehnung: Niemand hat rechtzeitig entschieden, { $at }.
review-blocked = Vom Bildfilter blockiert, { $at }.
review-cancelled = Abgebrochen, bevor jemand entschieden hat.
review-erased = Die Daten des Mitglieds wurden gelöscht.
decision-reason = Grund, den das Mitglied liest
review-reject-title = Ablehnen
review-warn-title = Ablehnen und verwarnen
review-ban-title = Ablehnen und sperren
decision-ban-duration = Wie lange: 2h, 1d, 1w, forever
button-approve = Freigeben
button-spoiler = Als Spoiler freigeben
button-reject = Ablehnen
button-rejectwarn = Verwarnen
button-rejectban = Sperren
button-opencard-number = { $number } öffnen
picture-rule-approval = hier wird alles zuerst freigegeben
picture-rule-nudity = Nacktheit, { $score } auf einer Skala von 0 bis 1
picture-rule-unchecked = das Bild konnte nicht geprüft werden
refused-review-gone = Das wartet nicht mehr auf eine Entscheidung.
refused-review-own = Du hast das abgelehnt, darum entscheidet jemand anderes über den Einspruch.
refused-review-decided = Jemand war schneller. { $outcome }

## Einsprüche

button-appeal = Einspruch
button-drawapproved = Zeichnen
appeal-title = Einspruch
appeal-words = Warum sollte es freigegeben werden?
appeal-sent = Danke. Jemand anderes aus der Moderation sieht es sich an, und ich sage dir hier Bescheid.
appeal-granted = { $member }, dein Einspruch hatte Erfolg: Deine Anfrage ist freigegeben.
appeal-published = { $member }, dein Einspruch hatte Erfolg. Hier ist dein Bild.
appeal-upheld = { $member }, die Moderation hat deinen Einspruch geprüft, und es bleibt bei der Ablehnung.
appeal-late = { $member }, niemand hat rechtzeitig über deinen Einspruch entschieden, darum bleibt es bei der Ablehnung.
refused-appealed = Dagegen gibt es keinen Einspruch, oder du hast schon einen eingelegt.
refused-appeal-not-yours = Das kann nur das Mitglied, von dem die Anfrage ist.
