"""A contender that takes no time: one part works, one ends the process."""

import os
import sys

from benchmarks.contenders.protocol import claim_stdout, serve


def chatty() -> None:
    sys.stdout.write("what a library prints\n")


if __name__ == "__main__":
    answers = claim_stdout()
    serve({"pass": chatty, "die": lambda: os._exit(3)}, sys.stdin, answers)
