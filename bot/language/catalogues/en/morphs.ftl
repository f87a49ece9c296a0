## /morph and /blend

morph-description = Animate from prompt to prompt; each frame counts as a picture of your allowance
morph-first = What it begins with, for example: red apple
morph-second = What that becomes, for example: blue boat
morph-next = What comes after that
morph-frames = Frames from the first prompt to the last, 2 to { $most }; the default is { $default }
blend-description = Make one picture of two or three things, each in words, as a picture, or both
blend-first = The first thing in words, or what its picture shows
blend-second = The second thing in words, or what its picture shows
blend-third = The third thing in words, or what its picture shows
blend-first-picture = A picture of the first thing
blend-second-picture = A picture of the second thing
blend-third-picture = A picture of the third thing
blend-strength = How much of the pictures is drawn anew, 0.05 to 1; the default is { $default }
refused-blend-one = A blend needs two things at least; each is said in words, or shown in a picture.
refused-blend-words = None of these pictures says what it was drawn from; please say in words what one of them shows.
failed-animation-too-large = The animation is drawn, but larger than the { $megabytes } MB that may be posted here; please ask for a smaller size or for fewer frames.
