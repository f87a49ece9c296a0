"""Stage zero: the vocabulary, one token for every word of the captions.

    python -m training.vocabulary

Run it only before training anew: other merges are other tokens, and the text encoder would have to
learn its words again.
"""

import random

from generation.models.catalogue import STARTER
from generation.models.starter import VOCABULARY_SIZE
from training.merges import learn_merges, write_merges
from training.scenes import scenes

BYTES_AND_ENDS = 2 * 256 + 2


def main() -> None:
    """Caption many scenes and learn the merges that spell their words."""
    rng = random.Random(0)
    texts = [scene.caption(rng) for _ in range(3) for scene in scenes(12, 0.5, rng)]
    merges = learn_merges(texts, VOCABULARY_SIZE - BYTES_AND_ENDS)
    write_merges(merges, STARTER.local["vocabulary"])


if __name__ == "__main__":
    main()
