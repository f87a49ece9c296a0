"""A short tour with pictures; those were drawn by `starter`, as every picture of this project."""
