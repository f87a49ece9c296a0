## Texte zu Prüfungen: was auf die Moderation wartet, und was sie entscheidet.

held-prompt = Deine Anfrage wartet auf die Moderation. Sie wird gezeichnet, sobald sie freigegeben ist.
held-picture = Dein Bild ist fertig und wartet auf die Moderation. Es erscheint hier, sobald es freigegeben ist.
rejected-prompt = Die Moderation hat diese Anfrage nicht freigegeben. Nichts wurde gezeichnet, nichts zählt auf das Limit.
rejected-picture = Die Moderation hat dieses Bild nicht freigegeben, darum wird es nicht gezeigt.
rejected-late-prompt = Diese Anfrage wurde nicht rechtzeitig geprüft. Nichts wurde gezeichnet, nichts zählt auf das Limit.
rejected-late-picture = Dieses Bild wurde nicht rechtzeitig geprüft, darum wird es nicht gezeigt.
rejected-reason = Grund: { $reason }
