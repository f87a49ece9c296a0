"""Accept and track requests in the bot's process (asyncio)."""
