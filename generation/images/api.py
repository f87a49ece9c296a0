"""What can be done with pictures that are there. Takes a moment: to be called in a thread.

Pictures that strangers sent are decoded by `PictureDecoder`, in a process that may die of them.

Nothing is imported before it is needed: the door opens in milliseconds.
"""

from collections.abc import Sequence

from generation.request import GenerationRequest
from generation.types import Pixels


def fields_in(data: bytes) -> dict[str, str]:
    """Read the parameters that a picture was drawn with, ours or another tool's.

    Args:
        data: a PNG with a `parameters` text, or a JPEG or WebP with it as EXIF's comment; within
            the bounds of `generation.images.containers`.

    Returns:
        What is there by its name ("Steps", "Seed", ...), with "Prompt" and "Negative prompt".

    Raises:
        InvalidRequest: there are none, or it is too large, damaged, or of another format.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/images.py, read_info_from_image.
    """
    from generation.images.metadata import reading

    return reading.fields_in(data)


def infotext(request: GenerationRequest, model: str) -> str:
    """Write the parameters of a request for one picture as Stable Diffusion tools do.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/processing.py, create_infotext.
    """
    from generation.images.metadata import infotext as infotexts

    return infotexts.format_infotext(request, model)


def start_png(data: bytes, width: int, height: int) -> bytes:
    """Cut a picture that somebody sent to the size at which it is worked with.

    Nothing else that was in the file, such as where a photograph was taken, is kept.

    Args:
        data: a PNG, JPEG or WebP within the bounds of `generation.images.containers`: 16 MiB, 16
            megapixels, 8,192 pixels an edge.
        width: pixels.
        height: pixels.

    Returns:
        An encoded PNG.

    Raises:
        InvalidRequest: it is too large, damaged, or of another format.
    """
    from generation.images import opening

    return opening.crop_to_png(data, width, height)


def blended_png(pictures: Sequence[bytes], width: int, height: int) -> bytes:
    """Lay pictures over each other, each as strong as the others.

    Args:
        pictures: at least one; each as for `start_png`.
        width: pixels to which each is cut.
        height: pixels.

    Returns:
        An encoded PNG.

    Raises:
        InvalidRequest: one is too large, damaged, or of another format.
    """
    from generation.images import opening

    return opening.blend_to_png(pictures, width, height)


def preview_png(previews: Sequence[Pixels]) -> bytes:
    """Show unfinished pictures as one PNG, side by side, each at least 128 pixels a side.

    Args:
        previews: one to four of one size, of a Progress.
    """
    from generation.images import previews as sheets

    return sheets.encode_previews(previews)


def fitted(data: bytes, limit_bytes: int) -> tuple[bytes, str]:
    """Encode a picture so that it may be sent: as it is, or as well as it can be.

    Tried in this order: the PNG itself, WebP from lossless downwards, JPEG, and both again of ever
    smaller pictures; of an animation, WebP of falling quality with all of its frames. The
    parameters are kept where `fields_in` finds them; a start picture is not.

    Args:
        data: a PNG or an animated WebP of ours.
        limit_bytes: most bytes.

    Returns:
        The bytes, and how the file's name ends: "png", "webp" or "jpg".

    Raises:
        ValueError: nothing fits.
    """
    from generation.images import size_limit

    return size_limit.shrink_to_limit(data, limit_bytes)


def still(animation: bytes) -> bytes:
    """Take the first frame of a WebP or GIF as a PNG."""
    from generation.images import size_limit

    return size_limit.first_frame(animation)


def grid(pngs: Sequence[bytes]) -> bytes:
    """Put two to four pictures side by side, as one PNG with the first one's parameters.

    Raises:
        ValueError: there are fewer or more.
    """
    from generation.images import grids

    return grids.grid(pngs)


def contact_sheet(pngs: Sequence[bytes], captions: Sequence[str], columns: int) -> bytes:
    """Show pictures as thumbnails of 160 pixels with a line under each, as one JPEG.

    Args:
        pngs: at least one.
        captions: as many; what is longer than a thumbnail is cut.
        columns: most pictures in a row, at least 1.

    Raises:
        ValueError: there are more captions than pictures, or fewer.
    """
    from generation.images import grids

    return grids.contact_sheet(pngs, captions, columns)
