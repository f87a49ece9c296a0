"""Turn pixels into files and files into pixels (Pillow)."""
