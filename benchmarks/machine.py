"""The machine, the code and the versions that figures are of, and what a process takes of it."""

import os
import platform
import re
import subprocess
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("tensorflow", "keras", "keras-cv", "openvino", "torch", "diffusers")
GIB = 2**30
ROOT = Path(__file__).resolve().parents[1]


def versions(packages: Iterable[str] = PACKAGES) -> dict[str, str]:
    """List the versions of the packages that are installed here."""
    found: dict[str, str] = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def machine() -> dict[str, str]:
    """Describe this machine and what is installed, each figure with its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    return {
        "cpu": cpu_name(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GiB",
        "python": platform.python_version(),
        **versions(),
    }


def commit() -> str:
    """Name the commit that is measured, with "+" if files were changed since; "" outside of git.

    Documents do not count: the figures that a run has kept are among them.
    """
    changed = _git("status", "--porcelain", "--", ":(exclude)docs")
    return _git("rev-parse", "--short", "HEAD") + ("+" if changed else "")


def _git(*words: str) -> str:
    try:
        ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
    except OSError:
        return ""
    return ran.stdout.strip()


def cpu_name() -> str:
    """Name the processor with what it has for bfloat16, as far as the system tells (Linux)."""
    try:
        told = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor() or platform.machine()
    name = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    units = [unit for unit in ("amx_bf16", "avx512_bf16") if re.search(rf"\b{unit}\b", told)]
    return " ".join([name[1] if name else platform.machine(), *units])


def sentence(of: dict[str, str]) -> str:
    """Word what `machine` gives as one line."""
    first = f"{of['cpu']}, {of['cores']} cores, {of['memory']}, Python {of['python']}"
    rest = (f"{name} {of[name]}" for name in PACKAGES if name in of)
    return ", ".join([first, *rest])


def peak_gib(pid: int | str = "self") -> float:
    """Read the most memory that a process ever held, files mapped into it included (Linux)."""
    told = Path(f"/proc/{pid}/status").read_text()
    status = dict(line.split(":", 1) for line in told.splitlines())
    return int(status["VmHWM"].split()[0]) / 2**20


def forget_peak(pid: int) -> None:
    """Let a process's peak begin anew at what it holds now (Linux)."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
