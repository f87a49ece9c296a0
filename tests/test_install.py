"""An installation that cannot work says so in one sentence, and the same command works later."""

import importlib.util
import os
import platform
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Answers as install.py expects of a Python with pip, and writes down what it is asked to do.
FAKE_PYTHON = '#!/bin/sh\necho "$@" >> "$(dirname "$0")/calls"\n'


@pytest.fixture
def script() -> Any:
    spec = importlib.util.spec_from_file_location("install", ROOT / "install.py")
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def one_sentence(said: str) -> bool:
    return said.count("\n") == 0 and len(said) < 400


def test_this_machine_has_no_obstacle(script: Any) -> None:
    assert script.find_obstacle() == ""


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 13), (3, 14, 0)])
def test_a_python_outside_of_the_range_is_named_with_one_inside(
    script: Any, version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    said = script.find_obstacle()
    assert one_sentence(said)
    assert "needs Python 3.11, 3.12 or 3.13" in said
    assert "make PYTHON=python3.13 playground" in said


def test_the_range_is_that_of_the_package(script: Any) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (oldest, newest) = script.OLDEST[1], script.NEWEST[1]
    assert project["requires-python"] == f">=3.{oldest},<3.{newest + 1}"


@pytest.mark.parametrize(
    ("system", "machine"), [("Darwin", "x86_64"), ("Windows", "ARM64"), ("Linux", "riscv64")]
)
def test_a_platform_without_packages_is_named_with_those_that_have_them(
    script: Any, system: str, machine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    said = script.find_obstacle()
    assert one_sentence(said)
    assert f"({system}, {machine})" in said
    assert "or run the bot in a container (docs/owners.md)" in said


@pytest.mark.parametrize(
    ("machine", "library"),
    [("x86_64", ("", "")), ("x86_64", ("glibc", "2.17")), ("aarch64", ("glibc", "2.31"))],
)
def test_a_linux_without_a_new_enough_glibc_is_told_which_one_has_it(
    script: Any, machine: str, library: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(platform, "libc_ver", lambda: library)
    said = script.find_obstacle()
    assert one_sentence(said)
    assert "use Debian 12, Ubuntu 22.04 or a newer one" in said


def test_debian_without_its_venv_package_is_told_the_package(
    script: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    said = script.find_obstacle()
    assert one_sentence(said)
    assert f"sudo apt install {package}) and run the same command again" in said


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the paths are those of other systems")
def test_an_environment_without_pip_is_made_again_and_one_with_pip_is_kept(
    script: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment = tmp_path / ".venv"
    monkeypatch.setattr(script, "VENV", environment)
    monkeypatch.setattr(script, "PYTHON", environment / "bin" / "python")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    (environment / "left").touch()
    script.make_environment()
    assert not (environment / "left").exists()
    subprocess.run([environment / "bin" / "python", "-m", "pip", "--version"], check=True)
    (environment / "left").touch()
    script.make_environment()
    assert (environment / "left").exists()


@pytest.mark.parametrize(
    ("words", "lock"), [([], "requirements.lock"), (["--dev"], "requirements-dev.lock")]
)
def test_locked_packages_are_installed_by_their_hashes_and_the_bot_in_place(
    script: Any, words: list[str], lock: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "python"
    fake.write_text(FAKE_PYTHON)
    fake.chmod(0o755)
    monkeypatch.setattr(script, "PYTHON", fake)
    monkeypatch.setattr(sys, "argv", ["install.py", *words])
    script.main()
    asked, packages, bot = (tmp_path / "calls").read_text().splitlines()
    assert "import pip" in asked
    assert packages.endswith(f"install --no-deps --require-hashes --requirement {ROOT / lock}")
    assert bot.endswith(f"install --no-deps --no-build-isolation --editable {ROOT}")


def test_a_failing_pip_is_heard_and_ends_the_script_in_a_sentence(
    script: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    fake = tmp_path / "python"
    fake.write_text('#!/bin/sh\ntest "$1" = -c || { echo no space left >&2; exit 1; }\n')
    fake.chmod(0o755)
    monkeypatch.setattr(script, "PYTHON", fake)
    monkeypatch.setattr(sys, "argv", ["install.py"])
    with pytest.raises(SystemExit, match="The installation failed"):
        script.main()
    assert "no space left" in capfd.readouterr().err


def test_what_runs_is_locked_to_what_is_tested() -> None:
    def blocks(name: str) -> set[str]:
        return set(
            (ROOT / name).read_text("utf-8").split("\n\n")[0].replace(" \\\n", " ").split("\n")
        )

    assert blocks("requirements.lock") < blocks("requirements-dev.lock")
