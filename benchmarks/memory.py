"""The most memory that a worker process holds while it loads a model and draws one picture.

    python -m benchmarks.memory --model starter --size 128
    python -m benchmarks.memory --precision bfloat16 --engine graph openvino

Each case has a process of its own, whose VmHWM is read (Linux). `sd-v1.4` gets random weights,
built in the precision in which the files would be read into them, one network after the other.
"""

import argparse
import itertools
import json
import multiprocessing
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

STEPS = 2


@dataclass(frozen=True)
class Case:
    """What one process does."""

    model: str
    size: int
    precision: Any
    engine: Any


def peak_gib(case: Case) -> float:
    """Draw one picture in this process, and read the most memory that it ever held."""
    if case.model == "sd-v1.4":
        _draw_untrained(case)
    else:
        _draw_trained(case)
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 2**20


def _draw_untrained(case: Case) -> None:
    # Here, since the parent, which only lists the cases, needs no TensorFlow.
    from benchmarks.contenders import networks, ours_of
    from generation.precision import policy

    built = networks(case.size, policy(case.precision, case.engine))
    drawing = ours_of(built, case.engine, case.precision, STEPS)
    for _ in range(STEPS):
        drawing.step()
    drawing.decode()


def _draw_trained(case: Case) -> None:
    from generation.pipeline import Pipeline
    from generation.request import GenerationRequest
    from generation.types import ServiceConfig

    with tempfile.TemporaryDirectory(prefix="imagine-bot-") as folder:
        config = ServiceConfig(case.model, case.precision, case.engine, Path(folder))
        pipeline = Pipeline.load(config, lambda status: print(status.detail, file=sys.stderr))
    request = GenerationRequest("red apple", "benchmark", case.size, case.size, STEPS, 7.5, 1)
    sample = pipeline.begin(request, 0)
    pipeline.advance([sample], STEPS)
    pipeline.decode([sample])


def measured(case: Case) -> float:
    """Measure a case in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(peak_gib, case).result()


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=("sd-v1.4", "starter"), default="sd-v1.4")
    parser.add_argument("--size", type=int, nargs="+", default=[512])
    parser.add_argument("--precision", nargs="+", default=["float32", "bfloat16"])
    parser.add_argument("--engine", nargs="+", default=["graph"])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    cases = itertools.product([asked.model], asked.size, asked.precision, asked.engine)
    rows = [asdict(case) | {"peak_gib": measured(case)} for case in itertools.starmap(Case, cases)]
    if asked.json:
        print(json.dumps({"benchmark": "memory", "rows": rows}))
        return
    table = Table("model", "size", "precision", "engine", "peak, GiB")
    for row in rows:
        peak = f"{row.pop('peak_gib'):.2f}"
        table.add_row(*map(str, row.values()), peak)
    Console().print(table)


if __name__ == "__main__":
    main()
