"""Networks made fast: how a function is compiled, and which way is the fastest here."""
