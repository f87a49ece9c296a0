from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config.example import example
from bot.config.preflight import token_problem
from bot.config.settings import Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[3]
# The right form, and nobody's: the first part is "123456789012345678" in base64.
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"IMAGINE_{name.upper()}", raising=False)


def complaint() -> str:
    """What is said of the one setting that is wrong."""
    with pytest.raises(SettingsError) as caught:
        load_settings(None)
    (sentence,) = caught.value.args
    return str(sentence)


def test_env_example_is_what_the_settings_print() -> None:
    assert (ROOT / ".env.example").read_text("utf-8") == example()


def test_every_setting_stands_in_the_example_with_its_help() -> None:
    for name, field in Settings.model_fields.items():
        assert f"IMAGINE_{name.upper()}=" in example()
        assert field.description
        assert f"# {field.description}\n" in example()


def test_the_example_is_a_valid_env_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(example().replace("# IMAGINE_", "IMAGINE_"), "utf-8")
    assert load_settings(file) == load_settings(None)


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("IMAGINE_THREADS=1\nIMAGINE_ALLOWED_CHANNELS=1, 2\n", "utf-8")
    monkeypatch.setenv("IMAGINE_THREADS", "2")
    settings = load_settings(file)
    assert (settings.threads, settings.allowed_channels) == (2, (1, 2))


@pytest.mark.parametrize(
    ("name", "value", "fix"),
    [
        ("THREADS", "many", "use a whole number from 0 to 1024"),
        ("MAX_WAITING", "0", "use a whole number from 1 to 10000"),
        ("PRECISION", "float8", "use auto, float32, bfloat16 or float16"),
        ("ENGINE", "steam", "use auto, xla, graph or openvino"),
        ("USER_LIMIT", "lots", "write it like 10/minute or 10/minute;60/hour"),
        ("ALLOWED_CHANNELS", "general", "write channel ids"),
        ("LOG_LEVEL", "loud", "use DEBUG, INFO, WARNING or ERROR"),
        ("DATA_FOLDER", "~nosuchuser/x", "use the path of a folder that the bot may write to"),
    ],
)
def test_a_wrong_setting_is_named_with_its_fix_in_one_sentence(
    name: str, value: str, fix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"IMAGINE_{name}", value)
    sentence = complaint()
    assert sentence.startswith(f"IMAGINE_{name} is '{value}'; {fix}")


@pytest.mark.parametrize("scheme", ["mysql", "postgres ql", "postgresql://imagine:secret@host:x"])
def test_an_address_of_no_database_of_ours_is_named_with_its_fix_and_never_shown(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IMAGINE_DATABASE", f"{scheme}://imagine:secret-key@host/imagine")
    sentence = complaint()
    assert sentence.startswith("IMAGINE_DATABASE cannot be used; write postgresql://host/name")
    assert "secret" not in sentence


@pytest.mark.parametrize(
    ("name", "limit"),
    [("USER_LIMIT", "1000/year"), ("SERVER_LIMIT", "9/hour;9/31 day"), ("ROLE_LIMITS", "5=9/year")],
)
def test_a_limit_that_counts_for_longer_than_requests_are_kept_is_named_with_both_ways_out(
    name: str, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"IMAGINE_{name}", limit)
    sentence = complaint()
    assert sentence.startswith(f"IMAGINE_{name} counts for longer than requests are kept")
    assert "at most 30 days, or raise IMAGINE_KEEP_DAYS" in sentence
    monkeypatch.setenv("IMAGINE_KEEP_DAYS", "366")
    load_settings(None)


def test_a_limit_may_count_for_as_long_as_requests_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IMAGINE_USER_LIMIT", "1000/30 day")
    load_settings(None)


def test_a_misspelt_setting_is_named_with_what_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGINE_TOKN", TOKEN)
    with pytest.raises(SettingsError, match="did you mean IMAGINE_TOKEN") as caught:
        load_settings(None)
    assert TOKEN not in str(caught.value)


def test_models_are_offered_once_each_with_the_setting_that_names_them() -> None:
    settings = Settings(model="starter", other_models="sd-v1.4, starter,, sd-v2.1,sd-v1.4")
    assert settings.models() == {
        "starter": "IMAGINE_MODEL",
        "sd-v1.4": "IMAGINE_OTHER_MODELS",
        "sd-v2.1": "IMAGINE_OTHER_MODELS",
    }
    assert settings.service_config("sd-v2.1").model == "sd-v2.1"
    assert settings.service_config().model == "starter"


@pytest.mark.parametrize("most", [64, 10_000])
def test_what_was_accepted_is_never_too_much_for_the_service(most: int) -> None:
    assert Settings(max_waiting=most).service_config().max_waiting >= most


def test_the_token_is_never_printed() -> None:
    settings = Settings(token=SecretStr(TOKEN))
    assert TOKEN not in repr(settings) + str(settings) + str(settings.model_dump())


@pytest.mark.parametrize("token", [None, "abc", "a.b.c", TOKEN + ".d", "Bot " + TOKEN])
def test_a_token_of_the_wrong_form_is_explained_without_showing_it(token: str | None) -> None:
    problem = token_problem(SecretStr(token) if token else None)
    assert problem
    assert "IMAGINE_TOKEN" in problem
    assert not token or token not in problem


def test_a_token_of_the_right_form_has_no_problem() -> None:
    assert token_problem(Settings(token=SecretStr(TOKEN)).token) is None
