## A picture, its details and its tags

button-erase = Delete for good
button-tags = Tags
button-more = More
more-title = { $count ->
    [one] More for this picture:
   *[other] More for these { $count } pictures:
}
button-first = First page
button-previous = Previous page
button-next = Next page
favourite-added = This picture is one of your favourites now; it is { $count ->
    [one] { $count } member's favourite
   *[other] { $count } members' favourite
}.
favourite-removed = This picture is no longer one of your favourites; it is { $count ->
    [0] nobody's favourite now
    [one] { $count } member's favourite
   *[other] { $count } members' favourite
}.
details-title = Details of this picture
details-title-of = Details of picture { $number } of { $count }
details-foreign = What is written in this picture:
details-negative = Without
details-size = Size
details-steps = Steps
details-guidance = Guidance
details-guidance-range = Guidance range
details-seed = Seed
details-sampler = Sampler
details-spacing = Schedule
details-strength = Drawn anew
details-zoom = Zoom
details-upscale = Enlarged
details-variation = Variation
details-frames = Frames
details-lora = LoRA
details-model = Model
details-took = Took
details-stages = { $total } s: waited { $queue } s · encode { $encode } s · denoise { $denoise } s ({ $speed } steps/s) · decode { $decode } s · { $precision }, { $engine }
details-seconds = { $seconds } s
details-author = Asked for by
details-date = Drawn
details-children = Pictures made of it
details-favourites = Favourite of
details-members = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
details-tags = Tags
details-parents = Made of
details-parent = after a picture of { $author } { $link }
details-parent-deleted = after a picture that was deleted
tags-title = Tags of this picture
tags-label = At most { $most }, with commas between them
tags-kept = The tags of this picture are now: { $tags }.
tags-removed = This picture has no tags now.
refused-tagging = Only whoever asked for this picture, and moderators, can tag it.
refused-tags = A picture has at most { $most } tags. You gave { $count }.
refused-tag = A tag has letters, digits, spaces and hyphens, at most { $most } of them, and begins with a letter or a digit. You gave { $tag }.
refused-tag-words = One of these tags has something that is not allowed here, so none of them is kept.
refused-too-large = Nothing of this picture fits into the { $most } MB that may be sent here.
refused-not-taken = Discord did not take the answer just now; please try again in a minute.
refused-no-picture = There is no picture in this message.
# In the menus of Discord, at most 32 characters.
menu-details = Picture details
menu-start = Use as start image
menu-gallery = Gallery of this member

## Deleting

delete-ask = { $count ->
    [one] Delete this picture and its message for good? What others have made of it stays.
   *[other] Delete the { $count } pictures of this message, and the message, for good? What others have made of them stays.
}
deleted = { $count ->
    [one] The picture is deleted.
   *[other] The { $count } pictures are deleted.
}
deleted-but-message = { $count ->
    [one] The picture is deleted here, but I may no longer delete its message; please do that in Discord.
   *[other] The { $count } pictures are deleted here, but I may no longer delete their message; please do that in Discord.
}
refused-deleting = Only whoever asked for this picture, and moderators, can delete it.
refused-not-deleted = Discord did not delete the message, so nothing was deleted; please try again in a minute.

## Pages

history-description = Your own pictures in this server
history-title = Your pictures in this server, page { $page }
gallery-description = The pictures of this server
gallery-member = Only pictures that this member asked for
gallery-tag = Only pictures with this tag
gallery-favourites = Only your favourites
gallery-search = Only pictures with these words in the prompt
gallery-title = Pictures of this server, page { $page }
gallery-of-favourites = your favourites
gallery-of-member = asked for by { $member }
gallery-of-tag = with the tag { $tag }
gallery-of-words = with the words { $words }
gallery-empty = There are no pictures to show here.
gallery-line = { $number }. { $prompt } by { $author }
alt-sheet = Contact sheet of { $count ->
    [one] { $count } picture
   *[other] { $count } pictures
}: { $pictures }

## Numbers

stats-description = How many pictures were drawn here, by whom and how
stats-server = **This server**
stats-own = **You, in this server**
stats-none = No pictures yet.
stats-pictures = { $ever ->
    [one] { $ever } picture
   *[other] { $ever } pictures
}, { $week } of them in the last 7 days and { $day } in the last 24 hours
stats-median = Half of them took at most { $seconds } s each.
stats-samplers = Most used samplers: { $samplers }
stats-sizes = Most used sizes: { $sizes }
stats-members = { $count ->
    [one] { $count } member
   *[other] { $count } members
}, most of them by { $members }
