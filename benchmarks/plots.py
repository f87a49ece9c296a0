"""The plots of docs/performance.md: bars with their figures, readable on light and on dark."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.memory import GB_PER_GIB, PROMISED
from benchmarks.report import Row, shown

# Grey that is seen on white and on black; the background is left open.
INK, FLOOR = "#7d8790", "#e5534b"
COLOURS = ("#4c8dff", "#f0a030", "#3fb27f")
INCH_A_BAR, WIDTH = 0.3, 8.0
THICKNESS = 0.8
Series = Mapping[str, Sequence[float]]


def figure(lines: int, panels: int = 1) -> tuple[Figure, list[Axes]]:
    """Make a figure of panels side by side, as high as its bars need."""
    made = Figure(figsize=(WIDTH, 0.9 + INCH_A_BAR * lines), dpi=150, layout="constrained")
    return made, list(made.subplots(1, panels, squeeze=False, sharey=True)[0])


def bars(axes: Axes, labels: Sequence[str], series: Series, unit: str) -> None:
    """Draw horizontal bars, the series of a label side by side, each with its figure."""
    height = THICKNESS / len(series)
    for index, (name, values) in enumerate(series.items()):
        offset = (index - (len(series) - 1) / 2) * height
        places = [place + offset for place in range(len(labels))]
        drawn = axes.barh(places, values, 0.9 * height, label=name, color=COLOURS[index])
        texts = [shown(float(value)) for value in values]
        axes.bar_label(drawn, texts, padding=3, color=INK, fontsize=8)
    axes.set_yticks(range(len(labels)), labels)
    if not axes.yaxis_inverted():
        axes.invert_yaxis()
    axes.set_xlabel(unit)
    axes.margins(x=0.14)
    _quiet(axes)


def _quiet(axes: Axes) -> None:
    axes.tick_params(colors=INK, length=0, labelsize=9)
    axes.xaxis.label.set_color(INK)
    axes.title.set_color(INK)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "left")
        spine.set_color(INK)


def legend(axes: Axes, columns: int) -> None:
    """Explain colours above the panel."""
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=columns,
        frameon=False,
        labelcolor=INK,
        fontsize=8,
    )


def marks(axes: Axes, values: Sequence[float], name: str) -> None:
    """Draw a value into each bar as a line across it."""
    places = range(len(values))
    low, high = ([place + side * THICKNESS / 2 for place in places] for side in (-1, 1))
    axes.vlines(values, low, high, colors=FLOOR, label=name, linewidth=2)


def numbers(rows: Sequence[Row], name: str) -> list[float]:
    """Take one figure of all rows."""
    return [float(row[name]) for row in rows]


def speed(rows: Sequence[Row]) -> Figure:
    """Draw passes and pictures, each with what this machine's arithmetic would need."""
    made, panels = figure(2 * len(rows), panels=2)
    labels = [str(row["program"]).replace(", ", "\n", 1) for row in rows]
    parts = (("pass", "one pass, s"), ("picture", "whole picture, s"))
    for axes, (part, unit) in zip(panels, parts, strict=True):
        bars(axes, labels, {part: numbers(rows, f"{part}_s")}, unit)
        marks(axes, numbers(rows, f"{part}_floor_s"), "floor")
    handle: Any = panels[1].collections[0]
    made.legend(
        [handle],
        ["floor: the arithmetic at the speed of this machine's best matrix product"],
        loc="outside upper right",
        frameon=False,
        labelcolor=INK,
        fontsize=8,
    )
    return made


def throughput(rows: Sequence[Row]) -> Figure:
    """Draw how long people wait with each way of batching."""
    names = {"step": "by the step", "request": "by the request", "one": "one at a time"}
    labels = [f"{names[str(row['batching'])]}\nload {row['load']}" for row in rows]
    made, (axes,) = figure(2 * len(rows))
    latencies = {"median": numbers(rows, "median_s"), "95th percentile": numbers(rows, "p95_s")}
    bars(axes, labels, latencies, "from asking to the picture, s")
    legend(axes, 2)
    return made


def startup(rows: Sequence[Row]) -> Figure:
    """Draw cold and warm starts."""
    made, (axes,) = figure(2 * len(rows))
    seconds = {start: numbers(rows, f"{start}_s") for start in ("cold", "warm")}
    bars(axes, [str(row["model"]) for row in rows], seconds, "from start to warm, s")
    legend(axes, 2)
    return made


def memory(rows: Sequence[Row]) -> Figure:
    """Draw what a worker holds, and what was promised of it."""
    made, (axes,) = figure(3 * len(rows))
    modes = {"loading": "loading", "text": "a picture", "upscale": "twice the size"}
    series = {name: numbers(rows, f"{mode}_gib") for mode, name in modes.items()}
    labels = [f"{row['model']}\n{row['start']} start" for row in rows]
    bars(axes, labels, series, "peak of the worker, GiB")
    for mode, gigabytes in PROMISED.items():
        name = f"promised, {modes[mode]}"
        style = "--" if mode == "text" else ":"
        axes.axvline(gigabytes / GB_PER_GIB, color=FLOOR, linestyle=style, label=name, zorder=0)
    legend(axes, 5)
    return made


PLOTS: Mapping[str, Callable[[Sequence[Row]], Figure]] = {
    "memory": memory,
    "speed": speed,
    "startup": startup,
    "throughput": throughput,
}
