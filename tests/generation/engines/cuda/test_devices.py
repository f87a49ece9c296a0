"""Claims about the card that TensorFlow is left with, on made-up cards."""

from collections.abc import Sequence
from typing import Any

import pytest
import tensorflow as tf

from generation.engines.cuda import devices
from generation.engines.cuda.devices import Device, choose_device

RTX_3060, H200, RTX_5090 = (
    {"device_name": "RTX 3060", "compute_capability": (8, 6)},
    {"device_name": "H200", "compute_capability": (9, 0)},
    {"device_name": "RTX 5090", "compute_capability": (12, 0)},
)


class Machine:
    """TensorFlow's list of cards, each of which is its own description."""

    def __init__(self, cards: Sequence[dict[str, Any]]) -> None:
        self.cards, self.visible = [*cards], [*cards]

    def set_visible(self, cards: Sequence[dict[str, Any]], kind: str) -> None:
        assert kind == "GPU"
        self.visible = [*cards]


def machine(monkeypatch: pytest.MonkeyPatch, *cards: dict[str, Any]) -> Machine:
    """Let TensorFlow list these cards.

    Args:
        monkeypatch: of the test.
        cards: as TensorFlow describes them.
    """
    made = Machine(cards)
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda _: made.cards)
    monkeypatch.setattr(tf.config, "get_visible_devices", lambda _: made.visible)
    monkeypatch.setattr(tf.config, "set_visible_devices", made.set_visible)
    monkeypatch.setattr(tf.config.experimental, "get_device_details", lambda card: card)
    return made


def test_a_card_that_is_too_new_is_left_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    made = machine(monkeypatch, RTX_5090)
    choose_device(0, on_cpu=False)
    assert made.visible == []
    assert devices.device() is None


def test_an_older_card_beside_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, RTX_5090, RTX_3060)
    choose_device(0, on_cpu=False)
    assert devices.device() == Device("RTX 3060", (8, 6))


def test_models_take_turns_on_several_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    used = []
    for place in range(3):
        machine(monkeypatch, RTX_3060, H200)
        choose_device(place, on_cpu=False)
        used.append(devices.device())
    assert [card.name for card in used if card] == ["RTX 3060", "H200", "RTX 3060"]


def test_what_failed_on_a_card_leaves_all_cards_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made = machine(monkeypatch, RTX_3060, H200)
    choose_device(0, on_cpu=True)
    assert made.visible == []


def test_without_a_card_nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch)
    monkeypatch.setattr(tf.config, "set_visible_devices", pytest.fail)
    choose_device(0, on_cpu=False)
    assert devices.device() is None
