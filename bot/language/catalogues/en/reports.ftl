## Reports of pictures, and their cards for moderators

button-report = Report
menu-report = Report picture
report-form = Report this picture
report-reason = What is wrong with it?
report-sent = Thank you. The moderators will look at it.
report-noted = Thank you. I've kept your report: moderators find it with `/moderation reports`.
refused-report-own = This is your own picture; you can delete it with **Delete**.
refused-reported = You have reported this picture already. Thank you.
refused-many-reports = You have reported many pictures today. Please tell a moderator directly.
refused-report-gone = There are no reports of this picture any more.
refused-report-judge = This is your own picture; another moderator decides.
refused-report-decided = This was decided before: { $outcome }
button-reportkeep = Keep
button-reportremove = Remove
button-reportban = Ban
report-ban-title = Remove the picture and ban its author
report-title = A reported picture
report-author = By { $member } in { $channel }
report-count = { $count ->
    [one] **One member has reported it:**
   *[other] **{ $count } members have reported it:**
}
report-line = - { $member }, { $at }: { $reason }
report-hidden = It is hidden until you decide.
report-file-gone = The file of the picture isn't kept any more.
report-gone = This report is closed: data about it was deleted.
report-now-kept = Kept by { $moderator }, { $at }.
report-now-removed = Removed by { $moderator }, { $at }.
report-message-stays = I may not delete the message here, so I've replaced the picture in it by a text.
report-shown-hidden = Several members reported this picture. It's hidden until a moderator has looked at it.
report-shown-removed = A moderator removed this picture.
report-shown-kept = A moderator has looked at this picture by { $member }: it stays.
moderation-reports = Show the reported pictures that wait for a decision
moderation-reported-title = **These pictures were reported, the longest waiting first:**
moderation-reported-none = No reports wait.
moderation-reported-line = { $count ->
    [one] { $number }. By { $member } in { $channel }: one report
   *[other] { $number }. By { $member } in { $channel }: { $count } reports
}
button-openreport-number = Decide { $number }
log-keep = { $at }: { $moderator } kept a reported picture by { $member }: { $reason }
log-autohide = { $at }: a picture by { $member } is hidden after several reports: { $reason }

## The channel of the log

server-log = Repeat the moderation log in a channel
server-log-set = Choose the channel in which I repeat the moderation log
server-log-channel = A channel that only moderators see
server-log-off = Don't repeat the moderation log in a channel any more
server-log-now = What moderators and owners do is repeated in { $channel } from now on.
server-log-none = The log isn't repeated in a channel any more. `/moderation log` still shows it.
refused-log-closed = I can't write in { $channel }: it needs View Channel and Send Messages for me.
