"""Install imagine-bot into .venv: `python3 install.py`, or with --dev also the tools of its tests.

Runs on any Python 3, so that it can name what is missing before pip fails at length. A half-made
.venv, such as one without pip, is made again.
"""

import argparse
import importlib.util
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST, NEWEST = (3, 11), (3, 13)
# Systems and processors for which TensorFlow and OpenVINO are published, with the oldest glibc.
PLATFORMS = {
    ("Linux", "x86_64"): (2, 28),
    ("Linux", "aarch64"): (2, 35),
    ("Darwin", "arm64"): None,
    ("Windows", "AMD64"): None,
}
COST = "about 880 MB to download, 3 GB on the disk, a few minutes"


def find_obstacle() -> str:
    """Return the first thing that prevents an installation, in one sentence with its fix, or ""."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        again = "py -3.13 install.py" if os.name == "nt" else "make PYTHON=python3.13 playground"
        return (
            f"imagine-bot needs Python 3.11, 3.12 or 3.13, and this is {platform.python_version()}:"
            f" install Python 3.13 and name it, as in: {again}"
        )
    system, machine = platform.system(), platform.machine()
    if (system, machine) not in PLATFORMS or sys.maxsize < 2**32:
        return (
            f"TensorFlow and OpenVINO are not published for this Python ({system}, {machine}): "
            "use 64-bit Python on Linux (x86_64 or aarch64), Windows (x64) or a Mac with Apple "
            "silicon, or run the bot in a container (docs/owners.md)."
        )
    oldest, (library, version) = PLATFORMS[system, machine], platform.libc_ver()
    if oldest and (library != "glibc" or tuple(map(int, version.split("."))) < oldest):
        return (
            f"TensorFlow and OpenVINO need glibc {oldest[0]}.{oldest[1]} or newer, and this system "
            f"has {library or 'another C library'} {version}: use Debian 12, Ubuntu 22.04 or a "
            "newer one, or run the bot in a container (docs/owners.md)."
        )
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        return (
            f"This Python cannot make a virtual environment: install the package {package} "
            f"(Debian, Ubuntu: sudo apt install {package}) and run the same command again."
        )
    return ""


def make_environment() -> None:
    """Make .venv, unless there is one with a supported Python and pip."""
    usable = f"import pip, sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    command = [str(PYTHON), "-c", usable]
    if PYTHON.exists() and subprocess.call(command, stderr=subprocess.DEVNULL) == 0:
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def run_pip(*words: str) -> None:
    """Run `pip install` quietly; a terminal shows the package that pip works at.

    Raises:
        CalledProcessError: pip failed; its errors are on standard error.
    """
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", *words]
    with tempfile.TemporaryFile("w+") as errors:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, universal_newlines=True
        ) as process:
            for line in process.stdout or ():
                if sys.stdout.isatty():
                    shown = " ".join(line.partition("(from")[0].split())[:70]
                    print(f"\r  {shown:<70}", end="", flush=True)
        if sys.stdout.isatty():
            print(f"\r{'':<72}\r", end="")
        if process.returncode:
            errors.seek(0)
            sys.stderr.write(errors.read())
            raise subprocess.CalledProcessError(process.returncode, command)


def main() -> None:
    """Install the locked dependencies, and the bot so that its sources can be changed in place."""
    parser = argparse.ArgumentParser(description="Install imagine-bot into .venv.")
    parser.add_argument("--dev", action="store_true", help="also install the tools of its tests")
    lock = "requirements-dev.lock" if parser.parse_args().dev else "requirements.lock"
    obstacle = find_obstacle()
    if obstacle:
        sys.exit(obstacle)
    print(f"Installing imagine-bot into .venv ({COST}, once).", flush=True)
    try:
        make_environment()
        # The lock is complete. Not with dependencies: it leaves out what nothing runs.
        run_pip("--no-deps", "--require-hashes", "--requirement", str(ROOT / lock))
        # The lock brings setuptools, so that this needs no build environment of its own.
        run_pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    except subprocess.CalledProcessError as error:
        sys.exit(f"The installation failed (exit code {error.returncode}); run it again to go on.")
    print("Installed.")


if __name__ == "__main__":
    main()
