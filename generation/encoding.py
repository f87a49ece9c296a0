"""Texts → contexts: the text encoder, chunk by chunk, with emphasis."""

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from generation.engines.compiled import compiled
from generation.models.catalogue import Model
from generation.models.networks import Networks
from generation.prompt import Chunks, chunks
from generation.sample import Floats
from generation.tokenizer import Tokenizer

# A context of 225 tokens has 0.7 MB in Stable Diffusion 1.
CACHED_TEXTS = 64
# Means below this part of the spread are accidents: their ratio says nothing. CLIP's are ten
# times larger, starter's are smaller.
LEAST_MEAN = 0.01


class Encoder:
    """Encodes texts, and remembers the last ones.

    Args:
        model: whose texts.
        networks: with its text encoder.
        tokenizer: of its vocabulary.
        engine: "xla" or "graph".
    """

    def __init__(self, model: Model, networks: Networks, tokenizer: Tokenizer, engine: str) -> None:
        self._model, self._tokenizer = model, tokenizer
        self._network = _network(networks, model.context_length, engine)
        self._remembered = lru_cache(maxsize=CACHED_TEXTS)(self._encoded)

    def encode(self, texts: Sequence[str], worn: Hashable = ()) -> Floats:
        """Encode texts; the shorter ones are filled up with chunks of the empty text.

        Args:
            texts: any.
            worn: what the text encoder wears now; what was encoded under another is not reused.

        Returns:
            (texts, chunks * context length, text width) float32.
        """
        contexts = [self._remembered(text, worn) for text in texts]
        most = max(map(len, contexts))
        nothing = self._remembered("", worn)
        return np.stack(
            [
                np.concatenate([context, *[nothing] * ((most - len(context)) // len(nothing))])
                for context in contexts
            ]
        )

    def cut(self, text: str) -> str:
        """Say what of a text is left out because it is too long."""
        return self._chunks(text).cut

    def _chunks(self, text: str) -> Chunks:
        model = self._model
        return chunks(text, self._tokenizer, model.context_length, model.info.max_tokens)

    def _encoded(self, text: str, worn: Hashable) -> Floats:  # noqa: ARG002 (of the cache's key)
        laid = self._chunks(text)
        encoded = (self._network(row[None]).numpy()[0] for row in laid.tokens)
        return np.concatenate([*map(emphasised, encoded, laid.weights)])


def emphasised(encoded: Floats, weights: Floats) -> Floats:
    """Weigh the tokens of an encoded chunk, and restore the chunk's mean if it has one.

    Args:
        encoded: (context length, text width).
        weights: (context length,); where all are 1, nothing changes.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/sd_emphasis.py, EmphasisOriginal.
    """
    if np.all(weights == 1):
        return encoded
    weighed: Floats = encoded * weights[:, None]
    before, after = encoded.mean(), weighed.mean()
    if min(abs(before), abs(after)) < LEAST_MEAN * encoded.std():
        return weighed
    weighed *= before / after
    return weighed


def _network(
    networks: Networks, length: int, engine: str
) -> Callable[[NDArray[np.int32]], tf.Tensor]:
    network = networks.text_encoder

    def encode(tokens: tf.Tensor) -> tf.Tensor:
        encoded = network({"tokens": tokens, "positions": tf.range(length)[None]})
        return tf.cast(encoded, tf.float32)

    return compiled(encode, engine, [tf.TensorSpec((1, length), tf.int32)])
