"""Conversion of filled-in options and attachments into a GenerationRequest."""
