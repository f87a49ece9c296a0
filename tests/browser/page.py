"""A visitor at the playground's page: patient, and driven by what is to be seen there."""

import os
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from selenium.common.exceptions import NoSuchElementException
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from tests.browser import composer
from tests.browser.composer import Value
from tests.browser.eyes import PAGE_S, Eyes

# Until a picture is there, a cold start of the model included, on a busy machine.
PICTURE_S = 300
# Steps, where the picture does not matter.
SKETCH = 4
# Names the folder that the tour's pictures are put into.
PICTURES = "TOUR_PICTURES"
BUTTON = "button.component-button .button-label"

_FAILURES = "return simcordPreview.transport.failures"
_READY = "return simcordPreview.ready"
_VIEWER = "return simcordPreview.pendingAction ? null : simcordPreview.viewerId"
_IS_DRAWN = "return arguments[0].complete && arguments[0].naturalWidth"
# Answers with base64: that is how bytes come out of a browser.
_CONTENT = """
const [picture, done] = arguments;
fetch(picture.src).then((answer) => answer.blob()).then((blob) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result.split(",")[1]);
  reader.readAsDataURL(blob);
});
"""
_IDS = "return [...document.querySelectorAll(arguments[0])].map((one) => one.dataset.messageId)"
_MESSAGE = "#channel-message-list article.channel-message"
_PICTURE = "img:not([class*=avatar])"


class Page(Eyes):
    """The playground's page, and what was driven on it so far.

    Args:
        chrome: shows it.
    """

    def __init__(self, chrome: Chrome) -> None:
        super().__init__(chrome)
        self._seen: set[str] = set()
        self.commands: set[str] = set()
        self.labels: set[str] = set()
        self.forms: set[str] = set()

    def open(self, address: str) -> None:
        """Go there, and wait until it can be used."""
        # Going to the same address would only go to its part behind the #.
        self.chrome.get("about:blank")
        self.chrome.get(address)
        self.until(lambda: self.chrome.execute_script(_READY), "the page does not come up")

    def lost(self) -> int:
        """Count what the page has got no answer to since it was opened."""
        return int(self.chrome.execute_script(_FAILURES))

    # What is to be read.

    def ids(self) -> list[str]:
        """List the messages that are shown, the oldest first."""
        found: list[str] = self.chrome.execute_script(_IDS, _MESSAGE)
        return found

    def message(self, message_id: str) -> WebElement:
        """Find a message."""
        return self.find(f"{_MESSAGE}[data-message-id='{message_id}']")

    def read(self, message_id: str, expected: str = "", patience_s: float = PAGE_S) -> str:
        """Wait until a message has a text, and read it."""

        def read() -> str:
            said = self.message(message_id).text
            return said if expected in said else ""

        return self.until(read, f"no message with {expected!r}", patience_s)

    def answer(self, expected: str = "", patience_s: float = PAGE_S, buttons: int = 0) -> str:
        """Wait for the message that came after what was done last, and give its id.

        Args:
            expected: part of its text.
            patience_s: largest time to wait.
            buttons: least number of its buttons.
        """

        def fits(message_id: str) -> bool:
            message = self.message(message_id)
            return expected in message.text and len(self.all(BUTTON, message)) >= buttons

        def found() -> str:
            return next((one for one in self.ids() if one not in self._seen and fits(one)), "")

        return self.until(found, f"no answer with {expected!r}", patience_s)

    def picture(self, expected: str = "") -> str:
        """Wait for the answer with pictures that are really drawn, and give its id."""
        # An answer that is not finished has one button, which cancels it.
        message_id = self.answer(expected, PICTURE_S, buttons=2)
        self.drawn(message_id)
        return message_id

    def drawn(self, message_id: str) -> list[WebElement]:
        """Wait until every picture of a message is drawn, and give them."""

        def pictures() -> list[WebElement]:
            shown = self.all(_PICTURE, self.message(message_id))
            done = all(self.chrome.execute_script(_IS_DRAWN, picture) for picture in shown)
            return shown if done else []

        return self.until(pictures, "no picture is drawn", PICTURE_S)

    # What is to be done.

    def run(self, command: str, **options: Value) -> None:
        """Run a slash command; see `composer.write`."""
        composer.write(self, command, **options)
        self._seen = set(self.ids())
        composer.send(self)
        self.commands.add(command)

    def offered(self) -> set[str]:
        """List the commands that are offered to whoever types a slash."""
        composer.begin(self, "")

        def names() -> set[str]:
            # Read as they are found: the page renders its list anew.
            return {entry.text.removeprefix("/") for entry in self.all(".command-entry strong")}

        return self.until(names, "no command is offered")

    def draw(self, prompt: str = "red apple", steps: int = SKETCH, **options: Value) -> str:
        """Have something drawn, and give the answer's id."""
        self.run("imagine", prompt=prompt, steps=steps, **options)
        return self.picture()

    def press(self, label: str, message_id: str) -> None:
        """Press the button of a message."""
        self._seen = set(self.ids())

        def pressed() -> None:
            self.click(self.labelled(BUTTON, label, self.message(message_id)))

        self.acted(pressed, f"no button {label} can be pressed")
        self.labels.add(label)

    def form(self) -> WebElement:
        """Wait for a form."""
        dialog = self.until(lambda: self.find("#modal-root .modal-dialog"), "no form opens")
        self.forms.add(self.find(".modal-title", dialog).text)
        return dialog

    def send_form(self, **written: str) -> None:
        """Fill in the form that is open, and send it.

        Args:
            written: text by the first words of a field's label; an underscore is a space.
        """
        self.form()
        for label, value in written.items():
            self._fill(label.replace("_", " "), value)
        self._seen = set(self.ids())
        self.insist(
            lambda: self.find("#modal-root .button-primary").click(),
            lambda: not self.all("#modal-root .modal-dialog"),
            "the form is not sent",
        )

    def _fill(self, label: str, value: str) -> None:
        def written() -> bool:
            box = self.find(".modal-input", self._field(label))
            box.clear()
            box.send_keys(value)
            return box.get_property("value") == value

        self.until(written, f"no field {label}")

    def _field(self, label: str) -> WebElement:
        for field in self.all("#modal-root .modal-field"):
            if self.find(".control-label", field).text.startswith(label):
                return field
        raise NoSuchElementException(label)

    def view_as(self, name: str) -> None:
        """Become another member."""

        def switched() -> bool:
            picker = Select(self.find("#viewer-picker"))
            if picker.first_selected_option.text != name:
                picker.select_by_visible_text(name)
                return False
            viewer = picker.first_selected_option.get_attribute("value")
            return bool(viewer == self.chrome.execute_script(_VIEWER))

        self.until(switched, f"nobody is called {name}")

    def go_to(self, channel: str) -> None:
        """Open a channel of those that are listed, "@" and the bot's name for its messages."""

        def opened() -> bool:
            entry = self.labelled("#channels button", channel)
            if entry.get_attribute("aria-current"):
                return self.find("#channel-name").text == channel[1:]
            entry.click()
            return False

        self.until(opened, f"no channel {channel}")

    def reveal(self, message_id: str) -> WebElement:
        """Click on the first spoiler of a message, and give the picture behind it."""
        message = self.message(message_id)
        self.click(self.find(".spoiler-cover", message))
        return self.find(".is-revealed img", message)

    # What is to be shown to others.

    def photograph(self, name: str, *elements: WebElement) -> None:
        """Put a picture of what surrounds some elements into the folder that is asked for."""
        if not (folder := os.environ.get(PICTURES)):
            return
        self.chrome.execute_script("arguments[0].scrollIntoView({block: 'end'})", elements[-1])
        # Whatever the pointer is over grows buttons of the page's own.
        ActionChains(self.chrome).move_to_element(self.find("#toolbar")).perform()
        screen = Image.open(BytesIO(self.chrome.get_screenshot_as_png())).convert("RGB")
        lefts, tops, rights, bottoms = zip(*_edges(elements), strict=True)
        box = (min(lefts), min(tops), max(rights), max(bottoms))
        Path(folder).mkdir(parents=True, exist_ok=True)
        screen.crop(box).quantize(256).save(Path(folder) / f"{name}.png", optimize=True)

    def keep(self, name: str, picture: WebElement) -> None:
        """Put a picture itself into that folder, as the bot has made it."""
        if folder := os.environ.get(PICTURES):
            content = b64decode(self.chrome.execute_async_script(_CONTENT, picture))
            (Path(folder) / name).write_bytes(content)


def _edges(elements: tuple[WebElement, ...]) -> Iterator[tuple[int, int, int, int]]:
    for element in elements:
        rect = element.rect
        yield (
            int(rect["x"]),
            int(rect["y"]),
            int(rect["x"] + rect["width"]),
            int(rect["y"] + rect["height"]),
        )
