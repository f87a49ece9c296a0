"""Conversion to sRGB by the ICC profiles that cameras and editors embed in pictures."""

from io import BytesIO

from PIL import Image, ImageCms

# Of printers' profiles, which are the largest; a larger one was written to keep its readers busy.
MOST_BYTES = 4 * 2**20
GREY = ("1", "L", "LA")
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


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
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        space = str(source.profile.xcolor_space).strip()
        if space == "RGB" and not ImageCms.getProfileDescription(source).startswith("sRGB"):
            colours = rgba.convert("RGB")
        elif space == "GRAY" and picture.mode in GREY:
            colours = rgba.convert("L")
        elif space == "CMYK" and picture.mode == "CMYK":
            colours = picture
        else:  # The profile is sRGB's own, or not for such a picture.
            return rgba
        converted = ImageCms.profileToProfile(colours, source, SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return rgba
    if converted is None:
        return rgba
    converted.putalpha(rgba.getchannel("A"))
    return converted
