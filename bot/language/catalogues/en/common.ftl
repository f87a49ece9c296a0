# What members read. A text's name says where it stands; numbers that are counted have plural forms.

## Lengths of time

about-seconds = about { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
about-minutes = about { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
about-hours = about { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
# As in "10 pictures per hour".
period-days = { $count ->
    [one] day
   *[other] { $count } days
}
period-hours = { $count ->
    [one] hour
   *[other] { $count } hours
}
period-minutes = { $count ->
    [one] minute
   *[other] { $count } minutes
}
period-seconds = { $count ->
    [one] second
   *[other] { $count } seconds
}

## Why a request is not taken

refused-no-model = No pictures can be drawn for now: the model { $model } could not be loaded. The bot's operator finds the reason in its log.
refused-no-storage = Your request could not be written down, so it is not taken and nothing is charged; please ask again in a minute.
refused-closing = The bot is being restarted; please ask again in a minute.
refused-no-rules = No pictures are drawn for now: the list of blocked words cannot be read, and its operator has to mend it.
refused-minors = Sexual content involving minors is always refused.
refused-channel = Pictures are drawn only in { $channels }.
refused-role = Pictures are drawn only for members with one of these roles: { $roles }.
refused-word = The prompt has { $word }, which is not allowed here.
refused-negative-word = The negative prompt has { $word }, which is not allowed here.
refused-unjudged = Your words are still being checked; please ask again in a moment.
refused-insisting = Several of your prompts were refused in a row; please wait { $wait }, then try other words.
refused-user-open = You have { $count ->
    [one] { $count } request
   *[other] { $count } requests
} in work already; please ask again when one of them is finished.
refused-user-waiting = At most { $count } of your pictures may wait or be drawn at once. There is room for { $left } more now, and this counts as { $units }; please ask again when some of them are finished.
refused-server-open = This server has { $count ->
    [one] { $count } request
   *[other] { $count } requests
} in work already; please ask again in a few minutes.
refused-line-full = The line is full: { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
} may wait at once. Please ask again in a few minutes.
refused-line-short = This counts as { $units } pictures, and at most { $count } may wait at once; please ask for less.
allowance-user = You may have { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
} per { $period }
allowance-server = This server may have { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
} per { $period }
refused-too-many = { $allowance }, and this counts as { $units }; please ask for less at a time.
refused-few-left = { $allowance }, and this counts as { $units }; { $left } can still be had now, or all of it in { $wait }.
refused-none-left = { $allowance }; please ask again in { $wait }.
refused-permission = I cannot draw here: I need the permission { $permissions } in this channel.
refused-file-size = That file has { $megabytes } MB; at most { $most } MB are read.
refused-file-pixels = That picture has { $size } pixels; at most { $most } megapixels are read.
refused-file-unread = Discord does not hand that file out; please attach it again.
refused-file-busy = I am still opening the last picture you sent; please try again when that is done.
refused-file-wait = Many pictures are being sent in right now, so nothing was taken or charged; please try again in a moment.
refused-file-late = It took too long to fetch and open that picture, so nothing was charged; please try again.
permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-send-in-threads = Send Messages in Threads
permission-attach-files = Attach Files
and = { $first } and { $second }

refused-picture-gone = That picture is no longer kept here: it was deleted, or is another server's.
refused-button = This button does nothing any more.
refused-draft-gone = What you wrote there is no longer kept: that happens after an hour, after a restart, or once another form of yours was refused. Please open the form anew.

## What goes wrong

fault = Something went wrong here; it has been logged for the bot's operator.
command-changed = This command has just changed; please try it again in a minute.
failed-nothing-came = The picture could not be drawn. The bot's operator finds the reason in its log.
failed-given-up = The picture could not be drawn: the bot was stopped in the middle of it several times. Nothing was charged for it.
failed-unprepared = The bot was stopped while it opened your picture. Nothing was charged; please ask again.
failed-no-model = No picture could be drawn: the model { $model } could not be loaded. The bot's operator finds the reason in its log.
failed-no-lora = No picture could be drawn: the LoRA { $lora } cannot be used with this model. Without it, or with another one, it works. The bot's operator finds the reason in its log.
failed-out-of-memory = A picture of this size does not fit into this machine's memory.
failed-start-gone = The picture to start from is no longer kept, so nothing was drawn and nothing is charged.
failed-too-large = The pictures are drawn, but larger than the { $megabytes } MB that may be posted here; please ask for a smaller size or for fewer at a time.

## While a picture is being made

progress-step = step { $step } of { $of }
progress-step-eta = step { $step } of { $of }, ready in { $wait }
progress-starting = The model is starting, which can take a minute or more. Your request is safe.
progress-loading = The model is being loaded, which can take a minute or more. Your request is safe.
progress-warming = The model is getting ready, which can take a minute or more. Your request is safe.
progress-place = Number { $place } in line.
progress-next = Next in line
progress-next-eta = Next in line, ready in { $wait }
progress-due = The allowance is used up for now; this is drawn { $due }.
progress-waiting = Waiting for { $count ->
    [one] { $count } request
   *[other] { $count } requests
} before this one
progress-waiting-eta = Waiting for { $count ->
    [one] { $count } request
   *[other] { $count } requests
} before this one, ready in { $wait }

## The answer

answer-without = { $prompt } without { $negative }
answer-prompt = { $prompt }
answer-seeds = { $count ->
    [one] seed { $seeds }
   *[other] seeds { $seeds }
}
answer-steps = { $steps } steps
answer-guidance = guidance { $guidance }
answer-start = { $strength } of the start picture drawn anew
answer-variation = variation { $share } towards seed { $seed }
answer-frames = { $count ->
    [one] { $count } frame
   *[other] { $count } frames
}
answer-lora = LoRA { $lora } { $strength }
answer-drawn = drawn: { $words }
answer-cut = The prompt is longer than { $model } reads; left out: { $cut }.
answer-left-out = Left out, as no LoRA of that name can be worn here: { $names }.
answer-unread = Drawn as plain words, for other tools’ syntax is not read here: { $parts }.
answer-english = This doesn’t look like English, and { $model } only reads English: try the same words in English.
answer-unknown-words = { $model } doesn’t know { $words }. It draws one or two things on a coloured background; try { $examples }.
answer-choose-model = For anything else, choose the model { $larger } in `/imagine`.
answer-model = drawn with { $model }
answer-after = after a picture of { $authors }
answer-for = For { $member }: { $content }
alt-picture = { $prompt }, asked for by { $member }
alt-grid = { $count } pictures: { $prompt }, asked for by { $member }
alt-animation = Animation: { $prompt }, asked for by { $member }
button-single = Show
button-vary = Vary
button-upscale = Upscale
button-start = Use as start
button-reroll = Re-roll
button-edit = Edit
button-details = Details
button-favourite = Favourite
button-delete = Delete
button-play = Play
button-cancel = Cancel
alt-preview = Unfinished picture: { $prompt }
button-retry = Try again
