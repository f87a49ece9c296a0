"""The graphics card that TensorFlow uses in this process."""

from dataclasses import dataclass
from typing import Any

import tensorflow as tf

from generation.engines.cuda.cards import Capability, is_supported


@dataclass(frozen=True, slots=True)
class Device:
    """A card that TensorFlow computes on.

    Args:
        name: of the product.
        capability: compute capability.
    """

    name: str
    capability: Capability


def choose_device(place: int, on_cpu: bool) -> None:
    """Hide all graphics cards from TensorFlow but one that it supports, before its first use.

    Args:
        place: of the model among all models; with several cards they take turns.
        on_cpu: whether to hide all cards.
    """
    cards = tf.config.list_physical_devices("GPU")
    usable = [] if on_cpu else [card for card in cards if is_supported(_describe(card).capability)]
    chosen = usable[place % len(usable) :][:1] if usable else []
    if len(chosen) < len(cards):
        tf.config.set_visible_devices(chosen, "GPU")


def device() -> Device | None:
    """Return the graphics card in use, None on a machine's processor."""
    cards = tf.config.get_visible_devices("GPU")
    return _describe(cards[0]) if cards else None


def _describe(card: Any) -> Device:
    details = tf.config.experimental.get_device_details(card)
    return Device(details.get("device_name", "gpu"), details.get("compute_capability", (0, 0)))
