## Texts of reviews: what waits for a moderator, and what they decide.

held-prompt = Your request waits for a moderator. It's drawn once they approve it.
held-picture = Your picture is ready and waits for a moderator. It appears here once they approve it.
rejected-prompt = A moderator didn't approve this request. Nothing was drawn, and nothing counts toward the limit.
rejected-picture = A moderator didn't approve this picture, so it isn't shown.
rejected-late-prompt = No moderator looked at this request in time. Nothing was drawn, and nothing counts toward the limit.
rejected-late-picture = No moderator looked at this picture in time, so it isn't shown.
rejected-reason = Reason: { $reason }

## Cards: what moderators decide on

review-title-prompt = A request waits for approval
review-title-picture = A picture waits for approval
review-title-appeal-prompt = A member appeals: their request was rejected
review-title-appeal-picture = A member appeals: their picture was rejected
review-title-decided-prompt = A member's request
review-title-decided-picture = A member's picture
review-author = By { $member } in { $channel }, { $at }
review-record = Before: { $approved } approved, { $rejected } rejected · warnings: { $strikes } · bans: { $bans }
review-prompt = Prompt: { $prompt }
review-negative = Without: { $prompt }
review-why = Why it's here: { $rule }
review-picture-gone = The picture isn't kept any more, or is too large to be shown here.
review-appeal = They write: { $words }
review-rejected-first = Rejected { $by }. Somebody else decides now.
review-by = by { $moderator }
review-by-nobody = without a moderator
review-then-reject = If nobody decides, it's rejected { $at }.
review-then-approve = If nobody decides, it's approved { $at }.
review-now-approved = Approved by { $moderator }, { $at }.
review-now-spoiler = Approved as a spoiler by { $moderator }, { $at }.
review-now-rejected = Rejected by { $moderator }, { $at }.
review-now-overturned = The appeal succeeded: approved by { $moderator }, { $at }.
review-now-upheld = The rejection stays, says { $moderator }, { $at }.
review-late-approved = Approved { $at }, because nobody decided in time.
review-late-rejected = Rejected { $at }, because nobody decided in time.
review-late-upheld = The rejection stays: nobody decided on the appeal in time, { $at }.
review-blocked = Blocked by the picture filter, { $at }.
review-cancelled = Cancelled before anybody decided.
review-erased = Its member's data has been deleted.
decision-reason = Reason, which the member reads
review-reject-title = Reject
review-warn-title = Reject and warn
review-ban-title = Reject and ban from drawing
decision-ban-duration = How long: 2h, 1d, 1w, forever
button-approve = Approve
button-spoiler = Approve as spoiler
button-reject = Reject
button-rejectwarn = Warn
button-rejectban = Ban
button-opencard-number = Open { $number }
picture-rule-approval = everything is approved first here
picture-rule-nudity = nudity, { $score } on a scale from 0 to 1
picture-rule-unchecked = the picture could not be checked
refused-review-gone = This isn't waiting for a decision any more.
refused-review-own = You rejected this, so somebody else decides on the appeal.
refused-review-decided = Somebody was faster. { $outcome }

## Appeals

button-appeal = Appeal
button-drawapproved = Draw it
appeal-title = Appeal
appeal-words = Why should it be approved?
appeal-sent = Thanks. Another moderator looks at it, and I'll tell you here.
appeal-granted = { $member }, your appeal succeeded: your request is approved.
appeal-published = { $member }, your appeal succeeded. Here is your picture.
appeal-upheld = { $member }, a moderator looked at your appeal, and the rejection stays.
appeal-late = { $member }, nobody decided on your appeal in time, so the rejection stays.
refused-appealed = There's no appeal against this, or you have appealed already.
refused-appeal-not-yours = Only the member whose request it was can do that.
