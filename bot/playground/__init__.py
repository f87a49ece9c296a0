"""Run the bot against a simulated Discord in a browser."""
