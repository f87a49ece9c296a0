"""Reading and writing of the parameters inside a picture's file."""
