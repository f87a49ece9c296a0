"""Stable Diffusion 1.4 at 512×512 on this machine: ours, KerasCV's, diffusers' and OpenVINO's.

    python -m benchmarks.speed [--size 512] [--peers-python PATH] [--whole-kerascv] [--json]

Each contender has a process of its own and is compared with the reference, diffusers in eager
bfloat16, in turns: a machine whose speed drifts slows both. Ratios of two contenders are ratios
of their ratios to the reference. A pass is the diffusion model on one sample, a step is one with
guidance, a picture is prompt to pixels. Weights are random; time does not depend on them.

diffusers, torch and OpenVINO may be installed elsewhere: `--peers-python` names the interpreter
that has them (extra `parity`).
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders.floor import DECODE_TFLOP, PASS_TFLOP, least_s
from benchmarks.contenders.protocol import Contender
from benchmarks.machine import machine
from benchmarks.random_checkpoint import written
from benchmarks.report import Report, Row, Target, arguments, publish

PARTS = ("pass", "step", "decode")
KERASCV = "KerasCV as shipped, XLA, float32"
REFERENCE = "diffusers, eager, bfloat16"
OPENVINO = "OpenVINO on diffusers' networks, bfloat16"
KERASCV_STEPS = 50

Seconds = Mapping[str, float]


@dataclass(frozen=True)
class Entry:
    """A contender to be started.

    Args:
        name: "program, mode, precision".
        program: a file of benchmarks/contenders.
        precision: "float32" or "bfloat16".
        engine: of ours.
        steps: of a whole picture.
        whole: whether pictures are drawn; else they are composed of steps and a decoding.
    """

    name: str
    program: str
    precision: str
    engine: str = "auto"
    steps: int = 20
    whole: bool = True

    @property
    def is_peer(self) -> bool:
        """Whether it runs in the peers' interpreter."""
        return self.program in ("diffusers", "openvino")


@dataclass(frozen=True)
class Duel:
    """Medians of one contender, and of the reference in the same rounds.

    Args:
        entry: the contender.
        own: seconds by part.
        reference: seconds by part.
        reference_steps: of the reference's picture.
        matmul_s: the fastest matrix product meanwhile, in the contender's precision.
        peak_gib: the most memory that the contender held.
    """

    entry: Entry
    own: Seconds
    reference: Seconds
    reference_steps: int
    matmul_s: float
    peak_gib: float

    @property
    def picture_s(self) -> float:
        """Give the seconds of a whole picture."""
        return picture_s(self.own, self.entry.steps)

    @property
    def reference_s(self) -> float:
        """Give the seconds of the reference's picture in the same rounds."""
        return picture_s(self.reference, self.reference_steps)

    @property
    def picture_ratio(self) -> float:
        """Tell how long a picture takes beside one of the reference's."""
        return self.picture_s / self.reference_s

    def floor_s(self, part: str, size: int) -> float:
        """Give the least seconds of a part: "pass" or "picture"."""
        one_pass, decode = (
            least_s(tflop, size, self.matmul_s) for tflop in (PASS_TFLOP, DECODE_TFLOP)
        )
        return one_pass if part == "pass" else 2 * self.entry.steps * one_pass + decode

    def row(self, size: int) -> Row:
        """Lay it out as a row of the table."""
        return {
            "program": self.entry.name,
            **{f"{part}_s": self.own[part] for part in PARTS},
            "steps": self.entry.steps,
            "picture_s": self.picture_s,
            "drawn": "whole" if "picture" in self.own else "composed",
            "pass to floor": self.own["pass"] / self.floor_s("pass", size),
            "pass_floor_s": self.floor_s("pass", size),
            "picture_floor_s": self.floor_s("picture", size),
            "diffusers then_s": self.reference_s,
            "picture to diffusers": self.picture_ratio,
            "peak_gib": self.peak_gib,
        }


class Ring:
    """Where contenders meet the reference, which stays, as do those who measure the floor.

    Args:
        stack: ends their processes.
        asked: the command line.
        folder: of the random checkpoint.
    """

    def __init__(self, stack: ExitStack, asked: argparse.Namespace, folder: Path) -> None:
        self._asked, self._folder = asked, folder
        self._entry = Entry(REFERENCE, "diffusers", "bfloat16", steps=asked.steps)
        self._reference = stack.enter_context(self._started(self._entry))
        self._floors = {
            precision: stack.enter_context(self._started(Entry("floor", "floor", precision)))
            for precision in ("bfloat16", "float32")
        }
        for part in (*PARTS, "picture"):
            self._reference.run(part)  # Its first calls are slower.
        self.versions = self._reference.versions

    def _started(self, entry: Entry) -> Contender:
        python = self._asked.peers_python if entry.is_peer else sys.executable
        options = {
            "size": self._asked.size,
            "steps": entry.steps,
            "precision": entry.precision,
            "engine": entry.engine,
            "folder": self._folder,
        }
        told = [f"--{name}={value}" for name, value in options.items()]
        return Contender(entry.name, [python, "-m", "benchmarks.contenders", entry.program, *told])

    def duel(self, entry: Entry) -> Duel:
        """Start a contender, warm it, and alternate it with the reference."""
        floor = self._floors[entry.precision]
        with self._started(entry) as rival:
            for part in PARTS:
                rival.run(part)
            schedule: list[Sequence[str]] = [PARTS] * self._asked.repeats
            if entry.whole:
                schedule += [("picture",)] * self._asked.pictures
            rounds, matmul_s = [], []
            for turn, parts in enumerate(schedule):
                rounds.append(self._round(rival, parts, turn))
                matmul_s.append(floor.run("matmul"))
            own, reference = (medians([pair[side] for pair in rounds]) for side in (0, 1))
            steps, peak = self._asked.steps, rival.peak_gib
            return Duel(entry, own, reference, steps, min(matmul_s), peak)

    def own(self, duels: Sequence[Duel]) -> Duel:
        """Give the reference's own figures: medians over all that it met."""
        seconds = medians([duel.reference for duel in duels])
        precision = self._entry.precision
        met = [duel.matmul_s for duel in duels if duel.entry.precision == precision]
        matmul_s = min(self._floors[precision].run("matmul"), *met)
        peak = self._reference.peak_gib
        return Duel(self._entry, seconds, seconds, self._asked.steps, matmul_s, peak)

    def _round(self, rival: Contender, parts: Sequence[str], turn: int) -> tuple[Seconds, Seconds]:
        """Run each part once by both; who begins takes turns."""
        both = [rival, self._reference]
        seconds = {
            contender.name: {part: contender.run(part) for part in parts}
            for contender in (both if turn % 2 else both[::-1])
        }
        return seconds[rival.name], seconds[self._reference.name]


def medians(rounds: Sequence[Seconds]) -> Seconds:
    """Take each part's median over the rounds that had it."""
    parts = dict.fromkeys(part for one in rounds for part in one)
    return {part: statistics.median(one[part] for one in rounds if part in one) for part in parts}


def picture_s(seconds: Seconds, steps: int) -> float:
    """Give the seconds of a whole picture, composed where none was drawn."""
    if "picture" in seconds:
        return seconds["picture"]
    return steps * seconds["step"] + seconds["decode"]


def entries(asked: argparse.Namespace) -> Iterator[Entry]:
    """List who is compared, the one that promises are about first."""
    for mode in asked.ours:
        engine, precision = mode.split("/")
        name = f"imagine-bot, {engine}, {precision}"
        yield Entry(name, "ours", precision, engine, asked.steps)
    yield from (peer for peer in peers(asked) if peer.program in asked.peers)


def peers(asked: argparse.Namespace) -> Iterator[Entry]:
    """List the other programs."""
    steps, whole = asked.steps, asked.whole_kerascv
    yield Entry(OPENVINO, "openvino", "bfloat16", steps=steps)
    yield Entry("diffusers, eager, float32", "diffusers", "float32", steps=steps)
    yield Entry(KERASCV, "kerascv", "float32", steps=KERASCV_STEPS, whole=whole)


def targets(duels: Sequence[Duel], size: int) -> Iterator[Target]:
    """Hold the first of ours against what was promised of it."""
    first, *rest = duels
    ratio = first.picture_ratio
    yield Target("picture to diffusers, eager, bfloat16", ratio, 0.80)
    promised = {KERASCV: 0.22, OPENVINO: 1.0}
    for duel in rest:
        if duel.entry.name in promised:
            name = duel.entry.name
            yield Target(f"picture to {name}", ratio / duel.picture_ratio, promised[name])
    yield Target("pass to floor", first.own["pass"] / first.floor_s("pass", size), 1.2)


@contextmanager
def checkpoint(asked: argparse.Namespace) -> Iterator[Path]:
    """Have the random checkpoint, in a folder that is kept or a temporary one."""
    with tempfile.TemporaryDirectory(prefix="imagine-bot-") as temporary:
        folder = asked.models_folder or Path(temporary)
        written(folder, asked.size)
        yield folder


def measure(asked: argparse.Namespace) -> Report:
    """Let each contender meet the reference."""
    with checkpoint(asked) as folder, ExitStack() as stack:
        ring = Ring(stack, asked, folder)
        duels = [ring.duel(entry) for entry in entries(asked)]
        field = [*duels, ring.own(duels)]
    size = asked.size
    rows = [duel.row(size) for duel in field]
    return Report("speed", rows, [*targets(duels, size)], machine() | ring.versions)


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--size", type=int, default=512, help="a multiple of 128")
    parser.add_argument("--steps", type=int, default=20, help="of a picture, but KerasCV's")
    parser.add_argument("--repeats", type=int, default=3, help="rounds of passes and decodings")
    parser.add_argument("--pictures", type=int, default=2, help="rounds of whole pictures")
    modes = ["openvino/bfloat16", "graph/bfloat16", "openvino/float32"]
    parser.add_argument("--ours", nargs="+", default=modes, metavar="ENGINE/PRECISION")
    programs = ["openvino", "diffusers", "kerascv"]
    parser.add_argument("--peers", nargs="*", default=programs, help="the reference is always run")
    parser.add_argument("--peers-python", default=sys.executable, metavar="PATH")
    parser.add_argument("--whole-kerascv", action="store_true", help="draw its pictures, too")
    parser.add_argument("--models-folder", type=Path, help="keep the random checkpoint there")
    asked = parser.parse_args()
    publish(measure(asked), asked)


if __name__ == "__main__":
    main()
