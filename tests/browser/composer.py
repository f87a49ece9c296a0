"""The line at the page's bottom, into which slash commands are written."""

from pathlib import Path
from typing import Any

from selenium.webdriver import Keys

from tests.browser.eyes import Eyes

Value = str | int | float | Path

# Until the bot has answered what is typed.
_SUGGEST_S = 6
_DRAFT = "return simcordPreview.commandPicker.draft"


def write(eyes: Eyes, command: str, **options: Value) -> None:
    """Write a slash command, but do not send it.

    Args:
        eyes: see the page.
        command: with its group, as in "server limits".
        options: text, numbers, the words of a choice, a member's name, or a file's path.
    """
    eyes.until(lambda: _begun(eyes, command), f"no command /{command}")
    for name, value in options.items():
        _fill(eyes, command, name, value)


def send(eyes: Eyes) -> None:
    """Send the command that is written."""
    eyes.insist(
        lambda: eyes.find("#send-message").click(),
        lambda: is_sent(eyes),
        "the command is not sent",
    )


def is_sent(eyes: Eyes) -> bool:
    """Tell whether no command is being written any more, or one is answered by a form."""
    return not eyes.all(".command-chip") or bool(eyes.all("#modal-root .modal-dialog"))


def begin(eyes: Eyes, command: str) -> None:
    """Type the first letters of a command."""
    composer = eyes.find("#channel-composer-input")
    if composer.get_property("value") != f"/{command}":
        composer.click()
        composer.clear()
        eyes.type(f"/{command}")


def _begun(eyes: Eyes, command: str) -> bool:
    if chips := eyes.all(".command-chip"):
        if chips[0].text == f"/{command}":
            return True
        eyes.find(".command-context-close").click()
    begin(eyes, command)
    eyes.labelled(".command-entry strong", f"/{command}").click()
    return False


def _fill(eyes: Eyes, command: str, name: str, value: Value) -> None:
    eyes.until(lambda: _shown(eyes, name), f"/{command} has no option {name}")
    eyes.until(lambda: _taken(eyes, name, value), f"{name} does not take {value}")


def _shown(eyes: Eyes, option: str) -> bool:
    """Ask for an option that is not required."""
    if eyes.all(f".command-pill[data-option='{option}']"):
        return True
    if any(popup.is_displayed() for popup in eyes.all(".command-popup")):
        eyes.type(Keys.ESCAPE)
    eyes.find(".command-ghost").click()
    eyes.click(eyes.find(f".command-suggestion[data-value='{option}']"))
    return False


def _taken(eyes: Eyes, name: str, value: Value) -> bool:
    """Fill in an option, and see whether the page takes it."""
    draft: dict[str, Any] = eyes.chrome.execute_script(_DRAFT)
    (option,) = [one for one in draft["options"] if one["name"] == name]
    if option["present"] and option["valid"]:
        return True
    pill = eyes.find(f".command-pill[data-option='{name}']")
    if isinstance(value, Path):
        eyes.find("input[type=file]", pill).send_keys(str(value))
        return False
    field = eyes.find("input", pill)
    field.click()
    field.clear()
    field.send_keys(str(value))
    if field.get_attribute("role") == "combobox":
        eyes.while_patient(lambda: _suggested(eyes, str(value)), _SUGGEST_S)
    return False


def _suggested(eyes: Eyes, value: str) -> bool:
    """Take the suggestion of that name, or else the first one that has it."""
    labels = eyes.all(".command-suggestion-label")
    fitting = [one for one in labels if value.casefold() in one.text.casefold()]
    for label in sorted(fitting, key=lambda one: one.text != value)[:1]:
        eyes.click(label)
    return bool(fitting)
