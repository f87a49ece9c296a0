"""Turn text into weighted tokens (no Keras)."""
