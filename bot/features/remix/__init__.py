"""The buttons that generate pictures from a picture."""
