"""The feature: from `/imagine` to a picture in the channel; its siblings stand on its parts."""
