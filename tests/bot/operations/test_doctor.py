import json
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config.settings import Settings, SettingsError, load_settings
from bot.operations import doctor
from generation.engines.cuda.cards import CardReport
from tests.bot.config.test_settings import TOKEN

DATABASE = "postgresql+asyncpg://imagine:secret-key@db.example/imagine?password=second-key"

ID = "278612345678901234"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"IMAGINE_{name.upper()}", raising=False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        token=SecretStr(TOKEN), cache_folder=tmp_path, threads=2, blocked_words=("vermilion",)
    )


async def test_a_report_has_versions_machine_settings_model_and_what_check_finds(
    settings: Settings,
) -> None:
    text = await doctor.report(settings)
    for said in (
        "imagine-bot 0.1.0, Python 3.",
        "tensorflow 2.",
        "discord.py 2.",
        "processor: ",
        " cores",
        "cache_folder: ",
        " GiB free",
        "* IMAGINE_THREADS=2",
        "  IMAGINE_MODEL=starter",
        "  IMAGINE_OFFLINE_FOLDER=\n",
        "No problem was found; Discord was not asked about the token.",
        "Model starter: nothing to download",
        "starter.safetensors: ",
    ):
        assert said in text


async def test_each_graphics_card_is_used_or_has_the_reason_why_not(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = CardReport(("RTX 3060: used.",), ("RTX 5090: not used, because it is too new.",))
    monkeypatch.setattr(doctor, "report_cards", lambda: report)
    text = await doctor.report(settings)
    assert "graphics card: RTX 3060: used.\n" in text
    assert "graphics card: RTX 5090: not used, because it is too new.\n" in text


async def test_secrets_and_lists_are_not_in_a_report(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    changed = settings.model_copy(update={"model": DATABASE})
    text = await doctor.report(changed)
    assert "IMAGINE_TOKEN=***" in text
    assert "postgresql+asyncpg://***@db.example/imagine?***" in text
    assert "IMAGINE_BLOCKED_WORDS=(1 values)" in text
    assert "IMAGINE_CACHE_FOLDER=~\n" in text
    for secret in (TOKEN, "secret-key", "second-key", "vermilion", str(tmp_path)):
        assert secret not in text


async def test_no_id_is_in_a_report_even_where_the_settings_are_wrong(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = settings.model_copy(
        update={"role_limits": {int(ID): "9/day"}, "allowed_channels": (int(ID),)}
    )
    text = await doctor.report(changed)
    assert "IMAGINE_ROLE_LIMITS=(1 values)" in text
    assert ID not in text
    for name in ("ROLE_LIMITS", "ALLOWED_CHANNELS"):
        monkeypatch.setenv(f"IMAGINE_{name}", f"{ID}=lots")
    with pytest.raises(SettingsError) as caught:
        load_settings(None)
    assert ID in str(caught.value)
    assert ID not in await doctor.report(caught.value)


async def test_what_check_complains_of_is_in_the_report(settings: Settings) -> None:
    text = await doctor.report(settings.model_copy(update={"model": "nope", "token": None}))
    assert "IMAGINE_TOKEN is missing" in text
    assert "There is no model 'nope'" in text


async def test_wrong_settings_are_reported_with_the_machine_and_without_their_secrets() -> None:
    wrong = SettingsError(f"IMAGINE_DATABASE is '{DATABASE}'; use an address.")
    text = await doctor.report(wrong)
    assert "IMAGINE_DATABASE is 'postgresql+asyncpg://***@db.example" in text
    assert "processor: " in text
    assert "secret-key" not in text


async def test_the_engines_speeds_of_earlier_starts_are_shown(settings: Settings) -> None:
    choices = settings.cache_folder / "choices"
    choices.mkdir()
    figures = {"float32/xla": 0.9, "bfloat16/openvino": 0.125}
    (choices / "starter-x86_64.json").write_text(json.dumps(figures))
    (choices / "starter-batch-x86_64.json").write_text('{"1": 0.1, "2": Infinity}')
    (choices / "sd-v1.4-x86_64.json").write_text("half of")
    text = await doctor.report(settings)
    assert "starter-x86_64: bfloat16/openvino 125 ms, float32/xla 900 ms" in text
    assert "starter-batch-x86_64: 1 100 ms, 2 failed or was interrupted\n" in text
    assert "sd-v1.4-x86_64: not readable" in text


async def test_files_that_are_not_downloaded_are_listed_as_such(settings: Settings) -> None:
    text = await doctor.report(settings.model_copy(update={"model": "sd-v1.4"}))
    assert "kcv_decoder.h5: missing" in text


async def test_a_folder_that_is_not_there_yet_is_told(settings: Settings, tmp_path: Path) -> None:
    text = await doctor.report(settings.model_copy(update={"offline_folder": tmp_path / "a" / "b"}))
    assert "GiB free, does not exist yet" in text


async def test_the_databases_state_is_reported_and_its_failure_too(settings: Settings) -> None:
    async def state() -> list[str]:
        return ["sqlite, 3 jobs waiting"]

    async def broken() -> list[str]:
        raise OSError(DATABASE)

    assert "database\n  sqlite, 3 jobs waiting\n" in await doctor.report(settings, state)
    assert "database\n  cannot be read: OSError\n" in await doctor.report(settings, broken)


def test_the_command_prints_a_report_and_loads_no_tensorflow(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from bot.__main__ import main\n"
        "try:\n    main(['doctor'])\n"
        "finally:\n    print('tensorflow' in sys.modules, file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "IMAGINE_CACHE_FOLDER": str(tmp_path),
            "IMAGINE_TOKEN": TOKEN,
            "IMAGINE_THREADS": "many",
        },
    )
    assert "IMAGINE_THREADS is 'many'" in ran.stdout
    assert ran.stderr.strip() == "False"
