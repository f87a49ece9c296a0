"""Sheets of several pictures: a grid, and a contact sheet of thumbnails."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from generation.images.image_bytes import image_bytes, png_bytes
from generation.images.metadata.provenance import make_xmp, png_info, read_model
from generation.images.metadata.reading import open_bounded, read_text
from generation.images.opening import FORMATS

GAP = 8  # Between pictures, in pixels.
BACKGROUND, INK = (
    (49, 51, 56),
    (242, 243, 245),
)  # Discord's dark theme, so that no frame is visible.
MOST = 4  # Pictures of a grid.
THUMBNAIL, NUMBER, DIGIT = 160, 22, 15  # Edge, height of a number's line, size of its digits.
QUALITY = 88


def grid(pngs: Sequence[bytes]) -> bytes:
    """Arrange two to four pictures in a grid, as one PNG with the first one's parameters.

    Args:
        pngs: two to four.

    Raises:
        ValueError: there are fewer or more.
    """
    if not 2 <= len(pngs) <= MOST:
        raise ValueError(f"a grid has 2 to {MOST} pictures, not {len(pngs)}")
    pictures = [open_bounded(png, FORMATS) for png in pngs]
    text = read_text(pictures[0])
    width, height = (max(edges) for edges in zip(*(p.size for p in pictures), strict=True))
    sheet = _blank_sheet(len(pictures), 2, width, height)
    for index, picture in enumerate(pictures):
        sheet.paste(picture.convert("RGB"), _corner(index, 2, width, height))
    info = png_info(read_model(text))
    if text:
        info.add_text("parameters", text)
    return png_bytes(sheet, info)


def contact_sheet(pngs: Sequence[bytes], numbers: Sequence[int], columns: int) -> bytes:
    """Arrange thumbnails of 160 pixels in rows, with a number under each, as one JPEG.

    Args:
        pngs: at least one.
        numbers: one for each.
        columns: most pictures in a row, at least 1.

    Raises:
        ValueError: there are more numbers than pictures, or fewer.
    """
    cell = THUMBNAIL, THUMBNAIL + NUMBER
    sheet = _blank_sheet(len(pngs), min(columns, len(pngs)), *cell)
    # Pillow's own font has digits, but not the letters of most languages.
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(DIGIT)
    models = []
    for index, (png, number) in enumerate(zip(pngs, numbers, strict=True)):
        left, top = _corner(index, columns, *cell)
        picture = open_bounded(png, FORMATS)
        models.append(read_model(read_text(picture)))
        small = picture.convert("RGB")
        small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
        middle = (THUMBNAIL - small.width) // 2, (THUMBNAIL - small.height) // 2
        sheet.paste(small, (left + middle[0], top + middle[1]))
        under = left + THUMBNAIL // 2, top + THUMBNAIL + NUMBER // 2
        draw.text(under, str(number), INK, font, anchor="mm")
    return image_bytes(sheet, "JPEG", quality=QUALITY, xmp=make_xmp(*models))


def _blank_sheet(pictures: int, columns: int, width: int, height: int) -> Image.Image:
    rows = -(-pictures // columns)
    size = columns * (width + GAP) - GAP, rows * (height + GAP) - GAP
    return Image.new("RGB", size, BACKGROUND)


def _corner(index: int, columns: int, width: int, height: int) -> tuple[int, int]:
    row, column = divmod(index, columns)
    return column * (width + GAP), row * (height + GAP)
