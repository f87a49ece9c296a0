"""What became of everything that members asked for: lost, doubled, late."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.wire.interactions import Interaction
from tests.wire.messages import Message
from tests.wire.model import World


@dataclass(frozen=True)
class Tally:
    """The interactions by what became of them; one may be in several lists.

    Attributes:
        unheard: sent when no session was there to hear or to keep it.
        unacknowledged: of those that were heard, without a callback in time.
        refused: answered with a sentence that only the member saw.
        pictured: with a picture to be seen.
        doubled: with pictures in more than one message.
        waiting: promised in public and still without a picture; what is written there may be
            a notice that it failed.
        ack_s: how long each acknowledgement took.
    """

    unheard: list[Interaction]
    unacknowledged: list[Interaction]
    refused: list[Interaction]
    pictured: list[Interaction]
    doubled: list[Interaction]
    waiting: list[Interaction]
    ack_s: list[float]


def pictures_of(interaction: Interaction, world: World) -> list[Message]:
    """Find the messages to be seen that carry this interaction's pictures.

    They are those made with its token, and those written with the bot's own that answer its
    message or name its prompt: a bench gives each job one that is part of no other's.
    """
    loose = (each for each in world.messages.values() if each.interaction is None)
    return _pictures(interaction, loose)


def _pictures(interaction: Interaction, loose: Iterable[Message]) -> list[Message]:
    about = [each for each in loose if each.author.bot and _is_about(each, interaction)]
    every = [*interaction.messages, *about]
    return [each for each in every if each.pictures and not each.deleted]


def _is_about(message: Message, interaction: Interaction) -> bool:
    original = interaction.original
    if original and message.reference == original.id:
        return True
    words = [message.text, *(upload.description or "" for upload in message.attachments)]
    text, prompt = "\n".join(words), interaction.prompt
    # "job 1" is not named by "job 12".
    named = prompt in text and re.search(rf"(?<!\w){re.escape(prompt)}(?!\w)", text)
    return bool(prompt and named)


def tally(interactions: Iterable[Interaction], world: World) -> Tally:
    every = list(interactions)
    loose = [each for each in world.messages.values() if each.interaction is None and each.pictures]
    seen = {each: len(_pictures(each, loose)) for each in every}
    taken = [each for each in every if each.acknowledged.is_set()]
    return Tally(
        unheard=[each for each in every if not each.deliveries],
        unacknowledged=[
            each for each in every if each.deliveries and not each.acknowledged.is_set()
        ],
        refused=[each for each in taken if each.refusal is not None],
        pictured=[each for each in every if seen[each]],
        doubled=[each for each in every if seen[each] > 1],
        waiting=[each for each in taken if each.deferred and not (each.ephemeral or seen[each])],
        ack_s=[each.ack_s for each in taken if each.ack_s is not None],
    )
