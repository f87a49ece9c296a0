"""Claims about pictures of tools that do not write a `parameters` text."""

import io
import json
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generation import InvalidRequest, fields_in
from generation.images.metadata.other_tools import MOST_TEXT
from generation.images.metadata.text_chunks import decode_comment, repair_encoding

TEXT = (
    "a boat\nNegative prompt: blur\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 3, Size: 8x8"
)
TOLD = {"prompt": "a boat", "negative_prompt": "blur", "seed": 3, "steps": 20}


def png(*chunks: bytes, image: Image.Image | None = None, **texts: str) -> bytes:
    info, buffer = PngInfo(), io.BytesIO()
    for key, text in texts.items():
        info.add_text(key.replace("__", "-"), text)
    (image or Image.new("RGB", (16, 16))).save(buffer, "PNG", pnginfo=info)
    data = buffer.getvalue()
    at = data.index(b"IDAT") - 4
    return data[:at] + b"".join(chunks) + data[at:]


def chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def with_exif(format_: str, tags: dict[int, Any]) -> bytes:
    exif, buffer = Image.Exif(), io.BytesIO()
    exif.update(tags)
    Image.new("RGB", (16, 16)).save(buffer, format_, exif=exif)
    return buffer.getvalue()


def graph(**changes: Any) -> dict[str, Any]:
    sampler = {
        "seed": 3,
        "steps": 20,
        "cfg": 7.5,
        "sampler_name": "euler",
        "model": ["4", 0],
        "positive": ["6", 0],
        "negative": ["7", 0],
    }
    return {
        "3": {"class_type": "KSampler", "inputs": sampler},
        "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "m.safetensors"}},
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a boat", "clip": ["4", 1]}},
        "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blur", "clip": ["4", 1]}},
    } | changes


def comfyui(nodes: dict[str, Any]) -> bytes:
    return png(prompt=json.dumps(nodes), workflow="{}")


def xmp(*items: str) -> bytes:
    listed = "".join(f"<rdf:li>{item}</rdf:li>" for item in items)
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
        f"{listed}</rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def in_png(packet: bytes) -> bytes:
    return png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet))


DRAW_THINGS = "a boat\n-blur\nSteps: 20, Sampler: DDIM, Guidance Scale: 7, Seed: 3, Size: 8x8"
NOVELAI = {"steps": 20, "sampler": "k_euler", "seed": 3, "scale": 11.0, "uc": "blur"}
CHANNELED = {
    "5": {"class_type": "ControlNetApplyAdvanced",
          "inputs": {"positive": ["6", 0], "negative": ["7", 0], "strength": 0.5}},
    "3": {"class_type": "KSampler", "inputs": {"seed": 3, "steps": 20, "latent_image": ["9", 0],
          "positive": ["5", 0], "negative": ["5", 1]}},
}  # fmt: skip
GUIDED = {
    "3": {"class_type": "SamplerCustomAdvanced", "inputs": {"guider": ["8", 0], "noise": ["9", 0],
          "sigmas": ["10", 0], "latent_image": ["11", 0]}},
    "8": {"class_type": "CFGGuider", "inputs": {"positive": ["6", 0], "negative": ["7", 0]}},
    "9": {"class_type": "RandomNoise", "inputs": {"noise_seed": 3}},
    "10": {"class_type": "BasicScheduler", "inputs": {"steps": 20}},
}  # fmt: skip


def concatenated() -> dict[str, Any]:
    return graph(**{
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": ["8", 0], "clip": ["4", 1]}},
        "8": {"class_type": "PrimitiveString", "inputs": {"value": "a boat"}},
    })  # fmt: skip


PICTURES = {
    "SwarmUI": png(parameters=json.dumps({"sui_image_params": TOLD, "sui_extra_data": {}})),
    "Fooocus": png(parameters=json.dumps(TOLD), fooocus_scheme="fooocus"),
    "Fooocus JPEG": with_exif("JPEG", {0x9286: json.dumps(TOLD), 0x0131: "Fooocus v2"}),
    "a JSON list": png(parameters=json.dumps([TOLD])),
    "InvokeAI": png(invokeai_metadata=json.dumps(TOLD)),
    "InvokeAI 2": png(
        sd__metadata=json.dumps(
            {"image": {**TOLD, "prompt": [{"prompt": "a boat", "weight": 1}]}, "model": "x"}
        )
    ),
    "InvokeAI's first": png(
        parameters="", Dream='"a boat" -s 20 -S 3 -W 512 -H 512 -C 7.5 -A k_lms', Negative="blur"
    ),
    "NovelAI": png(Description="a boat", Software="NovelAI", Comment=json.dumps(NOVELAI)),
    "NovelAI 4": png(Software="NovelAI", Comment=json.dumps({**NOVELAI, "prompt": "a boat"})),
    "Draw Things": in_png(xmp(DRAW_THINGS)),
    "Draw Things JSON": in_png(
        xmp("caption", json.dumps({"c": "a boat", "uc": "blur", "seed": 3, "steps": 20}))
    ),
    "ComfyUI": comfyui(graph()),
    "ComfyUI behind a ControlNet": comfyui(graph(**CHANNELED)),
    "ComfyUI with a guider": comfyui(graph(**GUIDED)),
    "ComfyUI of joined texts": comfyui(concatenated()),
    "ComfyUI WebP": with_exif(
        "WEBP", {0x010F: "workflow:{}", 0x0110: "prompt:" + json.dumps(graph())}
    ),
    "A1111 in a description": png(Description=TEXT),
    "a JPEG's comment": b"\xff\xd8\xff\xfe" + struct.pack(">H", 2 + len(TEXT)) + TEXT.encode()
    + with_exif("JPEG", {})[2:],
}  # fmt: skip


@pytest.mark.parametrize("tool", PICTURES)
def test_what_other_tools_write_is_read(tool: str) -> None:
    fields = fields_in(PICTURES[tool])
    assert fields["Prompt"] == "a boat"
    assert fields["Negative prompt"] == ("" if tool == "InvokeAI's first" else "blur")
    assert (fields["Steps"], fields["Seed"]) == ("20", "3")


def stealthy(mark: bytes, content: bytes, channels: str) -> bytes:
    packed = mark + struct.pack(">I", 8 * len(content)) + content
    bits = np.unpackbits(np.frombuffer(packed, np.uint8))
    pixels = np.full((32, 96, len("RGBA")), 254, np.uint8)
    places = ["RGBA".index(channel) for channel in channels]
    by_column = pixels.transpose(1, 0, 2)[..., places].copy()
    by_column.reshape(-1)[: len(bits)] |= bits
    pixels.transpose(1, 0, 2)[..., places] = by_column
    return png(image=Image.fromarray(pixels))


GZIPPED = zlib.compressobj(wbits=31)
COMPRESSED = GZIPPED.compress(TEXT.encode()) + GZIPPED.flush()


@pytest.mark.parametrize(
    ("mark", "content", "channels"),
    [
        (b"stealth_pnginfo", TEXT.encode(), "A"),
        (b"stealth_pngcomp", COMPRESSED, "A"),
        (b"stealth_rgbinfo", TEXT.encode(), "RGB"),
        (b"stealth_rgbcomp", COMPRESSED, "RGB"),
        (
            b"stealth_pnginfo",
            json.dumps({"Description": "a boat", "Comment": json.dumps(NOVELAI)}).encode(),
            "A",
        ),
    ],
)
def test_a_text_in_the_lowest_bits_is_read(mark: bytes, content: bytes, channels: str) -> None:
    fields = fields_in(stealthy(mark, content, channels))
    assert (fields["Prompt"], fields["Negative prompt"], fields["Seed"]) == ("a boat", "blur", "3")


@pytest.mark.parametrize("content", [b"\x1f\x8b damaged", b"", b"\xff" * 40])
def test_damage_in_the_lowest_bits_is_no_text(content: bytes) -> None:
    with pytest.raises(InvalidRequest, match="with the parameters"):
        fields_in(stealthy(b"stealth_pngcomp", content, "A"))


@pytest.mark.parametrize(
    ("tool", "picture"),
    [
        ("ComfyUI", png(workflow="{}")),
        ("ComfyUI", comfyui({"1": {"class_type": "LoadImage", "inputs": {"image": "x.png"}}})),
        ("SwarmUI", png(parameters=json.dumps({"sui_image_params": {"seed": 3}}))),
        ("InvokeAI", png(invokeai_graph="{}")),
        ("NovelAI", png(Software="NovelAI", Comment="{")),
        ("Fooocus", png(parameters='{"seed": 3', fooocus_scheme="fooocus")),
    ],
)
def test_what_cannot_be_read_is_named_by_its_tool(tool: str, picture: bytes) -> None:
    with pytest.raises(InvalidRequest, match=tool) as refused:
        fields_in(picture)
    assert refused.value.code == "prompt-told"


@pytest.mark.parametrize(
    "text",
    [
        '{"a": ' * 50_000 + "1" + "}" * 50_000,
        '{"seed": 3, "steps": 20',
        '[{"steps": 20}]',
        '{"steps": 20}',
    ],
)
def test_json_without_a_prompt_is_none(text: str) -> None:
    with pytest.raises(InvalidRequest, match="with the parameters"):
        fields_in(png(parameters=text))


def test_circles_in_a_graph_end() -> None:
    circle = {
        "6": {"class_type": "Join", "inputs": {"text": ["8", 0], "string_b": "a boat"}},
        "8": {"class_type": "Join", "inputs": {"text": ["6", 0]}},
    }
    assert fields_in(comfyui(graph(**circle)))["Prompt"] == "a boat"


def test_a_chain_of_nodes_may_be_as_long_as_its_text() -> None:
    chain: dict[str, Any] = {
        str(n): {"inputs": {"text": [str(n + 1), 0]}} for n in range(100, 9000)
    }
    chain["9000"] = {"inputs": {"text": "a boat"}}
    linked = graph(**chain, **{"6": {"inputs": {"text": ["100", 0]}}})
    assert fields_in(comfyui(linked))["Prompt"] == "a boat"


@pytest.mark.parametrize(
    "node", [None, 3, [], {}, {"inputs": 3}, {"inputs": {"text": [[], 0], "positive": ["6"]}}]
)
def test_a_graph_of_anything_is_read_as_far_as_it_goes(node: object) -> None:
    assert fields_in(
        comfyui(graph(**{"6": {"inputs": {"text": ["8", 0], "prompt": "a boat"}}, "8": node}))
    )


def test_numbers_on_the_way_are_no_words() -> None:
    nodes = graph(**{"6": {"inputs": {"text": "a boat", "value": 512}}})
    assert fields_in(comfyui(nodes))["Prompt"] == "a boat"


def test_entities_of_xmp_are_not_expanded() -> None:
    packet = b'<!DOCTYPE x [<!ENTITY a "a boat">]>' + xmp("&a;\nSteps: 1, Seed: 2, Size: 3x3")
    with pytest.raises(InvalidRequest, match="with the parameters"):
        fields_in(in_png(packet))


def test_the_caption_of_a_photograph_is_no_prompt() -> None:
    with pytest.raises(InvalidRequest, match="with the parameters"):
        fields_in(in_png(xmp("Our holiday: day one, day two")))


def test_json_that_is_too_long_is_none() -> None:
    longest = json.dumps({**TOLD, "more": ""})
    filled = json.dumps({**TOLD, "more": "x" * (MOST_TEXT - len(longest))})
    assert fields_in(png(parameters=filled))["Seed"] == "3"
    with pytest.raises(InvalidRequest, match="with the parameters"):
        fields_in(png(parameters=filled + " "))


ACCENTS = TEXT.replace("a boat", "un bateau à voile テスト")


@pytest.mark.parametrize("text", [TEXT, ACCENTS])
@pytest.mark.parametrize("mark", [b"UNICODE\0", b"ASCII\0\0\0", b"\0" * 8, b""])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16-be", "utf-16-le", "utf-16"])
def test_a_comment_is_decoded_by_what_it_holds_and_not_by_its_mark(
    mark: bytes, codec: str, text: str
) -> None:
    assert decode_comment(mark + text.encode(codec)) == text


@pytest.mark.parametrize("format_", ["JPEG", "WEBP", "PNG"])
def test_a_comment_may_stand_beside_the_cameras_tags(format_: str) -> None:
    assert fields_in(with_exif(format_, {0x9286: TEXT}))["Seed"] == "3"


def test_utf8_in_a_plain_text_is_read_and_latin1_stays() -> None:
    written = chunk(b"tEXt", b"parameters\0" + ACCENTS.encode())
    assert fields_in(png(written))["Prompt"] == "un bateau à voile テスト"
    assert repair_encoding("café") == "café"
    assert decode_comment("café".encode("latin-1")) == "café"
