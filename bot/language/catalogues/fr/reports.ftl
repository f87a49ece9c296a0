## Signalements d’images, et leurs fiches pour les modérateurs

button-report = Signaler
menu-report = Signaler l’image
report-form = Signaler cette image
report-reason = Qu’est-ce qui ne va pas ?
report-sent = Merci. Les modérateurs vont la regarder.
report-noted = Merci. J’ai gardé ton signalement : les modérateurs le trouvent avec `/moderation reports`.
refused-report-own = Cette image est la tienne ; tu peux la supprimer avec **Supprimer**.
refused-reported = Tu as déjà signalé cette image. Merci.
refused-many-reports = Tu as signalé beaucoup d’images aujourd’hui. Dis-le directement à un modérateur.
refused-report-gone = Il n’y a plus de signalement de cette image.
refused-report-judge = Cette image est la tienne ; un autre modérateur décide.
refused-report-decided = C’est déjà décidé : { $outcome }
button-reportkeep = Garder
button-reportremove = Retirer
button-reportban = Suspendre
report-ban-title = Retirer l’image, suspendre l’auteur
report-title = Une image signalée
report-author = De { $member } dans { $channel }
report-count = { $count ->
    [one] **Un membre l’a signalée :**
   *[other] **{ $count } membres l’ont signalée :**
}
report-line = - { $member }, { $at } : { $reason }
report-hidden = Elle est masquée jusqu’à ta décision.
report-file-gone = Le fichier de l’image n’est plus conservé.
report-gone = Ce signalement est clos : des données à son sujet ont été supprimées.
report-now-kept = Gardée par { $moderator }, { $at }.
report-now-removed = Retirée par { $moderator }, { $at }.
report-message-stays = Je ne peux pas supprimer le message ici, alors j’ai remplacé l’image par un texte.
report-shown-hidden = Plusieurs membres ont signalé cette image. Elle est masquée jusqu’à ce qu’un modérateur la regarde.
report-shown-removed = Un modérateur a retiré cette image.
report-shown-kept = Un modérateur a regardé cette image de { $member } : elle reste.
moderation-reports = Affiche les images signalées qui attendent une décision
moderation-reported-title = **Ces images ont été signalées, les plus anciennes d’abord :**
moderation-reported-none = Aucun signalement n’attend.
moderation-reported-line = { $count ->
    [one] { $number }. De { $member } dans { $channel } : un signalement
   *[other] { $number }. De { $member } dans { $channel } : { $count } signalements
}
button-openreport-number = Décider { $number }
log-keep = { $at } : { $moderator } a gardé une image signalée de { $member } : { $reason }
log-autohide = { $at } : une image de { $member } est masquée après plusieurs signalements : { $reason }

## Le salon du journal

server-log = Répéter le journal de modération dans un salon
server-log-set = Choisit le salon où je répète le journal de modération
server-log-channel = Un salon que seuls les modérateurs voient
server-log-off = Ne plus répéter le journal de modération dans un salon
server-log-now = Désormais, je répète dans { $channel } ce que font les modérateurs et les propriétaires.
server-log-none = Je ne répète plus le journal dans un salon. `/moderation log` le montre toujours.
refused-log-closed = Je ne peux pas écrire dans { $channel } : il m’y faut « Voir le salon » et « Envoyer des messages ».
