## /help: a tour. What is in braces with a command's name becomes a link that opens the command.

help-description = A short tour: pictures, buttons, morphs, the gallery, your data and your limits

help-title-first = Your first picture
help-text-first =
    Type { $imagine }, describe what you'd like to see in `prompt`, and press Enter. This one is `red apple`.

    You'll see your place in the queue and how long it will take, and then the picture as it becomes clearer. { $queue } shows what you're waiting for, { $cancel } cancels it.
help-alt = AI-generated picture: { $shown }
help-alt-first = A red apple on a green background

help-title-styles = Presets and options
help-text-styles =
    In { $imagine }, **style** wraps a preset around your words. **count** draws up to four pictures at once,{ $sizes ->
        [1] {""}
       *[other] {" "}**size** sets the shape,
    } **seed** repeats a picture, **negative_prompt** is what you don't want to see, and **start** begins with a picture of yours.

    `a {"{"}red|green{"}"} apple` draws one or the other. If you always want something, choose it once in { $settings }.
help-alt-styles = A rocket on blue, a cat above a heart, and a star on purple

help-title-buttons = Buttons under a picture
help-text-buttons =
    Under each picture, **Vary** draws more like it, **Upscale** draws it twice as large (that counts as { $upscale }), **Re-roll** draws the same words again, and **Edit** opens a form with everything filled in. **Use as start** begins with the picture itself.

    Under several pictures, press a number first: it opens that picture, with buttons of its own. The buttons work for everyone, even after a restart, and count toward the limit of whoever presses. **Details** shows how a picture was made, **Favourite** saves it to your gallery. Under **More** are tags and **Delete**, for its author and for moderators.
help-alt-buttons = Four variations of a red apple

help-title-morph = Morph and blend
help-text-morph =
    { $morph } draws an animation from one prompt to the next, through up to six of them.

    { $blend } mixes two or three pictures or prompts into one.
help-alt-morph = A red apple that becomes a green one in five steps

help-title-gallery = Gallery
help-text-gallery =
    { $history } shows your pictures, { $gallery } everyone's in this server: by member, by tag, or your favourites. { $stats } has the numbers.

    Right-click a picture or a member and choose **Apps**: there are **{ menu-details }**, **{ menu-start }** and **{ menu-gallery }**.
help-alt-gallery = Six pictures on a contact sheet

help-title-privacy = Your data
help-text-privacy =
    { $privacy } shows what I keep about you and for how long. { $export } sends you all of it.

    { $delete } deletes it permanently.
help-alt-privacy = A key

help-title-limits = Limits
help-text-limits = This is how much you can draw here. Four pictures at once count as 4, a morph counts once per frame, and an upscale counts as { $upscale }.
help-alt-limits = An alarm clock
help-limit = { $allowance }; { $left ->
    [0] none are left right now.
    [one] { $left } is left right now.
   *[other] { $left } are left right now.
}
help-open = You can have { $count ->
    [one] { $count } request
   *[other] { $count } requests
} in progress at once.
help-waits = Anything beyond that waits its turn, for up to an hour.
help-waits-not = Anything beyond that is refused, and I tell you when to try again.

help-title-servers = For server owners
help-text-servers =
    { $server } shows this server's settings: channels, roles, limits, models, language and spoilers. The commands next to it change them. `/server styles add` adds a preset of your own.

    { $ban } keeps a member from drawing, for a while or permanently; { $log } shows what moderators did.
help-alt-servers = A yellow star on a purple background
