## Texts of reviews: what waits for a moderator, and what they decide.

held-prompt = Your request waits for a moderator. It's drawn once they approve it.
held-picture = Your picture is ready and waits for a moderator. It appears here once they approve it.
rejected-prompt = A moderator didn't approve this request. Nothing was drawn, and nothing counts toward the limit.
rejected-picture = A moderator didn't approve this picture, so it isn't shown.
rejected-late-prompt = No moderator looked at this request in time. Nothing was drawn, and nothing counts toward the limit.
rejected-late-picture = No moderator looked at this picture in time, so it isn't shown.
rejected-reason = Reason: { $reason }
