"""Reading of texts in the lowest bits of pixels, which stay when other metadata is stripped.

Reference:
    NovelAI's novelai-image-metadata and ashen-sensored/sd_webui_stealth_pnginfo: column by column,
    a mark of 15 bytes, the length in bits as 32 bits, and the text, which may be gzip-compressed.
"""

import zlib
from collections.abc import Mapping

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from generation.images.metadata.fields import json_object

MARK_BYTES, LENGTH_BYTES = 15, 4
# By mark: the channels that hold the bits, and whether the text is compressed.
MARKS: Mapping[bytes, tuple[str, bool]] = {
    b"stealth_pnginfo": ("A", False),
    b"stealth_pngcomp": ("A", True),
    b"stealth_rgbinfo": ("RGB", False),
    b"stealth_rgbcomp": ("RGB", True),
}
MOST_BYTES = 2**18
GZIP = 16 + zlib.MAX_WBITS


def read_stealth_texts(picture: Image.Image) -> dict[str, str]:
    """Read the texts hidden in pixels.

    Args:
        picture: of mode RGBA or RGB, decoded.

    Returns:
        The texts by place, as of `generation.images.metadata.text_chunks`; none if none are hidden.
    """
    pixels, bands = np.asarray(picture), picture.getbands()
    for mark, (channels, compressed) in MARKS.items():
        if set(channels) <= set(bands):
            bits = _Bits(pixels, [bands.index(channel) for channel in channels])
            if bits.read(0, MARK_BYTES) == mark:
                return _decode_texts(bits, compressed)
    return {}


class _Bits:
    """The lowest bits of some channels of (height, width, channels) pixels."""

    def __init__(
        self, pixels: UInt8[np.ndarray, "height width bands"], channels: list[int]
    ) -> None:
        self._pixels, self._channels = pixels, channels

    def read(self, begin: int, end: int) -> bytes:
        """Read bytes of the bits, column by column.

        Args:
            begin: index of the first byte.
            end: index after the last byte; less are read if there are less.
        """
        columns = -(-8 * end // (len(self._pixels) * len(self._channels)))
        bits = self._pixels[:, :columns, self._channels].transpose(1, 0, 2).reshape(-1) & 1
        return np.packbits(bits[8 * begin : 8 * end]).tobytes()


def _decode_texts(bits: _Bits, compressed: bool) -> dict[str, str]:
    """Decode a `parameters` text, or NovelAI's object of texts by place."""
    begin = MARK_BYTES + LENGTH_BYTES
    length = int.from_bytes(bits.read(MARK_BYTES, begin), "big") // 8
    content = bits.read(begin, begin + min(length, MOST_BYTES))
    if compressed:
        try:
            content = zlib.decompressobj(GZIP).decompress(content, MOST_BYTES)
        except zlib.error:
            content = b""
    text = content.decode("utf-8", "replace")
    places = json_object(text)
    if places is None or "Comment" not in places:
        return {"parameters": text}
    return {place.lower(): value for place, value in places.items() if isinstance(value, str)}
