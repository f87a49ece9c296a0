"""Every way of a picture in and out is looked at; a new one is missing here until it is, too."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import simcord
from PIL import Image

from generation import PictureUnchecked
from tests.bot.features.gallery.scenes import filled_in, press
from tests.bot.world import World, private, withdrawn, world

ROOT = Path(__file__).resolve().parents[3]
UNSAFE = 0.9
UNSUITABLE = "can't use that picture as a start picture here"

# What takes a picture of others, makes one to start from, or encodes one to show; and where in the
# bot that is done. Behind each place: which test below shows that it is looked at.
TAKING = {
    # Attached to a command, or to a message from which a form starts.
    "Attachments.add_start_picture hold": "an upload",
    "Attachments.add_start_picture start_png": "an upload",
    "Attachments.add_start_picture with_start_picture": "an upload",
    "_complete_request hold": "a blend",
    "_complete_request start_png": "a blend",
    "_complete_request blended_png": "a blend",
    "_complete_request with_start_picture": "a blend",
    # Stored pictures, the author's own and those of strangers.
    "upscale Start": "an upscale",
    "RemixButtons.upscale read_picture": "an upscale",
    "start_from.submit read_picture": "a stranger's picture",
    "RemixButtons._submit with_sources": "a re-roll or an edit",
    "Appeals.draw with_sources": "a re-roll or an edit",
    # Filled by one of the above.
    "Options._build_start Start": "a stranger's picture",
    # Metadata alone is read.
    "Attachments.read_fields hold": "",
    # A score of pictures.
    "Bands.limited_by hold": "",
}
SHOWING = {
    "Dispatcher._draw submit": "a result",
    "JobFiles.request with_sources": "a result",
    "JobFiles.store_posted grid": "a grid",
    "JobFiles.store_posted still": "an animation",
    "ProgressUpdater._encode_shown preview_png": "a preview",
    # Of results that have been judged; held and blocked ones are in no list.
    "Sheet._compose contact_sheet": "",
    "_shrink_file encode_within_limit": "",
    "_encode_within encode_within_limit": "",
    # On cards, and published after an appeal: a moderator has seen it.
    "load_gallery encode_within_limit": "",
    # For moderators alone.
    "_encode_all encode_within_limit": "",
}
# Names that mean something else elsewhere, by the objects whose methods they are here.
METHODS = {
    "hold": ("attachments", "self"),
    "start_png": ("decoder",),
    "blended_png": ("decoder",),
    "submit": ("_service",),
}
CALLS = {way.split()[1] for way in TAKING | SHOWING}


def ways(node: ast.AST, within: tuple[str, ...] = ()) -> Iterator[str]:
    """Find every call of CALLS below a node, and every function of CALLS that is passed on."""
    for child in ast.iter_child_nodes(node):
        inside = within
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            inside = (*within, child.name)
        elif isinstance(child, ast.Call):
            called = [name_of(one) for one in (child.func, *child.args)]
            yield from (f"{'.'.join(within)} {name}" for name in called if name in CALLS)
        yield from ways(child, inside)


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id if node.id not in METHODS else ""
    if not isinstance(node, ast.Attribute):
        return ""
    owner = ast.unparse(node.value).rpartition(".")[2]
    return node.attr if owner in METHODS.get(node.attr, ()) else ""


def test_every_way_that_the_code_has_is_listed() -> None:
    # Parsed before any is walked: Python 3.11 fails to parse while a generator over a tree is open.
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "bot").rglob("*.py"))]
    found = {way for tree in trees for way in ways(tree)}
    assert found == (TAKING | SHOWING).keys()


def test_only_the_intake_and_the_dispatcher_hand_on_what_is_drawn_from() -> None:
    """Behind the ways in stands the intake, which judges each start picture before it is stored."""
    sources = {path: path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py")}
    charging = {path.stem for path, source in sources.items() if "gate.accept(" in source}
    assert charging == {"intake"}


def picture(colour: str = "red") -> tuple[str, bytes]:
    buffer = BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "PNG")
    return "picture.png", buffer.getvalue()


async def drawn(w: World, **options: Any) -> simcord.ResponseMessage:
    """Draw a picture that is found to be safe; what comes after it is not."""
    result = await w.imagine(**options)
    w.service.finish()
    reply = await w.answered(result)
    w.checker.checked.clear()
    w.checker.score = UNSAFE
    return reply


async def test_an_upload_is_looked_at_before_it_is_drawn_from() -> None:
    async with world() as w:
        w.checker.score = UNSAFE
        result = await w.ada.slash(w.channel, "imagine", prompt="apple", start=picture())
        assert UNSUITABLE in await withdrawn(w, result)
        ((checked,),) = w.checker.checked
        assert Image.open(BytesIO(checked)).size == (128, 128)
        assert not w.service.requests


async def test_each_picture_of_a_blend_is_looked_at_by_itself() -> None:
    async with world() as w:
        w.checker.score = UNSAFE
        both = {"first_picture": picture("red"), "second_picture": picture("blue")}
        result = await w.ada.slash(w.channel, "blend", first="apple", **both)
        assert UNSUITABLE in await withdrawn(w, result)
        (checked,) = w.checker.checked
        colours = [Image.open(BytesIO(one)).getpixel((0, 0)) for one in checked]
        assert colours == [(255, 0, 0), (0, 0, 255)]


async def test_an_upscale_is_looked_at_where_it_is_asked_for() -> None:
    async with world() as w:
        reply = await drawn(w)
        assert UNSUITABLE in private(await press(w, reply, "Upscale", w.ben))
        assert len(w.service.requests) == 1


async def test_a_strangers_picture_is_looked_at_before_it_is_started_from() -> None:
    async with world() as w:
        reply = await drawn(w)
        shown = await w.ben.click(reply, label="Use as start")
        assert shown.modal
        sent = await w.ben.submit_modal(shown, filled_in(shown.modal))
        assert UNSUITABLE in private(sent)
        assert len(w.service.requests) == 1


async def test_an_edit_starts_from_what_is_looked_at_again() -> None:
    async with world() as w:
        reply = await drawn(w, start=picture())
        assert UNSUITABLE in private(await w.ben.click(reply, label="Re-roll"))
        assert len(w.service.requests) == 1


async def test_what_cannot_be_looked_at_is_not_started_from() -> None:
    async with world() as w:
        w.checker.score = PictureUnchecked("died")
        result = await w.ada.slash(w.channel, "imagine", prompt="apple", start=picture())
        assert "couldn't check your start picture" in await withdrawn(w, result)


@pytest.mark.parametrize("count", [1, 4])
async def test_every_picture_of_a_result_is_looked_at_before_it_is_posted(count: int) -> None:
    async with world() as w:
        w.checker.score = UNSAFE
        result = await w.imagine(count=count)
        w.service.finish()
        await w.until(lambda: result.response and "isn't shown" in result.response.content)
        assert result.response
        assert not result.response.attachments
        (checked,) = w.checker.checked
        assert len(checked) == count


async def test_an_animation_is_looked_at_as_it_moves() -> None:
    async with world() as w:
        w.checker.score = UNSAFE
        result = await w.ada.slash(w.channel, "morph", first="apple", second="pear", frames=8)
        await w.until(lambda: w.service.requests)
        w.service.finish()
        await w.until(lambda: result.response and "isn't shown" in result.response.content)
        ((checked,),) = w.checker.checked
        assert getattr(Image.open(BytesIO(checked)), "n_frames", 1) > 1


async def test_what_is_in_the_spoilers_band_is_posted_as_a_spoiler() -> None:
    async with world() as w:
        w.checker.score = 0.4
        result = await w.imagine()
        w.service.finish()
        reply = await w.answered(result)
        assert reply.attachments[0].filename.startswith("SPOILER_")
