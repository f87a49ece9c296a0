"""One contender: `python -m benchmarks.contenders NAME --size 512 ...`."""

import argparse
import importlib
import sys
from pathlib import Path

from benchmarks.contenders.protocol import Setup, claim_stdout, serve

NAMES = ("diffusers", "floor", "kerascv", "openvino", "ours")


def main() -> None:
    """Serve the contender that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--precision", default="bfloat16")
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--folder", type=Path, default=Path())
    told = vars(parser.parse_args())
    answers = claim_stdout()
    # Only the one that is named: no environment need have the libraries of all.
    module = importlib.import_module(f"benchmarks.contenders.{told.pop('name')}")
    serve(module.parts(Setup(**told)), sys.stdin, answers)


if __name__ == "__main__":
    main()
