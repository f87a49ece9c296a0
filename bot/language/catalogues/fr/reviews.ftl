## Textes des vérifications : ce qui attend la modération, et ce qu'elle décide.

held-prompt = Ta demande attend la modération. Elle sera dessinée dès qu'elle sera approuvée.
held-picture = Ton image est prête et attend la modération. Elle apparaîtra ici dès qu'elle sera approuvée.
rejected-prompt = La modération n'a pas approuvé cette demande. Rien n'a été dessiné et rien ne compte dans la limite.
rejected-picture = La modération n'a pas approuvé cette image, elle n'est donc pas montrée.
rejected-late-prompt = Personne n'a vérifié cette demande à temps. Rien n'a été dessiné et rien ne compte dans la limite.
rejected-late-picture = Personne n'a vérifié cette image à temps, elle n'est donc pas montrée.
rejected-reason = Raison : { $reason }
