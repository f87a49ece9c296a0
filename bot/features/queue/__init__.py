"""`/queue` and `/cancel`: open requests, and their cancellation."""
