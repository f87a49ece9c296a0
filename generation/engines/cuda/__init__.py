"""NVIDIA graphics cards: what they are, which of them is used, and how their errors read."""
