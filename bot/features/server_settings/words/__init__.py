"""`/server words`: the server's own words and patterns, and those of its AutoMod."""
