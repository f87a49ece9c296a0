"""Stable Diffusion 1.4 at 512×512 on this machine: ours, KerasCV's and diffusers'.

    python -m benchmarks.speed [--size 512] [--steps 20] [--repeats 3] [--no-peers] [--json]

Each round runs every contender once, so that a machine whose speed drifts slows all of them. A
whole picture is composed of the measured medians: its steps, and one decoding. Text encoding is
left out: it is 2 % of a step.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version

import tensorflow as tf

from benchmarks.contenders import Call, Contender, contenders

PASS_TFLOP = 0.803  # Of SD 1.4's diffusion model at 512×512, one sample.
EDGE = 4096
PARTS = ("one_pass", "step", "decode")


def timed(call: Call) -> float:
    """Time one call in seconds."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def medians(field: Sequence[Contender], repeats: int) -> dict[str, dict[str, float]]:
    """Measure every part of every contender in turns, after a first call that compiles."""
    for one in field:
        for part in PARTS:
            print(f"warming {one.name}: {part} {timed(getattr(one, part)):.1f} s", file=sys.stderr)
    seconds = {one.name: {part: list[float]() for part in PARTS} for one in field}
    for _ in range(repeats):
        for part in PARTS:
            for one in field:
                seconds[one.name][part].append(timed(getattr(one, part)))
    return {
        name: {part: statistics.median(values) for part, values in parts.items()}
        for name, parts in seconds.items()
    }


def floor_s(dtype: str, size: int) -> float:
    """Give the time of a pass if all its arithmetic ran as fast as this machine's best matmul."""
    one = tf.cast(tf.random.normal((EDGE, EDGE)), dtype)
    multiply = tf.function(lambda a: tf.reduce_sum(tf.cast(tf.matmul(a, a), "float32")))
    multiply(one)
    best = min(timed(lambda: multiply(one).numpy()) for _ in range(3))
    return PASS_TFLOP * (size / 512) ** 2 * 1e12 / (2 * EDGE**3 / best)


def table(
    size: int, steps: int, repeats: int, precisions: Sequence[str], peers: bool
) -> list[dict[str, float | str]]:
    """Measure, and put each contender beside diffusers in bfloat16 and the floor."""
    field = list(contenders(size, steps, precisions, peers))
    measured = medians(field, repeats)
    floors = {dtype: floor_s(dtype, size) for dtype in ("float32", "bfloat16")}
    wholes = {
        one.name: one.steps * measured[one.name]["step"] + measured[one.name]["decode"]
        for one in field
    }
    reference = wholes.get("diffusers, eager, bfloat16")
    rows: list[dict[str, float | str]] = []
    for one in field:
        floor = floors[one.name.rsplit(", ", 1)[1]]
        row: dict[str, float | str] = {"name": one.name}
        row |= {f"{part}_s": round(s, 2) for part, s in measured[one.name].items()}
        row |= {"steps": one.steps, "picture_s": round(wholes[one.name], 1)}
        row["pass_to_floor"] = round(measured[one.name]["one_pass"] / floor, 2)
        if reference:
            row["picture_to_diffusers_bfloat16"] = round(wholes[one.name] / reference, 3)
        rows.append(row)
    return rows


def machine() -> str:
    """Name the machine and the versions that were measured."""
    packages = ("tensorflow", "keras", "keras-cv")
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    python = f"Python {platform.python_version()}"
    return f"{platform.machine()}, {os.cpu_count()} cores, {python}, {versions}"


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=3)
    both = ["float32", "bfloat16"]
    parser.add_argument("--precision", nargs="+", default=both, help="both take 25 GB")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = table(asked.size, asked.steps, asked.repeats, asked.precision, asked.peers)
    if asked.json:
        print(json.dumps({"machine": machine(), "size": asked.size, "rows": rows}))
        return
    print(machine())
    for row in rows:
        print("  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
