"""Public interface of generation."""

import subprocess
import sys
import types
from typing import get_args

import generation


def test_all_names_exactly_what_is_exported() -> None:
    exported = {
        name
        for name, value in vars(generation).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert set(generation.__all__) == exported
    assert len(generation.__all__) == len(exported)


def test_every_sampler_has_a_name_for_a_menu() -> None:
    names = generation.sampler_names()
    assert set(names) == set(get_args(generation.Sampler))
    assert len(set(names.values())) == len(names)
    assert names["dpm++2m"] == "DPM++ 2M"


def test_importing_generation_loads_no_tensorflow_keras_or_openvino() -> None:
    heavy = {"keras", "keras_cv", "tensorflow", "openvino"}
    code = f"import sys, generation; sys.exit(' '.join({heavy} & sys.modules.keys()) or 0)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True
    )
    assert (loaded.returncode, loaded.stderr) == (0, "")
