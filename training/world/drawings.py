"""Three sets of drawings of the same things, as RGBA squares in one memory-mapped array.

    python -m training.world.drawings     # fetch the two sets of npm, and render all three

Noto Color Emoji (OFL 1.1) is Debian's `fonts-noto-color-emoji`; the two sets of Fluent Emoji (MIT)
are fetched by npm's client and checked against their SHA-512.
"""

import hashlib
import io
import json
import os
import subprocess
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from training.world.things import things

FOLDER = Path(os.environ.get("TRAINING_FOLDER", "checkpoints"))
FONT = Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf")
STRIKE = 109  # The only size at which the font's bitmaps exist, in pixels per em.
EDGE = 208  # Pixels of a rendered drawing: the largest size at which scenes show it.
SETS = ("3d", "flat", "emoji")
VARIATION = "-fe0f"  # In file names: the sign that a character is shown as emoji.

RGBA = NDArray[np.uint8]


@dataclass(frozen=True)
class Package:
    """A package of npm with one set of drawings."""

    name: str
    version: str
    sha512: str

    @property
    def folder(self) -> Path:
        """Return where it is unpacked."""
        return FOLDER / "drawings" / self.name.replace("/", "-").removeprefix("@")

    def fetch(self) -> None:
        """Download, check and unpack it, unless it is there already."""
        if self.folder.exists():
            return
        into = self.folder.parent
        into.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", f"{self.name}@{self.version}", "--pack-destination", str(into)]
        subprocess.run(command, check=True, capture_output=True)
        archive = into / f"{self.folder.name}-{self.version}.tgz"
        found = hashlib.sha512(archive.read_bytes()).hexdigest()
        if found != self.sha512:
            raise SystemExit(f"{archive} has SHA-512 {found}, not {self.sha512}.")
        with tarfile.open(archive) as packed:
            packed.extractall(self.folder, filter="data")


FLUENT_3D = Package(
    "@lobehub/fluent-emoji-3d",
    "1.1.0",
    "5a5ab69554ad4e7afc043a48274a449d328ee0bb83c71a931214ef46d0f50cb4"
    "45d267bba207914232a87a10c75ee549d9069e720979c1106feb4954006de1ee",
)
FLUENT_FLAT = Package(
    "@iconify-json/fluent-emoji-flat",
    "1.2.6",
    "458e3b4603dbe3b7d8522cab03ae2c20e2f4f94534dacdbdb17a4d05b2104415"
    "253e57cd1532949990c4446bb10ecffbc8d196a9062fb9a4983353387d15e553",
)


def render_3d(emoji: str) -> Image.Image:
    """Open a drawing of the soft 3D set."""
    stem = FLUENT_3D.folder / "package" / "assets" / f"{ord(emoji):04x}"
    path = next(path for end in ("", VARIATION) if (path := Path(f"{stem}{end}.webp")).exists())
    return Image.open(path).convert("RGBA")


@cache
def _flat_bodies() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    package = FLUENT_FLAT.folder / "package"
    slugs: dict[str, str] = json.loads((package / "chars.json").read_text("utf-8"))
    icons = json.loads((package / "icons.json").read_text("utf-8"))["icons"]
    return {key.removesuffix(VARIATION): slug for key, slug in slugs.items()}, icons


def render_flat(emoji: str) -> Image.Image:
    """Rasterise a drawing of the flat set."""
    # Only the recipe needs it: the extra `training`.
    import resvg_py

    slugs, icons = _flat_bodies()
    body = icons[slugs[f"{ord(emoji):04x}"]]["body"]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{body}</svg>'
    png = resvg_py.svg_to_bytes(svg_string=svg, width=256, height=256)
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")


def render_noto(emoji: str) -> Image.Image:
    """Draw an emoji of the font."""
    canvas = Image.new("RGBA", (160, 160))
    font = ImageFont.truetype(str(FONT), STRIKE)
    ImageDraw.Draw(canvas).text((8, 8), emoji, font=font, embedded_color=True)
    return canvas


RENDERERS: dict[str, Callable[[str], Image.Image]] = {
    "3d": render_3d,
    "flat": render_flat,
    "emoji": render_noto,
}


def squared(picture: Image.Image) -> Image.Image:
    """Crop to the visible pixels, pad to a square, and bring it to the edge of the array."""
    cut = picture.crop(picture.getchannel("A").point(lambda value: 255 * (value > 8)).getbbox())
    square = Image.new("RGBA", (max(cut.size),) * 2)
    square.paste(cut, ((square.width - cut.width) // 2, (square.height - cut.height) // 2))
    return square.resize((EDGE, EDGE), Image.Resampling.LANCZOS)


def render_all() -> None:
    """Render every thing of every set into the array's file."""
    path = FOLDER / "drawings.npy"
    unfinished = path.with_suffix(".part")
    shape = (len(things()), len(SETS), EDGE, EDGE, 4)
    array = np.lib.format.open_memmap(unfinished, "w+", np.uint8, shape)
    for index, thing in enumerate(things()):
        for column, name in enumerate(SETS):
            array[index, column] = np.asarray(squared(RENDERERS[name](thing.emoji)))
    array.flush()
    unfinished.rename(path)


@cache
def drawings() -> RGBA:
    """Return the array: (things, sets, 208, 208, 4) uint8, mapped from its file."""
    array: RGBA = np.load(FOLDER / "drawings.npy", mmap_mode="r")
    return array


if __name__ == "__main__":
    FLUENT_3D.fetch()
    FLUENT_FLAT.fetch()
    render_all()
