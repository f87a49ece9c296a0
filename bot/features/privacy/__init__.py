"""`/privacy`: export and deletion of a member's data."""
