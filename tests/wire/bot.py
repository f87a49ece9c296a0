"""The real bot in a process of its own, on the wire at WIRE_URL.

python -m tests.wire.bot run
"""

import os

from bot.__main__ import main
from tests.wire.pointing import pointed_at

if __name__ == "__main__":
    with pointed_at(os.environ["WIRE_URL"]):
        main()
