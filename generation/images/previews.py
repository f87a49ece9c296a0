"""What an unfinished picture is becoming: latents → small pictures, and these → one PNG."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from generation.types import Pixels

EDGE = 128  # Least width and height of a preview that is shown, in pixels.
COLUMNS = 2


def preview_png(previews: Sequence[Pixels]) -> bytes:
    """Encode unfinished pictures as one PNG, two in a row, each enlarged by bicubic interpolation.

    Args:
        previews: one to four of one size, of a Progress.
    """
    width, height = enlarged(previews[0])
    rows = -(-len(previews) // COLUMNS)
    sheet = Image.new("RGB", (width * min(COLUMNS, len(previews)), height * rows))
    for index, preview in enumerate(previews):
        cell = Image.frombytes("RGB", (preview.width, preview.height), preview.data)
        place = index % COLUMNS * width, index // COLUMNS * height
        sheet.paste(cell.resize((width, height), Image.Resampling.BICUBIC), place)
    buffer = BytesIO()
    sheet.save(buffer, "PNG")
    return buffer.getvalue()


def enlarged(preview: Pixels) -> tuple[int, int]:
    """Multiply a preview's size until both sides are long enough to be seen."""
    times = max(1, -(-EDGE // min(preview.width, preview.height)))
    return preview.width * times, preview.height * times
