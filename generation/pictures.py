"""What can be done with pictures that are there. Takes a moment: to be called in a thread.

Nothing is imported before it is needed: the door opens in milliseconds.
"""

from collections.abc import Sequence

from generation.types import Pixels


def fields_in(data: bytes) -> dict[str, str]:
    """Read the parameters that a picture was drawn with, ours or another tool's.

    Args:
        data: a PNG with a `parameters` text, or a JPEG or WebP with it as EXIF's comment; of at
            most 16 MiB and 16 megapixels.

    Returns:
        What is there by its name ("Steps", "Seed", ...), with "Prompt" and "Negative prompt".

    Raises:
        InvalidRequest: there are none, or it is too large, damaged, or of another format.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/images.py, read_info_from_image.
    """
    from generation import metadata

    return metadata.fields_in(data)


def preview_png(previews: Sequence[Pixels]) -> bytes:
    """Show unfinished pictures as one PNG, side by side, each at least 128 pixels a side.

    Args:
        previews: one to four of one size, of a Progress.
    """
    from generation import preview

    return preview.encode(previews)
