"""What members and servers choose, and what is kept about a member."""
