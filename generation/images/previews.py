"""Previews of unfinished pictures, encoded as one PNG."""

from collections.abc import Sequence

from PIL import Image

from generation.images.image_bytes import png_bytes
from generation.images.metadata.provenance import png_info
from generation.types import RawImage

EDGE = 128  # Least width and height of an encoded preview, in pixels.
COLUMNS = 2


def preview_png(previews: Sequence[RawImage]) -> bytes:
    """Encode unfinished pictures as one PNG, two in a row, each enlarged by bicubic interpolation.

    Args:
        previews: one to four of one size, of a Progress.
    """
    factor = max(1, -(-EDGE // min(previews[0].width, previews[0].height)))
    width, height = previews[0].width * factor, previews[0].height * factor
    rows = -(-len(previews) // COLUMNS)
    sheet = Image.new("RGB", (width * min(COLUMNS, len(previews)), height * rows))
    for index, preview in enumerate(previews):
        cell = Image.frombytes("RGB", (preview.width, preview.height), preview.data)
        corner = index % COLUMNS * width, index // COLUMNS * height
        sheet.paste(cell.resize((width, height), Image.Resampling.BICUBIC), corner)
    return png_bytes(sheet, png_info())
