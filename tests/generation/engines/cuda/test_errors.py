"""Claims about errors of graphics cards."""

import pytest

from generation.engines.cuda.errors import breaks_card, is_out_of_memory, is_temporary


class ResourceExhaustedError(Exception):
    """Named like TensorFlow's."""


TOO_SMALL = (
    ResourceExhaustedError("OOM when allocating tensor on device:GPU:0 by allocator GPU_0_bfc"),
    RuntimeError("INTERNAL: Attempting to perform BLAS operation: CUBLAS_STATUS_ALLOC_FAILED"),
    RuntimeError("Failed to load in-memory CUBIN: CUDA_ERROR_OUT_OF_MEMORY: out of memory"),
    RuntimeError("RESOURCE_EXHAUSTED: Out of memory while trying to allocate 1073741824 bytes."),
    RuntimeError("Could not create cudnn handle: CUDNN_STATUS_NOT_INITIALIZED"),
    RuntimeError("DNN library initialization failed. Look at the errors above for more details."),
)
BROKEN = (
    RuntimeError("CUDA_ERROR_ILLEGAL_ADDRESS: an illegal memory access was encountered"),
    RuntimeError("INTERNAL: Failed to launch CUDA kernel: CUDA_ERROR_LAUNCH_FAILED"),
    RuntimeError("CUDNN_STATUS_EXECUTION_FAILED in stream_executor"),
    RuntimeError("CUDA_ERROR_ECC_UNCORRECTABLE: uncorrectable ECC error encountered"),
)


@pytest.mark.parametrize("error", TOO_SMALL)
def test_every_spelling_of_a_full_card_is_out_of_memory_and_may_pass(error: Exception) -> None:
    assert is_out_of_memory(error)
    assert is_temporary(error)
    assert not breaks_card(error)


@pytest.mark.parametrize("error", BROKEN)
def test_a_fault_of_the_card_breaks_it_for_this_process(error: Exception) -> None:
    assert breaks_card(error)
    assert not is_out_of_memory(error)


@pytest.mark.parametrize(
    "error", [MemoryError(), ResourceExhaustedError("OOM on device:CPU:0 by allocator cpu")]
)
def test_the_machines_own_memory_does_not_grow_by_waiting(error: Exception) -> None:
    assert is_out_of_memory(error)
    assert not is_temporary(error)


def test_another_error_says_nothing_of_a_card() -> None:
    error = ValueError("Dimensions must be equal, but are 4 and 5")
    assert not is_out_of_memory(error)
    assert not breaks_card(error)
