"""The Discord side of imagine-bot; pictures come through the door of `generation` alone."""
