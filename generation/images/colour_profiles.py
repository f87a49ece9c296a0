"""Conversion to sRGB by the ICC profiles that cameras and editors embed in pictures."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageCms

# Of printers' profiles, which are the largest; a larger one was written to keep its readers busy.
MOST_BYTES = 4 * 2**20
GREY = ("1", "L", "LA")


def to_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """Convert a picture's colours from those of its profile.

    Args:
        picture: decoded, of 8 bits a channel.
        profile: bytes of the ICC profile; any other object is ignored, and so is a profile that is
            damaged, too large or for another kind of picture.

    Returns:
        An RGBA picture.

    Reference:
        ICC.1:2022; the perceptual intent.
    """
    rgba = picture.convert("RGBA")
    if not isinstance(profile, bytes) or not 0 < len(profile) <= MOST_BYTES:
        return rgba
    try:
        converted = _convert_colours(picture, rgba, ImageCms.ImageCmsProfile(BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return rgba
    if converted is None:
        return rgba
    converted.putalpha(rgba.getchannel("A"))
    return converted


def _convert_colours(
    picture: Image.Image, rgba: Image.Image, profile: ImageCms.ImageCmsProfile
) -> Image.Image | None:
    """Convert colours to sRGB; None if the profile is sRGB's own, or not for such a picture."""
    space = str(profile.profile.xcolor_space).strip()
    if space == "RGB" and not ImageCms.getProfileDescription(profile).startswith("sRGB"):
        colours = rgba.convert("RGB")
    elif space == "GRAY" and picture.mode in GREY:
        colours = rgba.convert("L")
    elif space == "CMYK" and picture.mode == "CMYK":
        colours = picture
    else:
        return None
    return ImageCms.profileToProfile(colours, profile, _srgb(), outputMode="RGB")


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
