"""`/settings`: defaults of a member."""
