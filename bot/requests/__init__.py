"""Turn what a member filled in into a GenerationRequest."""
