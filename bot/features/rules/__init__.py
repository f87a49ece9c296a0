"""`/rules`: what is filtered here, why, and what a member can do."""
