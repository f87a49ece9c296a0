"""Snapshots of a process's heap: objects by type, and the memory of Python, malloc and SQLite."""

import contextlib
import ctypes
import ctypes.util
import gc
import json
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import psutil

Snapshot = dict[str, dict[str, float]]
MOST_ROWS = 12


class _Mallinfo2(ctypes.Structure):
    """The counters of glibc's allocator, in bytes."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


def write_on_signal(folder: Path) -> None:
    """Write a snapshot of this process at each SIGUSR1, as heap-0.json, heap-1.json, ...

    Args:
        folder: of the files.
    """

    def write(_signal: int, _frame: FrameType | None) -> None:
        number = len(list(folder.glob("heap-*.json")))
        part = folder / "heap.part"
        part.write_text(json.dumps(snapshot()), "utf-8")
        part.replace(folder / f"heap-{number}.json")

    signal.signal(signal.SIGUSR1, write)


def snapshot() -> Snapshot:
    """Count the objects that were made since `gc.freeze`, and the process's memory.

    Returns:
        "objects" and "bytes" by type, and "memory" by its holder in bytes.
    """
    counts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    gc.collect()
    objects = gc.get_objects()
    seen = {id(each) for each in objects}
    for container in objects:
        _count(container, counts, sizes)
        for held in gc.get_referents(container):
            # Strings and numbers, which the collector does not list.
            if not gc.is_tracked(held) and id(held) not in seen:
                seen.add(id(held))
                _count(held, counts, sizes)
    return {"objects": dict(counts), "bytes": dict(sizes), "memory": _memory()}


def _count(value: object, counts: "Counter[str]", sizes: "Counter[str]") -> None:
    name = f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")
    counts[name] += 1
    with contextlib.suppress(TypeError, ReferenceError):
        sizes[name] += sys.getsizeof(value)


def _memory() -> dict[str, float]:
    """Read what the process holds, in bytes; SQLite's and malloc's where they can be asked."""
    held = {
        "resident": float(psutil.Process().memory_info().rss),
        "Python's blocks": float(sys.getallocatedblocks()),
        "threads": float(psutil.Process().num_threads()),
    }
    with contextlib.suppress(AttributeError, OSError):
        libc = ctypes.CDLL(None)
        libc.mallinfo2.restype = _Mallinfo2
        info = libc.mallinfo2()
        held |= {"malloc, in use": info.uordblks + info.hblkhd, "malloc, free": info.fordblks}
    with contextlib.suppress(AttributeError, OSError, TypeError):
        sqlite = ctypes.CDLL(ctypes.util.find_library("sqlite3"))
        sqlite.sqlite3_memory_used.restype = ctypes.c_int64
        held["SQLite"] = float(sqlite.sqlite3_memory_used())
    return held


def growth(earlier: Snapshot, later: Snapshot) -> str:
    """Format what grew between two snapshots: memory by holder, and the types that grew most."""
    lines = [
        f"{name}: {earlier['memory'].get(name, 0):,.0f} -> {value:,.0f}"
        for name, value in later["memory"].items()
    ]
    grown = {name: size - earlier["bytes"].get(name, 0) for name, size in later["bytes"].items()}
    for name, size in sorted(grown.items(), key=lambda item: -item[1])[:MOST_ROWS]:
        before, after = earlier["objects"].get(name, 0), later["objects"][name]
        lines.append(f"{name}: {size:+,.0f} bytes, {before:,} -> {after:,} objects")
    return "\n".join(lines)
