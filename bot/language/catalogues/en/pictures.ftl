# Verdicts on pictures.

failed-blocked = This picture isn't shown: the filter found something in it that this server doesn't allow.
refused-start-unsuitable = I can't use that picture as a start picture here. Please try another one.
refused-start-unchecked = I couldn't check your start picture just now. Nothing counts toward your limit; please try again in a moment.
