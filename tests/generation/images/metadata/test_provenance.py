"""Claims about the mark of a model's picture, as exiftool reads it from each format."""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation import contact_sheet, encode_within_limit, fields_in, grid, preview_png, still
from generation.images.assembly import assemble
from generation.images.encoding import encode_png, encode_webp
from generation.images.metadata.provenance import SOURCE_TYPE
from generation.request import Keyframe
from generation.types import RawImage
from tests.generation.requests import ask, ready

EXIFTOOL = shutil.which("exiftool")
GROUPS = "XMP-iptcExt:DigitalSourceType", "XMP-iptcExt:AISystemUsed", "XMP-xmp:CreatorTool"
EDGE = 128


def read_mark(data: bytes, folder: Path) -> Mapping[str, Any]:
    """Read the mark of a file with exiftool."""
    if not EXIFTOOL:
        pytest.skip("exiftool is not installed")
    file = folder / "picture"
    file.write_bytes(data)
    command = [EXIFTOOL, "-json", "-G1", "-n", "-FileType", "-XMP:all", "-Warning", str(file)]
    (read,) = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    # Pillow writes the header of JPEG's EXIF into an animation, too.
    assert read.get("ExifTool:Warning", "[minor]").startswith("[minor]"), read
    return dict(read)


def noise(seed: int = 7) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (EDGE, EDGE, 3), np.uint8)


def drawn(model: str = "starter", seed: int = 7) -> bytes:
    return encode_png(noise(seed), ask("a café", seed=seed), model)


def moving(model: str = "starter") -> bytes:
    frames = [Image.fromarray(noise(seed)) for seed in range(3)]
    request = ask("dog", morph=(Keyframe("cat", 1),), frames=3)
    return encode_webp(frames, [80] * 3, request, model)


def smaller(data: bytes, wanted: str) -> bytes:
    """Encode within ever smaller limits until the file has a format."""
    limit = len(data)
    while True:
        encoded, extension = encode_within_limit(data, limit - 1)
        if extension == wanted:
            return encoded
        limit = len(encoded)


WAYS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "picture": ("PNG", drawn),
    "grid": ("PNG", lambda: grid([drawn(), drawn(seed=8)])),
    "animation": ("WEBP", moving),
    "still": ("PNG", lambda: still(moving())),
    "contact sheet": ("JPEG", lambda: contact_sheet([drawn(), drawn(seed=8)], [1, 2], 4)),
    "picture as WebP": ("WEBP", lambda: smaller(drawn(), "webp")),
    "picture as JPEG": ("JPEG", lambda: smaller(drawn(), "jpg")),
    "grid as WebP": ("WEBP", lambda: smaller(grid([drawn(), drawn(seed=8)]), "webp")),
    "smaller animation": ("WEBP", lambda: smaller(moving(), "webp")),
}


@pytest.mark.parametrize("way", WAYS)
def test_exiftool_reads_the_source_type_and_the_model_of(way: str, tmp_path: Path) -> None:
    file_type, encode = WAYS[way]
    read = read_mark(encode(), tmp_path)
    assert read["File:FileType"].replace("Extended ", "").upper() == file_type
    assert [read[group] for group in GROUPS] == [SOURCE_TYPE, "starter", "imagine-bot"]


def test_an_upscale_and_the_stills_of_a_morph_are_marked(tmp_path: Path) -> None:
    tiles = [RawImage(noise(seed).tobytes(), EDGE, EDGE) for seed in range(9)]
    request = ask("dog", morph=(Keyframe("cat", 1),), frames=9)
    for picture in assemble(ready(request), tiles, "starter")[0]:
        assert read_mark(picture.png, tmp_path)[GROUPS[0]] == SOURCE_TYPE


def test_a_preview_is_marked_without_a_model(tmp_path: Path) -> None:
    read = read_mark(preview_png([RawImage(bytes(16 * 16 * 3), 16, 16)]), tmp_path)
    assert read[GROUPS[0]] == SOURCE_TYPE
    assert GROUPS[1] not in read


def test_a_sheet_of_several_models_names_each_once(tmp_path: Path) -> None:
    pictures = [drawn("starter"), drawn("sd-v1.4"), drawn("starter")]
    read = read_mark(contact_sheet(pictures, [1, 2, 3], 4), tmp_path)
    assert read[GROUPS[1]] == "starter, sd-v1.4"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("<b>&amp;\"'", "<b>&amp;\"'"), ("写真 é, 2", "写真 é, 2"), ("a\x01\ud800b", "a??b")],
)
def test_any_name_of_a_model_makes_valid_xml(name: str, shown: str, tmp_path: Path) -> None:
    assert read_mark(drawn(name), tmp_path)[GROUPS[1]] == shown


@pytest.mark.parametrize("encode", [drawn, moving])
def test_the_parameters_stay_readable_beside_the_mark(encode: Callable[[], bytes]) -> None:
    fields = fields_in(encode())
    assert fields["Model"] == "starter"
    assert not any("Iptc4xmpExt" in value for value in fields.values())
