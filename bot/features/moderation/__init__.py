"""What moderators do: bans, and the log of all that was done."""
