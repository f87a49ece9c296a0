"""Files of models: downloaded, checked, locked, and opened within bounds."""
