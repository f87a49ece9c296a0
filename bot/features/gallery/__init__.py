"""The gallery: generated pictures, one at a time or in pages."""
