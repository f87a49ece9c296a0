"""Text encoding: prompts → contexts, chunk by chunk, with emphasis."""

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache, partial

import keras
import numpy as np
import tensorflow as tf
from jaxtyping import Float32, Int32
from keras_cv.src.models.stable_diffusion.text_encoder import CLIPEmbedding

from generation.engines.tensorflow import compile_function
from generation.models.model import Model
from generation.models.networks import Networks, call_network
from generation.prompts.chunks import chunks
from generation.prompts.tokenizer import Tokenizer

# A context of 225 tokens has 0.7 MB in Stable Diffusion 1.
CACHED_TEXTS = 64
# A mean below this share of the standard deviation is chance, and not worth restoring. CLIP's means
# are ten times larger, starter's are smaller.
LEAST_MEAN = 0.01
TokenEncoder = Callable[[tf.Tensor], tf.Tensor]
NO_VECTORS = np.zeros((0, 0), np.float32)


class Encoder:
    """Text encoder of a model, with a cache of the last texts.

    Args:
        model: the model, with its context length and limit of tokens.
        networks: the model's networks.
        tokenizer: of the model's vocabulary.
        engine: "xla", "graph" or "openvino".
        learned: (vectors, text width) float32, of the tokenizer's learned words in their order.
    """

    def __init__(
        self,
        model: Model,
        networks: Networks,
        tokenizer: Tokenizer,
        engine: str,
        learned: Float32[np.ndarray, "vectors width"] = NO_VECTORS,
    ) -> None:
        network, length = networks.text_encoder, model.context_length
        # Cached, since the notes on a prompt read the chunks that were encoded.
        self._chunks = lru_cache(maxsize=CACHED_TEXTS)(
            partial(
                chunks,
                tokenizer=tokenizer,
                context_length=length,
                max_tokens=model.info.max_tokens,
                padding=model.padding,
            )
        )

        def encode(
            tokens: Int32[tf.Tensor, "1 length"],
        ) -> Float32[tf.Tensor, "1 length width"]:
            inputs = {"tokens": tokens, "positions": tf.range(length)[None]}
            return tf.cast(call_network(network, inputs), tf.float32)

        encoder: TokenEncoder = encode
        if len(learned):
            encoder = _build_learned_encoder(network, tokenizer.size, learned)
        specs = [tf.TensorSpec((1, length), tf.int32)]
        self._network = compile_function(encoder, engine, specs, "encode")
        self._cached = lru_cache(maxsize=CACHED_TEXTS)(self._encode_text)

    def encode(
        self, texts: Sequence[str], active_loras: Hashable = ()
    ) -> Float32[np.ndarray, "texts tokens width"]:
        """Encode texts; the shorter ones are padded with chunks of the empty text.

        Args:
            texts: any.
            active_loras: LoRAs that are active in the text encoder; a part of the cache's key.

        Returns:
            (texts, chunks * context length, text width) float32.
        """
        contexts = [self._cached(text, active_loras) for text in texts]
        longest = max(map(len, contexts))
        empty = self._cached("", active_loras)
        return np.stack(
            [
                np.concatenate([context, *[empty] * ((longest - len(context)) // len(empty))])
                for context in contexts
            ]
        )

    def cut(self, text: str) -> str:
        """Return the end of a text beyond the model's limit of tokens; mostly empty."""
        return self._chunks(text).cut

    def _encode_text(
        self,
        text: str,
        active_loras: Hashable,  # noqa: ARG002 (of the cache's key)
    ) -> Float32[np.ndarray, "tokens width"]:
        split = self._chunks(text)
        encoded = (self._network(row[None]).numpy()[0] for row in split.tokens)
        return np.concatenate([*map(apply_emphasis, encoded, split.weights)])


def apply_emphasis(
    encoded: Float32[np.ndarray, "tokens width"], weights: Float32[np.ndarray, " tokens"]
) -> Float32[np.ndarray, "tokens width"]:
    """Multiply the tokens of an encoded chunk by weights, and restore the chunk's mean.

    Args:
        encoded: (context length, text width) float32.
        weights: (context length,) float32; where all are 1, nothing changes.

    Returns:
        (context length, text width) float32; the mean is not restored where it is near 0.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/sd_emphasis.py, EmphasisOriginal.
    """
    if np.all(weights == 1):
        return encoded
    weighted: np.ndarray = encoded * weights[:, None]
    before, after = encoded.mean(), weighted.mean()
    if min(abs(before), abs(after)) < LEAST_MEAN * encoded.std():
        return weighted
    weighted *= before / after
    return weighted


def _build_learned_encoder(
    network: keras.Model, vocabulary_size: int, learned: Float32[np.ndarray, "vectors width"]
) -> TokenEncoder:
    """Build a text encoder whose tokens beyond the vocabulary are embedded as learned vectors.

    Args:
        network: the text encoder.
        vocabulary_size: number of tokens in the network's own table.
        learned: (vectors, text width), of the tokens from `vocabulary_size` on.

    Reference:
        Textual inversion, Gal et al., arXiv:2208.01618, section 4.
    """
    embedding = next(layer for layer in network.layers if isinstance(layer, CLIPEmbedding))
    rest = keras.Model(embedding.output, network.output)

    def encode(tokens: Int32[tf.Tensor, "1 length"]) -> Float32[tf.Tensor, "1 length width"]:
        vectors = embedding.token_embedding(tf.minimum(tokens, vocabulary_size - 1))
        own = tf.gather(learned, tf.maximum(tokens - vocabulary_size, 0))
        is_own = (tokens >= vocabulary_size)[..., None]
        vectors = tf.where(is_own, tf.cast(own, vectors.dtype), vectors)
        positions = embedding.position_embedding(tf.range(tokens.shape[1])[None])
        return tf.cast(rest(vectors + positions), tf.float32)

    return encode
