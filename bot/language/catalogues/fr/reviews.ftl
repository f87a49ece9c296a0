## Textes des vérifications : ce qui attend la modération, et ce qu’elle décide.

held-prompt = Ta demande attend la modération. Elle sera dessinée dès qu’elle sera approuvée.
held-picture = Ton image est prête et attend la modération. Elle apparaîtra ici dès qu’elle sera approuvée.
rejected-prompt = La modération n’a pas approuvé cette demande. Rien n’a été dessiné et rien ne compte dans la limite.
rejected-picture = La modération n’a pas approuvé cette image, elle n’est donc pas montrée.
rejected-late-prompt = Personne n’a vérifié cette demande à temps. Rien n’a été dessiné et rien ne compte dans la limite.
rejected-late-picture = Personne n’a vérifié cette image à temps, elle n’est donc pas montrée.
rejected-reason = Raison : { $reason }

## Cartes : ce dont la modération décide

review-title-prompt = Une demande attend la validation
review-title-picture = Une image attend la validation
review-title-appeal-prompt = Recours : cette demande a été refusée
review-title-appeal-picture = Recours : cette image a été refusée
review-title-decided-prompt = Demande d’un membre
review-title-decided-picture = Image d’un membre
review-author = De { $member } dans { $channel }, { $at }
review-record = Avant : { $approved } approuvées, { $rejected } refusées · avertissements : { $strikes } · suspensions : { $bans }
review-prompt = Prompt : { $prompt }
review-negative = Sans : { $prompt }
review-why = Pourquoi c’est ici : { $rule }
review-picture-gone = L’image n’est plus conservée, ou est trop grande pour être montrée ici.
review-appeal = Le membre écrit : { $words }
review-rejected-first = Refusé { $by }. Quelqu’un d’autre décide maintenant.
review-by = par { $moderator }
review-by-nobody = sans modération
review-then-reject = Si personne ne décide, c’est refusé { $at }.
review-then-approve = Si personne ne décide, c’est approuvé { $at }.
review-now-approved = Approuvé par { $moderator }, { $at }.
review-now-spoiler = Approuvé comme spoiler par { $moderator }, { $at }.
review-now-rejected = Refusé par { $moderator }, { $at }.
review-now-overturned = Le recours a abouti : approuvé par { $moderator }, { $at }.
review-now-upheld = Le refus est maintenu par { $moderator }, { $at }.
review-late-approved = Approuvé { $at }, car personne n’a décidé à temps.
review-late-rejected = Refusé { $at }, car personne n’a décidé à temps.
review-late-upheld = Le refus est maintenu : personne n’a décidé du recours à temps, { $at }.
review-blocked = Arrêté par le filtre d’images, { $at }.
review-cancelled = Annulé avant que quelqu’un décide.
review-erased = Les données du membre ont été supprimées.
decision-reason = Raison, que le membre lit
review-reject-title = Refuser
review-warn-title = Refuser et avertir
review-ban-title = Refuser et suspendre
decision-ban-duration = Combien de temps : 2h, 1d, 1w, forever
button-approve = Approuver
button-spoiler = Approuver comme spoiler
button-reject = Refuser
button-rejectwarn = Avertir
button-rejectban = Suspendre
button-opencard-number = Ouvrir { $number }
picture-rule-approval = ici, tout est d’abord validé
picture-rule-nudity = nudité, { $score } sur une échelle de 0 à 1
picture-rule-unchecked = l’image n’a pas pu être vérifiée
refused-review-gone = Cela n’attend plus de décision.
refused-review-own = Tu l’as refusé, donc quelqu’un d’autre décide du recours.
refused-review-decided = Quelqu’un a été plus rapide. { $outcome }

## Recours

button-appeal = Recours
button-drawapproved = La dessiner
appeal-title = Recours
appeal-words = Pourquoi devrait-on l’approuver ?
appeal-sent = Merci. Quelqu’un d’autre de la modération va regarder, et je te le dirai ici.
appeal-granted = { $member }, ton recours a abouti : ta demande est approuvée.
appeal-published = { $member }, ton recours a abouti. Voici ton image.
appeal-upheld = { $member }, la modération a examiné ton recours et le refus est maintenu.
appeal-late = { $member }, personne n’a décidé de ton recours à temps, le refus est donc maintenu.
refused-appealed = Il n’y a pas de recours contre cela, ou tu en as déjà fait un.
refused-appeal-not-yours = Seul le membre qui a fait la demande peut faire cela.
