## A picture, its details and its tags

button-erase = Delete permanently
button-tags = Tags
button-more = More
more-title = { $count ->
    [one] More for this picture:
   *[other] More for these { $count } pictures:
}
button-first = First page
button-previous = Previous page
button-next = Next page
favourite-added = Added to your favourites. It's a favourite of { $count ->
    [one] { $count } member
   *[other] { $count } members
}.
favourite-removed = Removed from your favourites. { $count ->
    [0] It's nobody's favourite now.
    [one] It's still a favourite of { $count } member.
   *[other] It's still a favourite of { $count } members.
}
details-title = Details of this picture
details-title-of = Details of picture { $number } of { $count }
details-foreign = What's written in this picture:
details-negative = Without
details-size = Size
details-steps = Steps
details-guidance = Guidance
details-guidance-range = Guidance range
details-range = { $low }–{ $high }
details-seed = Seed
details-sampler = Sampler
details-spacing = Schedule
details-strength = Redrawn
details-zoom = Zoom
details-upscale = Upscaled
details-variation = Variation
details-towards = { $share } → { $seed }
details-frames = Frames
details-lora = LoRA
details-model = Model
details-took = Took
details-stages = { $total } s: waited { $queue } s · encode { $encode } s · denoise { $denoise } s ({ $speed } steps/s) · decode { $decode } s · { $precision }, { $engine }
details-seconds = { $seconds } s
details-author = Requested by
details-date = Drawn
details-children = Pictures made from it
details-favourites = Favourite of
details-members = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
details-tags = Tags
details-parents = Made from
details-parent = a picture by { $author } { $link }
details-parent-deleted = a deleted picture
tags-title = Tags of this picture
tags-label = Up to { $most }, separated by commas
tags-kept = This picture's tags are now: { $tags }.
tags-removed = This picture has no tags now.
refused-tagging = Only the member who requested this picture and moderators can tag it.
refused-tags = A picture can have up to { $most } tags. You gave { $count }.
refused-tag = A tag is made of letters, digits, spaces and hyphens, { $most } at most, and starts with a letter or a digit. You gave { $tag }.
refused-tag-words = One of these tags has something in it that isn't allowed here, so I didn't save any of them.
refused-too-large = Even made smaller, this picture doesn't fit into the { $most } MB that I can send here.
refused-not-taken = Discord didn't accept the answer just now. Please try again in a minute.
refused-no-picture = There's no picture in this message.
# In the menus of Discord, at most 32 characters.
menu-details = Picture details
menu-start = Use as start image
menu-gallery = Gallery of this member

## Deleting

delete-ask = { $count ->
    [one] Delete this picture and its message permanently? Moderators can see it for 7 days. What others have made from it stays.
   *[other] Delete the { $count } pictures of this message, and the message, permanently? Moderators can see them for 7 days. What others have made from them stays.
}
deleted = { $count ->
    [one] The picture has been deleted.
   *[other] The { $count } pictures have been deleted.
}
deleted-but-message = { $count ->
    [one] I've deleted the picture, but I'm no longer allowed to delete its message. Please do that in Discord.
   *[other] I've deleted the { $count } pictures, but I'm no longer allowed to delete their message. Please do that in Discord.
}
refused-deleting = Only the member who requested this picture and moderators can delete it.
refused-not-deleted = Discord didn't delete the message, so nothing was deleted. Please try again in a minute.

## Pages

history-description = Your own pictures in this server
history-title = Your pictures in this server, page { $page }
gallery-description = The pictures of this server
gallery-member = Only pictures that this member requested
gallery-tag = Only pictures with this tag
gallery-favourites = Only your favourites
gallery-search = Only pictures with these words in the prompt
gallery-title = Pictures of this server, page { $page }
gallery-of-favourites = your favourites
gallery-of-member = requested by { $member }
gallery-of-tag = with the tag { $tag }
gallery-of-words = with the words { $words }
gallery-empty = There are no pictures to show here.
gallery-line = { $number }. { $prompt } by { $author }
alt-sheet = Contact sheet of { $count ->
    [one] { $count } AI-generated picture
   *[other] { $count } AI-generated pictures
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
stats-median = Half of them took { $seconds } s or less each.
stats-samplers = Most used samplers: { $samplers }
stats-sizes = Most used sizes: { $sizes }
stats-members = { $count ->
    [one] { $count } member
   *[other] { $count } members
}; most pictures are by { $members }
