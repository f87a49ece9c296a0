"""What can be made of a picture: the buttons that draw."""
