## /privacy: what is kept about a member

privacy-description = What I keep about you: see it, download it, or delete it
privacy-show = Show what I keep about you and for how long
privacy-export = Get everything I keep about you as a file
privacy-delete = Delete everything I keep about you, in every server

privacy-title = What I keep about you, in all servers together:
privacy-requests = • { $count ->
    [one] { $count } request
   *[other] { $count } requests
} with your name and prompt; each is deleted { $days ->
    [one] { $days } day
   *[other] { $days } days
} after its answer.
privacy-spent = • { $count ->
    [one] { $count } request
   *[other] { $count } requests
} of which I keep only the server, the time and the number of pictures, for your limit; each is deleted { $days ->
    [one] { $days } day
   *[other] { $days } days
} later.
privacy-pictures = • { $count ->
    [one] { $count } picture with its prompt, tags and values, kept so that its buttons work, until you delete it; its file for
   *[other] { $count } pictures with their prompts, tags and values, kept so that their buttons work, until you delete them; their files for
} { $days ->
    [one] { $days } day
   *[other] { $days } days
} at most.
privacy-favourites = • { $count ->
    [one] { $count } favourite
   *[other] { $count } favourites
}.
privacy-choices = { $count ->
    [0] • No settings of your own: you haven't changed any.
   *[other] • Your own settings, which `/settings show` shows.
}
privacy-moderation = • { $count ->
    [one] { $count } entry
   *[other] { $count } entries
} about bans and other things moderators did that concern you.
privacy-elsewhere = Discord keeps the messages in your channels. `/privacy export` gives you all of this as a file; `/privacy delete` deletes it.

privacy-exported = Here's everything I keep about you, with { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}{ $left ->
    [0] .
    [one] ; { $left } picture was left out, and the file says why.
   *[other] ; { $left } pictures were left out, and the file says why.
}
export-no-room = { $file }: there was no room left for it.
export-gone = { $file }: its file is no longer kept.
export-unpublished = { $file }: it wasn't approved.
refused-export-size = What I keep about you is too large to send here. Please ask the bot's operator for it.

privacy-ask = This deletes everything I keep about you, in every server: requests that are waiting or being drawn, your pictures, favourites, tags and settings. It can't be undone. I only keep how many pictures you had, when and where, for { $days ->
    [one] { $days } day
   *[other] { $days } days
}, without any words: deleting doesn't reset your limit. Posted messages stay in Discord until you delete them there; `/privacy export` lists them.
privacy-ask-links = Your newest messages:
button-forget = Delete everything…
privacy-form = Delete everything about me
privacy-form-word = Type “{ $word }” to delete everything
privacy-word = delete
privacy-deleted = Everything I kept about you has been deleted ({ $count ->
    [0] no pictures
    [one] { $count } picture
   *[other] { $count } pictures
}).
privacy-bans-stay = { $count ->
    [one] A ban, warning or limit in force is kept, with your ID, until it ends.
   *[other] { $count } bans, warnings and limits in force are kept, with your ID, until they end.
}
answer-forgotten = Cancelled: this member deleted their data.
refused-not-your-data = That button is for someone else's data; for yours, use `/privacy delete`.
refused-word-differs = Nothing was deleted: you didn't type “{ $word }”.
