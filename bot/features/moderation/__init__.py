"""`/moderation`: bans, hidden pictures, and the log of moderators' actions."""
