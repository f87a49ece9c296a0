## /morph and /blend

morph-description = Animate from prompt to prompt; each frame counts as a picture toward your limit
morph-first = What it starts with, for example: red apple
morph-second = What it turns into, for example: blue boat
morph-next = What comes next
morph-frames = Frames from the first prompt to the last, 2 to { $most } (default { $default })
blend-description = Blend two or three things into one picture, each in words, as a picture, or both
blend-first = The first thing in words, or what its picture shows
blend-second = The second thing in words, or what its picture shows
blend-third = The third thing in words, or what its picture shows
blend-first-picture = A picture of the first thing
blend-second-picture = A picture of the second thing
blend-third-picture = A picture of the third thing
blend-strength = How much of the pictures to redraw, 0.05 to 1 (default { $default })
refused-blend-one = A blend needs at least two things, each in words or as a picture.
refused-blend-words = None of these pictures says what it was drawn from. Please say in words what at least one of them shows.
failed-animation-too-large = Your animation is done, but it's larger than the { $megabytes } MB that I can post here. Try a smaller size, or fewer frames.
