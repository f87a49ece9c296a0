"""Claims about functions that TensorFlow compiles."""

import subprocess
import sys
from pathlib import Path

import pytest
import tensorflow as tf
from tensorflow.python.eager.polymorphic_function import concrete_function

from generation.engines.patches import stable_function_names
from generation.engines.tensorflow import compile_function

# Traces some functions, and then compiles one with the cache on disk.
PROGRAM = """
import sys
from pathlib import Path
from generation.engines.xla_cache import use_cache

use_cache(Path(sys.argv[1]))
import tensorflow as tf
from generation.engines.tensorflow import compile_function

for number in range(int(sys.argv[2])):
    tf.function(lambda x: x + number)(tf.ones(1))
compile_function(lambda x: tf.matmul(x, x) + 1, "xla", [], "square-4")(tf.ones((4, 4)))
"""


@pytest.mark.slow
def test_xlas_cache_on_disk_is_hit_however_many_functions_were_traced_before(
    tmp_path: Path,
) -> None:
    for traced in (0, 1, 7):
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(tmp_path), str(traced)],
            check=True,
            capture_output=True,
        )
    assert len([*tmp_path.rglob("*.pb")]) == 1


def test_the_names_of_a_programs_functions_count_its_own_alone() -> None:
    names = []
    for program in ("one", "two"):
        tf.function(lambda x: x + 1)(tf.ones(1))
        with stable_function_names(program):
            made = [concrete_function._inference_name("step") for _ in range(2)]
        names.append([name.replace(program, "") for name in made])
    assert names[0] == names[1]
    assert len({*names[0]}) == 2


def test_a_program_is_compiled_anew_for_each_shape_and_once_for_each() -> None:
    traced: list[tuple[int, ...]] = []

    def double(x: tf.Tensor) -> tf.Tensor:
        traced.append(tuple(x.shape))
        return 2 * x

    program = compile_function(double, "xla", [], "double")
    counts = []
    for rows in (1, 2, 1, 2):
        assert program(tf.ones((rows, 3))).numpy().sum() == 6 * rows
        counts.append(len(traced))
    assert set(traced) == {(1, 3), (2, 3)}
    assert counts[1] == counts[3]


def test_two_programs_of_one_name_have_functions_of_their_own() -> None:
    one, other = (
        compile_function(function, "xla", [], "same")
        for function in (lambda x: x + 1, lambda x: x + 2)
    )
    assert [program(tf.zeros(1)).numpy().item() for program in (one, other)] == [1, 2]
