"""Kinds of errors that libraries raise for a graphics card, told apart by class and message."""

import re

# Python's class, and TensorFlow's, which is not imported here.
MEMORY_CLASSES = {"MemoryError", "ResourceExhaustedError"}
# CUDA's libraries raise one class for many causes: only the message names the cause. They report
# that they cannot be initialised where they get no memory for themselves.
OUT_OF_MEMORY = re.compile(
    r"OUT_OF_MEMORY|[Oo]ut of memory|ALLOC_FAILED|RESOURCE_EXHAUSTED|NOT_INITIALIZED"
    r"|DNN library initialization failed"
)
CARD = re.compile(r"CUDA|cuda[A-Z]|cuDNN|CUDNN|CUBLAS|cuBLAS|GPU|Xid|\bECC\b")


def is_out_of_memory(error: BaseException) -> bool:
    """Check whether the memory of the machine or of a card was too small."""
    names = {cls.__name__ for cls in type(error).__mro__}
    return bool(names & MEMORY_CLASSES) or bool(OUT_OF_MEMORY.search(str(error)))


def is_temporary(error: BaseException) -> bool:
    """Check whether a card's memory was too small, which other programs fill and free."""
    text = str(error)
    on_card = CARD.search(text) or OUT_OF_MEMORY.search(text)
    return is_out_of_memory(error) and not isinstance(error, MemoryError) and bool(on_card)


def breaks_card(error: BaseException) -> bool:
    """Check whether an error leaves a card unusable for this process.

    After an illegal access or a fault of the card, CUDA fails every later call of the process.
    """
    return not is_out_of_memory(error) and bool(CARD.search(str(error)))
