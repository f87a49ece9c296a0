"""Where training goes on from: this machine's checkpoints, else the weights in the package."""

from pathlib import Path

import keras

from generation.models.catalogue import STARTER
from generation.weights import safetensors


def restore(networks: dict[str, keras.Model], checkpoint: Path) -> bool:
    """Load the networks of one stage.

    Args:
        networks: by their names in the package's file.
        checkpoint: a file that `Keep` wrote for the same networks.

    Returns:
        Whether there was anything to load.
    """
    source = checkpoint if checkpoint.exists() else STARTER.local["weights"]
    if source.exists():
        safetensors.load(networks, source)
    return source.exists()


class Keep(keras.callbacks.Callback):
    """Writes networks at the end of each epoch; after SwapEMAWeights these are the averages."""

    def __init__(self, networks: dict[str, keras.Model], checkpoint: Path) -> None:
        super().__init__()
        self.networks, self.checkpoint = networks, checkpoint

    def on_epoch_end(self, epoch: int, logs: object = None) -> None:  # noqa: ARG002 (Keras' hook)
        """Write the file."""
        safetensors.save(self.networks, self.checkpoint)
