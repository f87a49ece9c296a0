## Forms that make something of a picture

edit-title = Edit and draw again
field-prompt = Prompt
field-prompts = Prompts, one per line (2 to 6)
field-negative = Negative prompt
field-steps = Steps
field-guidance = Guidance
field-frames = Frames
field-seed = Seed (empty for a random one)
refused-start-gone = The picture that this one began with is no longer kept, so it cannot be drawn again.
refused-file-gone = This picture's file is no longer kept, so it can't be shown, upscaled or started from. Everything else still works.
start-title = Start from this picture
start-choose = Which picture of this message?
field-strength = How much is drawn anew, 0.05 to 1
field-picture = Which picture, 1 to { $count }

## Who made what of whose picture, under the picture that came of it

made-reroll = { $member } re-rolled { $picture }
made-vary = { $member } varied { $picture }
made-upscale = { $member } upscaled { $picture }
made-start = { $member } started from { $picture }
made-edit = { $member } edited { $picture }
picture-of = { $authors }’s picture
picture-own = their own picture
picture-deleted = a deleted picture
