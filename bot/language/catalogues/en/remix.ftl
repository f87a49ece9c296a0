## Forms that make something of a picture

edit-title = Edit and draw again
field-prompt = Prompt
field-prompts = Prompts, one per line (2 to 6)
field-negative = Negative prompt
field-steps = Steps
field-guidance = Guidance
field-frames = Frames
field-seed = Seed (leave empty for a random one)
refused-start-gone = The picture that this one started from is no longer kept, so it can't be drawn again.
refused-file-gone = This picture's file is no longer kept, so it can't be shown, upscaled or started from. Everything else still works.
start-title = Start from this picture
start-choose = Which picture in this message?
field-strength = How much to redraw, 0.05 to 1
field-picture = Which picture, 1 to { $count }

## Who made what of whose picture, under the picture that came of it

made-reroll = { $member } re-rolled { $picture }
made-vary = { $member } varied { $picture }
made-upscale = { $member } upscaled { $picture }
made-start = { $member } started from { $picture }
made-edit = { $member } edited { $picture }
picture-of = { $authors }'s picture
picture-own = their own picture
picture-deleted = a deleted picture
