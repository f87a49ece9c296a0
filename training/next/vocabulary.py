"""Stage zero: the next starter's vocabulary, one token for every word of the captions.

    python -m training.next.vocabulary

Run it only before training anew: other merges are other tokens, and the text encoder would have to
learn its words again.
"""

import random
from pathlib import Path

from generation.prompts.tokenizer import split
from training.merges import learn_merges, write_merges
from training.next.networks import VOCABULARY_SIZE
from training.world.captions import caption
from training.world.compose import compose
from training.world.things import things

MERGES = Path(__file__).with_name("merges.txt")
BYTES_AND_ENDS = 2 * 256 + 2
CAPTIONS = 20_000


def texts() -> list[str]:
    """Write every name of every thing, and many captions."""
    rng = random.Random(0)
    names = [word for t in things() for name in t.names for word in (name.one, name.several)]
    return names + [caption(compose(rng), rng) for _ in range(CAPTIONS)]


def main() -> None:
    """Learn the merges that spell the words."""
    words = sorted({word for text in texts() for word in split(text)})
    merges = learn_merges(words, VOCABULARY_SIZE - BYTES_AND_ENDS)
    write_merges(merges, MERGES)
    print(f"{len(words)} words, {len(merges)} merges")


if __name__ == "__main__":
    main()
