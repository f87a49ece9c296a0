"""Program of the limited process, which decodes untrusted pictures.

Run as `python -m generation.images.decoder_process`; see `generation.processes.serving`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401 - registered

from generation.errors import InvalidRequest
from generation.images import opening
from generation.images.metadata import reading
from generation.processes.serving import serve


def main() -> None:
    """Answer requests until standard input ends."""
    serve(lambda: answer)


def answer(request: Mapping[str, Any], pictures: Sequence[bytes]) -> tuple[str, bytes]:
    """Carry out a request.

    Args:
        request: with the "task", which is "start_png", "blended_png" or "fields_in", a function of
            `generation`; and the "size", width and height of the result, if it is a picture.
        pictures: encoded files, as they were received.

    Returns:
        The kind of the reply, and its content: "done" with a PNG or the fields as JSON,
        "refused" with the arguments of the refusal, or "failed" with the class of the error.
    """
    try:
        if request["task"] == "fields_in":
            return "done", json.dumps(reading.fields_in(pictures[0])).encode()
        if request["task"] == "start_png":
            return "done", opening.start_png(pictures[0], *request["size"])
        return "done", opening.blended_png(pictures, *request["size"])
    except InvalidRequest as error:
        refusal = error.field, str(error.value), error.code, error.limits
        return "refused", json.dumps(refusal).encode()
    except Exception as error:  # noqa: BLE001 - of any class, MemoryError above all
        # Not its message, which may quote the picture's text.
        return "failed", type(error).__name__.encode()


if __name__ == "__main__":
    main()
