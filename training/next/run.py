"""Trains the next starter, stage after stage, from wherever the last run was stopped.

    TRAINING_FOLDER=checkpoints python -m training.next.run

Each stage has a budget of processor time, and a checkpoint every four minutes.
"""

from training.next.autoencoder import train as train_autoencoder
from training.next.denoiser import train_denoiser, train_draft
from training.next.latents import encode_shards

SHARDS = 16


def main() -> None:
    """Run the stages in their order; those that are over are passed in moments."""
    train_autoencoder()
    encode_shards(SHARDS)
    train_draft(SHARDS)
    train_denoiser(SHARDS)


if __name__ == "__main__":
    main()
