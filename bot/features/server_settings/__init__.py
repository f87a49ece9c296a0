"""`/server`: the settings of a server."""
