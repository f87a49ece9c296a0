"""`/server show`: all settings of a server, in pages."""
