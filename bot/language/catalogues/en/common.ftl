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

refused-no-model = I can't draw right now: the model { $model } couldn't be loaded. The bot's operator can find out why in the log.
refused-no-storage = I couldn't save your request, so nothing counts toward your limit. Please try again in a minute.
refused-closing = I'm restarting. Please try again in a minute.
refused-no-rules = I can't draw right now: my list of blocked words can't be read, and the bot's operator has to fix it.
refused-minors = Sexual content involving minors is never allowed.
refused-channel = I only draw in { $channels }.
refused-role = I only draw for members with one of these roles: { $roles }.
refused-adult = I don't draw nudity or sexual content. Please try something else.
refused-word = Your prompt has something in it that I don't draw. Please try other words.
refused-negative-word = Your negative prompt has something in it that isn't allowed here. Please try other words.
refused-violence = I don't draw gore or cruelty. Please try something else.
refused-hate = I don't draw hatred or its symbols. Please try something else.
refused-self-harm = I don't draw people hurting themselves. If you're having a hard time, please talk to someone you trust; findahelpline.com lists people who listen, in your country.
refused-people = I don't draw real people here. Please try someone made up.
refused-server-words = Your prompt has something in it that isn't allowed in this server. Please try other words.
refused-unjudged = I'm still checking your words. Please try again in a moment.
refused-insisting = Several of your prompts in a row were refused. Please wait { $wait }, then try other words.
refused-user-open = { $count ->
    [one] You already have { $count } request in progress. Try again when it's done.
   *[other] You already have { $count } requests in progress. Try again when one of them is done.
}
refused-user-waiting = At most { $count } of your pictures can be in the queue at once. There's room for { $left } more right now, and this needs { $units }. Try again when some of them are done.
refused-server-open = This server already has { $count ->
    [one] { $count } request
   *[other] { $count } requests
} in progress. Try again in a few minutes.
refused-line-full = The queue is full: it holds { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}. Try again in a few minutes.
refused-line-short = This counts as { $units } pictures, and the queue holds { $count } at most. Try fewer at a time.
allowance-user = Your limit is { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
} per { $period }
allowance-server = This server's limit is { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
} per { $period }
refused-too-many = { $allowance }, and this counts as { $units }. Try fewer at a time.
refused-few-left = { $allowance }. Right now { $left ->
    [one] { $left } is left
   *[other] { $left } are left
}, and this counts as { $units }. Try fewer, or try again in { $wait }.
refused-none-left = { $allowance }, and it's used up for now. Try again in { $wait }.
refused-permission = I can't draw here: I need the permission { $permissions } in this channel.
refused-file-size = That file is { $megabytes } MB; the limit is { $most } MB.
refused-file-pixels = That picture has { $size } pixels; the limit is { $most } megapixels.
refused-file-unread = I couldn't download that file from Discord. Please attach it again.
refused-file-busy = I'm still opening the last picture you sent. Try again when that's done.
refused-file-wait = Lots of pictures are coming in right now, so I didn't take yours, and nothing counts toward your limit. Please try again in a moment.
refused-file-late = It took too long to get and open that picture. Nothing counts toward your limit; please try again.
permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-send-in-threads = Send Messages in Threads
permission-attach-files = Attach Files
and = { $first } and { $second }
number = { $number }

refused-picture-gone = That picture isn't here any more: it was deleted, or it belongs to another server.
refused-button = This button no longer works.
refused-draft-gone = What you wrote there is no longer kept: that happens after an hour, after a restart, or once another form of yours was refused. Please open the form anew.

## What goes wrong

fault = Something went wrong. I've logged it for the bot's operator.
command-changed = This command has just changed. Please try it again in a minute.
failed-nothing-came = I couldn't draw this picture. The bot's operator can find out why in the log.
failed-given-up = I couldn't draw this picture: I was stopped halfway through several times. Nothing counts toward your limit.
failed-unprepared = I was stopped while opening your picture. Nothing counts toward your limit; please try again.
failed-no-model = I couldn't draw this picture: the model { $model } couldn't be loaded. The bot's operator can find out why in the log.
failed-no-lora = I couldn't draw this picture: the LoRA { $lora } doesn't work with this model. Try without it, or with another one. The bot's operator can find out why in the log.
failed-out-of-memory = A picture of this size doesn't fit into this machine's memory.
failed-start-gone = The start picture is no longer kept, so I didn't draw anything, and nothing counts toward your limit.
failed-too-large = Your pictures are done, but they're larger than the { $megabytes } MB that I can post here. Try a smaller size, or fewer at a time.

## While a picture is being made

progress-step = step { $step } of { $of }
progress-step-eta = step { $step } of { $of }, ready in { $wait }
progress-starting = The model is starting. This can take a minute or more, but your request is safe.
progress-loading = The model is loading. This can take a minute or more, but your request is safe.
progress-downloading = The model is being downloaded. Your request is safe.
progress-downloading-eta = The model is being downloaded, done in { $wait }. Your request is safe.
progress-warming = The model is getting ready. This can take a minute or more, but your request is safe.
progress-measuring = The model is getting ready for the first time. Your request is safe.
progress-measuring-eta = The model is getting ready for the first time, done in { $wait }. Your request is safe.
progress-place = Number { $place } in the queue.
progress-next = Next in the queue
progress-next-eta = Next in the queue, ready in { $wait }
progress-due = The limit is used up for now; this will be drawn { $due }.
progress-waiting = { $count ->
    [one] { $count } request
   *[other] { $count } requests
} ahead of this one
progress-waiting-eta = { $count ->
    [one] { $count } request
   *[other] { $count } requests
} ahead of this one, ready in { $wait }

## The answer

answer-without = { $prompt } without { $negative }
answer-prompt = { $prompt }
answer-seeds = { $count ->
    [one] seed { $seeds }
   *[other] seeds { $seeds }
}
answer-steps = { $steps } steps
answer-guidance = guidance { $guidance }
answer-start = { $strength } of the start picture redrawn
answer-variation = variation { $share } towards seed { $seed }
answer-frames = { $count ->
    [one] { $count } frame
   *[other] { $count } frames
}
answer-lora = LoRA { $lora } { $strength }
answer-drawn = drawn: { $words }
answer-cut = The prompt is too long for { $model }. Left out: { $cut }.
answer-left-out = Left out, because there's no LoRA of that name for this model: { $names }.
answer-unread = Drawn as plain words, because I don't read other tools' syntax: { $parts }.
answer-english = This doesn't look like English, and { $model } only reads English: try the same words in English.
answer-unknown-words = { $model } doesn't know { $words }. It draws one or two things on a coloured background; try { $examples }.
answer-choose-model = For anything else, choose the model { $larger } in `/imagine`.
answer-model = drawn with { $model }
answer-after = based on a picture by { $authors }
answer-for = For { $member }: { $content }
alt-picture = AI-generated picture: { $prompt }, requested by { $member }
alt-listed = { $prompt }, requested by { $member }
alt-grid = { $count } AI-generated pictures: { $prompt }, requested by { $member }
alt-animation = AI-generated animation: { $prompt }, requested by { $member }
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
alt-preview = Unfinished AI-generated picture: { $prompt }
button-retry = Try again
