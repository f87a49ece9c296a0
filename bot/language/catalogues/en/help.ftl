## /help: a tour. What is in braces with a command's name becomes a link that opens the command.

help-description = A short tour: pictures, buttons, morphs, the gallery, your data and your limits

help-title-first = Your first picture
help-text-first =
    Type { $imagine }, write what you would like to see into `prompt`, and press Enter. This one is `red apple`.

    Your place in line and the time that it takes are told at once; while it is drawn you see how it becomes clearer. { $queue } shows what you wait for, { $cancel } takes it back.
help-alt-first = A red apple on a green background

help-title-styles = Styles and options
help-text-styles =
    In { $imagine } a **style** puts a preset around your words. **count** draws up to four at once, **size** chooses the shape, **seed** repeats a picture, **negative_prompt** says what to steer away from, and **start** begins with a picture of yours.

    `a {"{"}red|green{"}"} apple` draws one or the other. What you always want, you set once with { $settings }.
help-alt-styles = A rocket on blue, a cat above a heart, and a star on purple

help-title-buttons = Buttons under a picture
help-text-buttons =
    Under each picture, **Vary** draws pictures that are like this one, **Upscale** one twice as large (it counts as { $upscale }), **Re-roll** the same words anew, and **Edit** opens a form with all values filled in. **Use as start** begins with the picture itself.

    Under several pictures, press a number first: it opens that picture, with all the buttons of its own. They work for everybody, also after a restart; a press counts for whoever presses. **Details** shows how a picture was made, **Favourite** keeps it for your gallery. Under **More** are tags and **Delete**, for its author and for moderators.
help-alt-buttons = Four variations of a red apple

help-title-morph = Morph and blend
help-text-morph =
    { $morph } draws an animation from one prompt to another, through up to six of them.

    { $blend } mixes two or three pictures or prompts into one.
help-alt-morph = A red apple that becomes a green one in five steps

help-title-gallery = Gallery
help-text-gallery =
    { $history } shows what you drew, { $gallery } what this server drew: by member, by tag, or your favourites. { $stats } counts.

    Right-click a picture or a member and choose **Apps**: there are **{ menu-details }**, **{ menu-start }** and **{ menu-gallery }**.
help-alt-gallery = Six pictures on a contact sheet

help-title-privacy = Your data
help-text-privacy =
    { $privacy } shows what is kept about you and for how long. { $export } hands all of it out to you.

    { $delete } deletes it for good.
help-alt-privacy = A key

help-title-limits = Limits
help-text-limits = What you can draw here. Four pictures at once count as 4, a morph counts once per frame, and an upscale counts as { $upscale }.
help-alt-limits = An alarm clock
help-limit = { $allowance }; { $left ->
    [0] none of them are left just now.
    [one] { $left } of them is left just now.
   *[other] { $left } of them are left just now.
}
help-open = You may have { $count ->
    [one] { $count } request
   *[other] { $count } requests
} in work at once.
help-waits = What you ask for beyond that waits until it fits, for up to an hour.
help-waits-not = What you ask for beyond that is refused, with the time at which it fits.

help-title-servers = For server owners
help-text-servers =
    { $server } shows what holds in this server: channels, roles, limits, models, language and spoilers; the commands beside it change them. `/server styles add` adds a style of your own.

    { $ban } keeps a member from drawing, for a time or for ever; { $log } shows what moderators did.
help-alt-servers = A yellow star on a purple background
