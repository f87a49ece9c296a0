"""Functions of tensors in OpenVINO: converted once, kept as files, compiled for each shape."""

import logging
import mmap
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import tensorflow as tf
from filelock import FileLock

from generation.engines.openvino_cache import WEIGHTS, CompiledPrograms
from generation.engines.openvino_fusion import cancel_transposes, fusible_layers
from generation.engines.patches import block_telemetry, variable_lookup
from generation.weights.headers import Shape

block_telemetry()
import openvino  # noqa: E402
from openvino.frontend.tensorflow.graph_iterator import GraphIteratorTFGraph  # noqa: E402
from openvino.frontend.tensorflow.node_decoder import TFGraphNodeDecoder  # noqa: E402

log = logging.getLogger(__name__)

# Every operation computes in the dtype of the networks' policy.
SETTINGS = {"INFERENCE_PRECISION_HINT": "f32"}
BFLOAT16 = tf.bfloat16.as_numpy_dtype


class Program:
    """A function whose weights are constants: later changes of the networks have no effect.

    Args:
        function: of tensors, reading only its arguments and network weights; returns a tuple.
        specs: of the arguments, structures of named tensors; the program is compiled anew for each
            value of a size of None.
        programs: the cache that keeps it.
        name: in the cache.
        converted: called when the function and its networks are not needed any more.
        factors: of further arguments; a size of None may differ from call to call.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        specs: Sequence[Any],
        programs: CompiledPrograms,
        name: str,
        converted: Callable[[], None],
        factors: Sequence[tf.TensorSpec] = (),
    ) -> None:
        self._function, self._converted = function, converted
        self._structure, self._own = [*specs, *factors], len(tf.nest.flatten(specs))
        self._specs = tf.nest.flatten(self._structure)
        self._programs, self._file = programs, programs.file(name)

    def __call__(self, *arguments: Any) -> list[Any]:
        """Run the program on a batch; the results share no memory with it."""
        arrays = {
            spec.name: np.ascontiguousarray(tensor, spec.dtype.as_numpy_dtype)
            for spec, tensor in zip(self._specs, tf.nest.flatten(arguments), strict=True)
        }
        shapes = tuple(array.shape for array in arrays.values())[: self._own]
        compiled = self._programs.get_or_compile(self._file, shapes, lambda: self._compile(shapes))
        results = compiled.request.infer(arrays, share_inputs=True)
        # The next run overwrites the request's own memory.
        return [results[index].copy() for index in range(len(results))]

    def _compile(self, shapes: Sequence[Shape]) -> "_Compiled":
        self._ensure_on_disk()
        try:
            model = _Mapped(self._file)
        except (OSError, ValueError, RuntimeError) as error:
            log.warning("%s cannot be read, and is converted anew: %s", self._file, error)
            self._programs.delete(self._file)
            self._ensure_on_disk()
            model = _Mapped(self._file)
        names = (spec.name for spec in self._specs)
        return _Compiled(model, dict(zip(names, shapes, strict=False)))

    def _ensure_on_disk(self) -> None:
        """Convert the function, unless this process or another one has done so.

        Read back from disk, the program's weights are mapped instead of held.
        """
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._file.with_suffix(".lock"), preserve_lock_file=True):
            if not self._programs.is_complete(self._file):
                # Converting takes more memory than any other work, so the compiled programs go
                # first.
                self._programs.release_large()
                model = convert(self._function, self._structure)
                with TemporaryDirectory(dir=self._file.parent) as scratch:
                    made = Path(scratch) / self._file.name
                    openvino.save_model(model, made, compress_to_fp16=False)
                    made.with_suffix(WEIGHTS).replace(self._file.with_suffix(WEIGHTS))
                    made.replace(self._file)
                del model
                self._converted()
            self._programs.touch(self._file)


class _Mapped:
    """A program on disk, whose weights are mapped and not in memory yet.

    Args:
        file: its description; the weights are in the same folder.

    Raises:
        OSError, ValueError or RuntimeError: one of the two is gone or damaged.
    """

    def __init__(self, file: Path) -> None:
        with file.with_suffix(WEIGHTS).open("rb") as stream:
            # Not read_only: a tensor takes a writable array only. The mapping has to outlive
            # the model.
            self.weights = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_COPY)
        bits = openvino.Tensor(np.frombuffer(self.weights, np.uint8), shared_memory=True)
        self.model = core().read_model(file.read_bytes(), bits)


class _Compiled:
    """A program compiled for arguments of given shapes.

    Args:
        mapped: the program; not usable afterwards.
        shapes: by name; an argument without one keeps its open sizes.
    """

    def __init__(self, mapped: _Mapped, shapes: Mapping[str, Shape]) -> None:
        self._weights, model = mapped.weights, mapped.model
        model.reshape({name: [*shape] for name, shape in shapes.items()})
        self.request = core().compile_model(model, "CPU", SETTINGS).create_infer_request()
        # The compiled program holds a copy of the weights in another order.
        if hasattr(self._weights, "madvise"):
            self._weights.madvise(mmap.MADV_DONTNEED)


@cache
def core() -> Any:
    """Return the only runtime of this process."""
    return openvino.Core()


def limit_threads(threads: int) -> None:
    """Limit the number of cores that OpenVINO uses."""
    core().set_property("CPU", {"INFERENCE_NUM_THREADS": threads})


def convert(function: Callable[..., Any], specs: Sequence[Any]) -> Any:
    """Convert a function of tensors into an OpenVINO model with the same names and order.

    Args:
        function: reads only its arguments and network weights; returns a tuple.
        specs: of the arguments, structures of named tensors.
    """
    with fusible_layers():
        traceable = tf.function(function, input_signature=specs, autograph=False)
        traced = traceable.get_concrete_function()
    with variable_lookup(_variable_reader(traced.graph)):
        model = openvino.convert_model(_Graph(traced.graph))
    # A port also has the names of operations on it that were optimised away.
    names = {f"{spec.name}:0" for spec in tf.nest.flatten(specs)}
    for port in model.inputs:
        port.set_names({name.removesuffix(":0") for name in port.names & names})
    by_name = {name: port for port in model.outputs for name in port.names}
    results = [by_name[tensor.name].get_node() for tensor in traced.outputs]
    converted = openvino.Model(results, model.get_parameters())
    cancel_transposes(converted)
    return converted


def _variable_reader(graph: Any) -> Callable[[tf.Operation], tf.Tensor | None]:
    """Return a function that reads the variable behind a placeholder of a traced graph."""
    by_handle = {id(variable.handle): variable for variable in graph.variables}
    captured = {inner.op.name: by_handle.get(id(outer)) for outer, inner in graph.captures}

    @cache
    def read(name: str) -> tf.Tensor | None:
        variable = captured.get(name)
        return None if variable is None else variable.read_value_no_copy()

    return lambda operation: read(operation.name)


class _Graph(GraphIteratorTFGraph):  # type: ignore[misc]
    """A traced graph for OpenVINO's frontend, with nodes that support bfloat16."""

    def __init__(self, graph: Any) -> None:
        super().__init__(tf.Graph(), True)
        self.m_graph, self.m_vars = graph, graph.variables
        self.m_decoders = [_Node(operation, True, False) for operation in graph.get_operations()]


class _Node(TFGraphNodeDecoder):  # type: ignore[misc]
    """One operation of a traced graph; the frontend's own asks numpy, which has no bfloat16."""

    def get_attribute(self, name: str) -> Any:
        """Return an attribute of the operation."""
        content = self.m_parsed_content
        held = getattr(content, "dtype", None) == BFLOAT16
        if self.m_node_def.attr[name].type == tf.bfloat16.as_datatype_enum:
            return openvino.OVAny(openvino.Type.bf16)
        if held and name == "dtype":
            return openvino.OVAny(openvino.Type.bf16)
        if held and name == "value":
            bits, shape = content.view(np.uint16), openvino.Shape(content.shape)
            if self.m_shared_memory:  # A variable, which outlives the conversion.
                return openvino.OVAny(openvino.Tensor(bits, shape, openvino.Type.bf16))
            tensor = openvino.Tensor(openvino.Type.bf16, shape)
            tensor.data.view(np.uint16)[...] = bits
            return openvino.OVAny(tensor)
        return super().get_attribute(name)
