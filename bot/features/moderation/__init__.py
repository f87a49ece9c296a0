"""`/moderation`: what moderators may do about members and pictures, and the log of it."""
