"""Claims about what benchmarks print and keep."""

import argparse
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.machine import commit, machine, peak_gib, sentence
from benchmarks.report import Report, Target, label, percentile, publish, shown

MACHINE = {"cpu": "Abacus", "cores": "2", "memory": "1 GiB", "python": "3.11", "keras": "3"}
REPORT = Report("latency", [{"cold_start_s": 2.5}], [Target("cold start", 2.5, 3)], MACHINE)


def test_the_percentile_is_one_of_the_values() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [percentile(values, share) for share in (0, 0.5, 0.95, 1)] == [1, 3, 5, 5]


@pytest.mark.parametrize(
    ("name", "worded"), [("picture_s", "picture, s"), ("warm_to_cold", "warm to cold"), ("s", "s")]
)
def test_a_figures_unit_stands_behind_its_name(name: str, worded: str) -> None:
    assert label(name) == worded


@pytest.mark.parametrize(
    ("value", "text"), [(0.0123, "0.0123"), (1.0, "1.00"), (123.4, "123"), (20, "20")]
)
def test_three_digits_of_a_measurement_count(value: float, text: str) -> None:
    assert shown(value) == text


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    REPORT.keep(tmp_path)
    assert Report.read(tmp_path / "latency.json") == REPORT


def test_figures_that_were_kept_without_commit_and_date_are_read_and_name_none(
    tmp_path: Path,
) -> None:
    told = json.loads(REPORT.as_json())
    before = {name: told[name] for name in ("benchmark", "rows", "targets", "machine")}
    (tmp_path / "latency.json").write_text(json.dumps(before), "utf-8")
    assert Report.read(tmp_path / "latency.json").origin == sentence(MACHINE)


@pytest.mark.parametrize("as_json", [True, False])
def test_a_missed_target_ends_the_process_with_1_once_all_is_kept_and_printed(
    as_json: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = argparse.Namespace(save=tmp_path, json=as_json)
    publish(REPORT, asked)
    assert capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        publish(replace(REPORT, targets=[Target("cold start", 3.5, 3)]), asked)
    assert ended.value.code == 1
    assert "3.5" in capsys.readouterr().out
    assert not Report.read(tmp_path / "latency.json").targets[0].met


def test_the_commit_has_a_mark_if_files_were_changed_other_than_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.machine.ROOT", tmp_path)
    assert commit() == ""
    author = ("-c", "user.name=a", "-c", "user.email=a@b")
    for words in (("init",), (*author, "commit", "--allow-empty", "-m", "One")):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)
    clean = commit()
    assert clean
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "figures.json").touch()
    assert commit() == clean
    (tmp_path / "code.py").touch()
    assert commit() == f"{clean}+"


def test_the_figures_of_a_single_row_stand_beside_the_name() -> None:
    told = json.loads(REPORT.as_json())
    assert (told["benchmark"], told["cold_start_s"]) == ("latency", 2.5)


def test_the_machine_is_named_with_its_versions() -> None:
    assert "tensorflow" in sentence(machine())
    assert peak_gib() > 0
