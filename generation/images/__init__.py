"""Encoding and decoding of pictures with Pillow, and the parameters inside their files."""
