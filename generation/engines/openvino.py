"""A function of tensors in OpenVINO: converted once, kept as a file, compiled for each shape."""

import logging
import mmap
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import numpy as np
import tensorflow as tf
from filelock import FileLock

from generation.engines.openvino_cache import WEIGHTS, CompiledPrograms
from generation.engines.openvino_fusion import cancel_transposes, fusible
from generation.weights.headers import Shape

# Importing OpenVINO would send usage statistics; without this package it cannot.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
import openvino  # noqa: E402
from openvino.frontend.tensorflow.graph_iterator import GraphIteratorTFGraph  # noqa: E402
from openvino.frontend.tensorflow.node_decoder import TFGraphNodeDecoder  # noqa: E402

log = logging.getLogger(__name__)

# Every operation computes in the dtype that the networks' policy gave it, and in no other.
SETTINGS = {"INFERENCE_PRECISION_HINT": "f32"}
BFLOAT16 = tf.bfloat16.as_numpy_dtype


class Program:
    """A function whose weights are constants: what they become later does not show.

    Args:
        function: of tensors, reading only its arguments and network weights; returns a tuple.
        specs: the named arguments, with None for sizes that it is compiled for, each anew.
        programs: where it is kept.
        name: there.
        converted: called when the function and its networks are needed no more.
        factors: more arguments, with None for sizes that may differ from call to call.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        specs: list[tf.TensorSpec],
        programs: CompiledPrograms,
        name: str,
        converted: Callable[[], None],
        factors: Sequence[tf.TensorSpec] = (),
    ) -> None:
        self._function, self._converted = function, converted
        self._specs, self._own = [*specs, *factors], len(specs)
        self._programs, self._file = programs, programs.file(name)

    def __call__(self, *tensors: Any) -> list[Any]:
        """Run it on a batch; the results are arrays of their own."""
        arrays = {
            spec.name: np.ascontiguousarray(tensor, spec.dtype.as_numpy_dtype)
            for spec, tensor in zip(self._specs, tensors, strict=True)
        }
        shapes = tuple(array.shape for array in arrays.values())[: self._own]
        compiled = self._programs.compiled(self._file, shapes, lambda: self._compiled(shapes))
        results = compiled.request.infer(arrays, share_inputs=True)
        # The request's own memory is written again by its next run.
        return [results[index].copy() for index in range(len(results))]

    def _compiled(self, shapes: Sequence[Shape]) -> "_Compiled":
        self._make_sure()
        try:
            model = _Mapped(self._file)
        except (OSError, ValueError, RuntimeError) as error:
            log.warning("%s cannot be read, and is made anew: %s", self._file, error)
            self._programs.delete(self._file)
            self._make_sure()
            model = _Mapped(self._file)
        names = (spec.name for spec in self._specs)
        return _Compiled(model, dict(zip(names, shapes, strict=False)))

    def _make_sure(self) -> None:
        """Have the program there, made by this process or by another one."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._file.with_suffix(".lock"), preserve_lock_file=True):
            if not self._programs.complete(self._file):
                self._convert()
            self._programs.touch(self._file)

    def _convert(self) -> None:
        """Write the program down; read back, its weights are mapped instead of held."""
        # This takes more memory than all that is done in service, so nothing else shall just then.
        self._programs.make_way()
        model = convert(self._function, self._specs)
        with TemporaryDirectory(dir=self._file.parent) as scratch:
            made = Path(scratch) / self._file.name
            openvino.save_model(model, made, compress_to_fp16=False)
            made.with_suffix(WEIGHTS).replace(self._file.with_suffix(WEIGHTS))
            made.replace(self._file)
        del model
        self._converted()


class _Mapped:
    """A program as it lies on disk; nothing of its weights is in memory yet.

    Args:
        file: its description; the weights lie beside it.

    Raises:
        OSError, ValueError or RuntimeError: one of the two is gone or damaged.
    """

    def __init__(self, file: Path) -> None:
        with file.with_suffix(WEIGHTS).open("rb") as stream:
            # Not read_only: a tensor wants an array that could be written to. It lives as long
            # as what was made of it.
            self.weights = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_COPY)
        bits = openvino.Tensor(np.frombuffer(self.weights, np.uint8), shared_memory=True)
        self.model = core().read_model(file.read_bytes(), bits)


class _Compiled:
    """A program that runs on arguments of these shapes.

    Args:
        mapped: the program; of no use afterwards.
        shapes: by name; what is not there keeps its open sizes.
    """

    def __init__(self, mapped: _Mapped, shapes: Mapping[str, Shape]) -> None:
        self._weights, model = mapped.weights, mapped.model
        model.reshape({name: [*shape] for name, shape in shapes.items()})
        self.request = core().compile_model(model, "CPU", SETTINGS).create_infer_request()
        # The compiled program has the weights in an order of its own.
        if hasattr(self._weights, "madvise"):
            self._weights.madvise(mmap.MADV_DONTNEED)


@cache
def core() -> Any:
    """Give the one runtime of this process."""
    return openvino.Core()


def limit_threads(threads: int) -> None:
    """Keep OpenVINO to some cores."""
    core().set_property("CPU", {"INFERENCE_NUM_THREADS": threads})


def convert(function: Callable[..., Any], specs: list[tf.TensorSpec]) -> Any:
    """Convert a function of tensors into an OpenVINO model with the same names and order."""
    with fusible():
        traceable = tf.function(function, input_signature=specs, autograph=False)
        traced = traceable.get_concrete_function()
    # The frontend searches all variables anew for each one: half a minute in Stable Diffusion.
    with patch.object(TFGraphNodeDecoder, "get_variable", _values(traced.graph)):
        model = openvino.convert_model(_Graph(traced.graph))
    # A port also bears the names of operations on it that were nothing to do.
    asked = {f"{spec.name}:0" for spec in specs}
    for port in model.inputs:
        port.set_names({name.removesuffix(":0") for name in port.names & asked})
    by_name = {name: port for port in model.outputs for name in port.names}
    results = [by_name[tensor.name].get_node() for tensor in traced.outputs]
    converted = openvino.Model(results, model.get_parameters())
    cancel_transposes(converted)
    return converted


def _values(graph: Any) -> Callable[[tf.Operation], tf.Tensor | None]:
    """Give the function that finds what a placeholder of a traced graph stands for."""
    by_handle = {id(variable.handle): variable for variable in graph.variables}
    captured = {inner.op.name: by_handle.get(id(outer)) for outer, inner in graph.captures}

    @cache
    def read(name: str) -> tf.Tensor | None:
        variable = captured.get(name)
        return None if variable is None else variable.read_value_no_copy()

    return lambda operation: read(operation.name)


class _Graph(GraphIteratorTFGraph):  # type: ignore[misc]
    """A traced graph as OpenVINO's frontend walks it, with nodes that know bfloat16."""

    def __init__(self, graph: Any) -> None:
        super().__init__(tf.Graph(), True)
        self.m_graph, self.m_vars = graph, graph.variables
        self.m_decoders = [_Node(operation, True, False) for operation in graph.get_operations()]


class _Node(TFGraphNodeDecoder):  # type: ignore[misc]
    """One operation of a traced graph; for its types the frontend asks numpy, without bfloat16."""

    def get_attribute(self, name: str) -> Any:
        """Give an attribute of the operation."""
        content = self.m_parsed_content
        held = getattr(content, "dtype", None) == BFLOAT16
        if self.m_node_def.attr[name].type == tf.bfloat16.as_datatype_enum:
            return openvino.OVAny(openvino.Type.bf16)
        if held and name == "dtype":
            return openvino.OVAny(openvino.Type.bf16)
        if held and name == "value":
            return openvino.OVAny(self._tensor(content.view(np.uint16)))
        return super().get_attribute(name)

    def _tensor(self, bits: Any) -> Any:
        shape = openvino.Shape(bits.shape)
        if self.m_shared_memory:  # A variable, which outlives the conversion.
            return openvino.Tensor(bits, shape, openvino.Type.bf16)
        tensor = openvino.Tensor(openvino.Type.bf16, shape)
        tensor.data.view(np.uint16)[...] = bits
        return tensor
