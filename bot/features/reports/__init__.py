"""Reports of pictures: the form of members, the card for moderators, and their decisions."""
