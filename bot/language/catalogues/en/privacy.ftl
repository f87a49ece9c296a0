## /privacy: what is kept about a member

privacy-description = What I keep about you: see it, take it along, or have it deleted
privacy-show = Show what I keep about you and for how long
privacy-export = Get everything that I keep about you as a file
privacy-delete = Have everything that I keep about you deleted, in every server

privacy-title = What I keep about you, of all servers together:
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
} of which only the server, the time and the number of pictures are left, for your allowance; each is deleted { $days ->
    [one] { $days } day
   *[other] { $days } days
} after it.
privacy-pictures = • { $count ->
    [one] { $count } picture with its prompt, tags and values, until you delete it, so that its buttons work; its file for
   *[other] { $count } pictures with their prompts, tags and values, until you delete them, so that their buttons work; their files for
} { $days ->
    [one] { $days } day
   *[other] { $days } days
} at most.
privacy-favourites = • { $count ->
    [one] { $count } favourite
   *[other] { $count } favourites
}.
privacy-choices = { $count ->
    [0] • None of your own defaults: you have not chosen any.
   *[other] • Your own defaults, which `/settings show` shows.
}
privacy-moderation = • { $count ->
    [one] { $count } entry
   *[other] { $count } entries
} of bans and of what moderators did about you.
privacy-elsewhere = The messages in your channels are kept by Discord. `/privacy export` gives you all of this as a file; `/privacy delete` deletes it.

privacy-exported = Here is everything that I keep about you, with { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}{ $left ->
    [0] .
    [one] ; { $left } picture was left out, and the file says why.
   *[other] ; { $left } pictures were left out, and the file says why.
}
export-no-room = { $file }: there was no room left for it.
export-gone = { $file }: its file is no longer kept.
refused-export-size = What I keep about you is larger than what can be sent here; please ask the bot's operator for it.

privacy-ask = This deletes everything that I keep about you, in every server: what waits or is being drawn, your pictures, favourites, tags and defaults. It cannot be undone. Only how many pictures you had, when and where, stays for { $days ->
    [one] { $days } day
   *[other] { $days } days
}, without any words: deleting does not give you a new allowance. Messages that were posted stay in Discord until you delete them there; `/privacy export` lists them.
privacy-ask-links = Your newest messages:
button-forget = Delete everything…
privacy-form = Delete everything about me
privacy-form-word = Write “{ $word }” to delete everything
privacy-word = delete
privacy-deleted = Everything that I kept about you is deleted, { $count ->
    [0] with no picture among it.
    [one] { $count } picture among it.
   *[other] { $count } pictures among it.
}
privacy-bans-stay = { $count ->
    [one] A ban that is in force is
   *[other] { $count } bans that are in force are
} kept until it ends, with your id.
answer-forgotten = Called off: its member has had everything about them deleted.
refused-not-your-data = That button is for somebody else's data; `/privacy delete` is for yours.
refused-word-differs = Nothing was deleted: you did not write “{ $word }”.
