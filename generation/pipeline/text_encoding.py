"""Texts → contexts: the text encoder, chunk by chunk, with emphasis."""

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache

import keras
import numpy as np
import tensorflow as tf
from keras_cv.src.models.stable_diffusion.text_encoder import CLIPEmbedding

from generation.arrays import Float32Array
from generation.engines.tensorflow import compile_function
from generation.models.model import Model
from generation.models.networks import Networks, call_network
from generation.prompts.chunks import Chunks, chunks
from generation.prompts.tokenizer import Tokenizer

# A context of 225 tokens has 0.7 MB in Stable Diffusion 1.
CACHED_TEXTS = 64
# Means below this part of the spread are accidents: their ratio says nothing. CLIP's are ten
# times larger, starter's are smaller.
LEAST_MEAN = 0.01
Reader = Callable[[tf.Tensor], tf.Tensor]
NO_VECTORS = np.zeros((0, 0), np.float32)


class Encoder:
    """Encodes texts, and remembers the last ones.

    Args:
        model: whose texts.
        networks: with its text encoder.
        tokenizer: of its vocabulary.
        engine: "xla", "graph" or "openvino".
        learned: (vectors, text width), of the tokenizer's learned words in their order.
    """

    def __init__(
        self,
        model: Model,
        networks: Networks,
        tokenizer: Tokenizer,
        engine: str,
        learned: Float32Array = NO_VECTORS,
    ) -> None:
        self._model, self._tokenizer = model, tokenizer
        network, length = networks.text_encoder, model.context_length
        reader = _reader(network, length)
        if len(learned):
            reader = _learned_reader(network, tokenizer.size, learned)
        self._network = compile_function(reader, engine, [tf.TensorSpec((1, length), tf.int32)])
        self._remembered = lru_cache(maxsize=CACHED_TEXTS)(self._encoded)

    def encode(self, texts: Sequence[str], worn: Hashable = ()) -> Float32Array:
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
        tokenizer, room = self._tokenizer, model.info.max_tokens
        return chunks(text, tokenizer, model.context_length, room, model.padding)

    def _encoded(self, text: str, worn: Hashable) -> Float32Array:  # noqa: ARG002 (of the cache's key)
        laid = self._chunks(text)
        encoded = (self._network(row[None]).numpy()[0] for row in laid.tokens)
        return np.concatenate([*map(apply_emphasis, encoded, laid.weights)])


def apply_emphasis(encoded: Float32Array, weights: Float32Array) -> Float32Array:
    """Weigh the tokens of an encoded chunk, and restore the chunk's mean if it has one.

    Args:
        encoded: (context length, text width).
        weights: (context length,); where all are 1, nothing changes.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/sd_emphasis.py, EmphasisOriginal.
    """
    if np.all(weights == 1):
        return encoded
    weighed: Float32Array = encoded * weights[:, None]
    before, after = encoded.mean(), weighed.mean()
    if min(abs(before), abs(after)) < LEAST_MEAN * encoded.std():
        return weighed
    weighed *= before / after
    return weighed


def _reader(network: keras.Model, length: int) -> Reader:
    def read(tokens: tf.Tensor) -> tf.Tensor:
        encoded = call_network(network, {"tokens": tokens, "positions": tf.range(length)[None]})
        return tf.cast(encoded, tf.float32)

    return read


def _learned_reader(network: keras.Model, known: int, learned: Float32Array) -> Reader:
    """Read tokens beyond the `known` ones of the vocabulary from vectors of their own.

    Reference:
        Textual inversion, Gal et al., arXiv:2208.01618, section 4.
    """
    embedding = next(layer for layer in network.layers if isinstance(layer, CLIPEmbedding))
    rest = keras.Model(embedding.output, network.output)

    def read(tokens: tf.Tensor) -> tf.Tensor:
        vectors = embedding.token_embedding(tf.minimum(tokens, known - 1))
        own = tf.gather(learned, tf.maximum(tokens - known, 0))
        vectors = tf.where((tokens >= known)[..., None], tf.cast(own, vectors.dtype), vectors)
        placed = vectors + embedding.position_embedding(tf.range(tokens.shape[1])[None])
        return tf.cast(rest(placed), tf.float32)

    return read
