"""Our networks with a checkpoint's weights against diffusers' and transformers' with the same.

Full-size architectures of random weights: gigabytes and minutes, so all of it is slow.
"""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="parity extra is not installed")
pytest.importorskip("diffusers", reason="parity extra is not installed")
pytest.importorskip("transformers", reason="parity extra is not installed")
peft = pytest.importorskip("peft", reason="parity extra is not installed")

from diffusers.loaders import single_file_utils  # noqa: E402
from diffusers.utils import convert_state_dict_to_kohya  # noqa: E402
from safetensors.torch import load_file, save_file  # noqa: E402

from generation.models.stable_diffusion import architectures  # noqa: E402
from generation.pipeline.lora_adapters import Adapters  # noqa: E402
from generation.sampling.schedules import timestep_embedding  # noqa: E402
from generation.weights import checkpoint  # noqa: E402
from tests.generation.weights import published  # noqa: E402
from tests.generation.weights.published import EDGE, TEXT_WIDTH  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    # Said by Keras of networks that are built, not run, at this size, and by torch of its own.
    pytest.mark.filterwarnings("ignore"),
]
TOLERANCE = 1e-4


@dataclass(frozen=True)
class Pair:
    """A torch module and the Keras networks that are to equal it, with what each answers."""

    part: str
    version: int
    module: Any
    networks: dict[str, keras.Model]
    theirs: Callable[[], list[Any]]
    ours: Callable[[], list[Any]]

    def assert_equal(self) -> None:
        for ours, theirs in zip(self.ours(), self.theirs(), strict=True):
            assert np.abs(theirs).max() > 1e-3, "silence would equal anything"
            error = published.relative_error(ours, theirs)
            print(f"{self.part} {self.version}.x: {error:.1e}")  # noqa: T201  # pytest -s tells
            assert error < TOLERANCE


def text_pair(version: int) -> Pair:
    keras.mixed_precision.set_global_policy("float32")
    network = architectures(version, EDGE, EDGE)["text_encoder"]()
    module = published.text_encoder(version)
    tokens = np.random.default_rng(1).integers(0, 49_406, (1, 77))
    tokens[0, -1] = 49_407  # transformers looks for the end.

    def theirs() -> list[Any]:
        return [module(torch.from_numpy(tokens)).last_hidden_state.numpy()]

    def ours() -> list[Any]:
        return [network([tokens.astype(np.int32), np.arange(77, dtype=np.int32)[None]]).numpy()]

    return Pair("text_encoder", version, module, {"text_encoder": network}, theirs, ours)


def diffusion_pair(version: int) -> Pair:
    keras.mixed_precision.set_global_policy("float32")
    network = architectures(version, EDGE, EDGE)["diffusion_model"]()
    module = published.diffusion_model(version)
    rng = np.random.default_rng(2)
    latent = rng.standard_normal((1, EDGE // 8, EDGE // 8, 4), np.float32)
    context = rng.standard_normal((1, 77, TEXT_WIDTH[version]), np.float32)

    def theirs() -> list[Any]:
        inputs = published.channels_first(latent), torch.tensor([501]), torch.from_numpy(context)
        return [published.channels_last(module(*inputs).sample)]

    def ours() -> list[Any]:
        return [network([latent, timestep_embedding(np.array([501])), context]).numpy()]

    return Pair("diffusion_model", version, module, {"diffusion_model": network}, theirs, ours)


def autoencoder_pair(version: int) -> Pair:
    keras.mixed_precision.set_global_policy("float32")
    made = architectures(version, EDGE, EDGE)
    decoder, image_encoder = made["decoder"](), made["image_encoder"]()
    module = published.autoencoder()
    rng = np.random.default_rng(3)
    latent = rng.standard_normal((1, EDGE // 8, EDGE // 8, 4), np.float32)
    picture = rng.uniform(-1, 1, (1, EDGE, EDGE, 3)).astype(np.float32)

    def theirs() -> list[Any]:
        decoded = module.decode(published.channels_first(latent) / 0.18215).sample
        encoded = module.encode(published.channels_first(picture)).latent_dist.mean * 0.18215
        return [published.channels_last(decoded), published.channels_last(encoded)]

    def ours() -> list[Any]:
        return [decoder(latent).numpy(), image_encoder(picture).numpy()]

    networks = {"decoder": decoder, "image_encoder": image_encoder}
    return Pair("autoencoder", version, module, networks, theirs, ours)


MAKERS = {"text": text_pair, "diffusion": diffusion_pair, "autoencoder": autoencoder_pair}
WHICH = [("autoencoder", 1), ("text", 1), ("text", 2), ("diffusion", 1), ("diffusion", 2)]


@pytest.fixture(scope="module", params=WHICH, ids=[f"{name}-{n}.x" for name, n in WHICH])
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    name, version = request.param
    yield MAKERS[name](version)
    keras.backend.clear_session()
    gc.collect()  # Two diffusion models at a time are 14 GB.


@pytest.fixture(autouse=True)
def no_gigabytes_left_behind(tmp_path: Path) -> Iterator[None]:
    """pytest keeps the folders of three runs."""
    yield
    for file in tmp_path.rglob("*.safetensors"):
        file.unlink()


@pytest.mark.parametrize("form", ["folder", "single file", "single file in float16"])
def test_a_network_answers_as_diffusers_does(pair: Pair, form: str, tmp_path: Path) -> None:
    if form == "folder":
        path = published.as_folder(tmp_path, pair.part, pair.module)
    else:
        dtype = torch.float16 if form.endswith("float16") else torch.float32
        path = tmp_path / "single.safetensors"
        published.as_single_file(path, pair.part, pair.module.to(dtype), pair.version)
        pair.module.to(torch.float32)  # Rounded to float16 where the file is.
        if pair.part == "diffusion_model":
            assert_diffusers_reads_it_back(path, pair.module)
    published.zero_weights(pair.networks.values())
    checkpoint.load(pair.networks, path)
    pair.assert_equal()


def assert_diffusers_reads_it_back(path: Path, module: Any) -> None:
    """See that a file is one of latent diffusion's by diffusers' own reader of these."""
    found = single_file_utils.convert_ldm_unet_checkpoint(load_file(path), dict(module.config))
    state = module.state_dict()
    assert found.keys() == state.keys()
    for name, value in state.items():
        assert torch.equal(found[name].to(value.dtype), value), name


TARGETS = {
    "text_encoder": ["q_proj", "v_proj", "out_proj", "fc1"],
    "diffusion_model": ["to_q", "to_k", "to_out.0", "proj_in", "ff.net.0.proj", "conv1", "conv"],
}
PREFIXES = {"text_encoder": "text_encoder", "diffusion_model": "unet"}


@pytest.mark.parametrize("naming", ["peft", "kohya"])
def test_a_lora_changes_a_network_as_peft_does(pair: Pair, naming: str, tmp_path: Path) -> None:
    if pair.part not in TARGETS:
        pytest.skip("LoRAs do not touch the autoencoder")
    path = published.as_folder(tmp_path, pair.part, pair.module)
    checkpoint.load(pair.networks, path)
    before = pair.ours()[0]
    wrapped = with_lora(pair)
    try:
        file = tmp_path / "ink.safetensors"
        save_file(lora_state(pair, naming), file)
        adapters = Adapters(pair.networks, {"ink": file})
        adapters.set_active_loras((("ink", 1.0),))
        assert published.relative_error(pair.ours()[0], before) > 0.01, "it does something"
        pair.assert_equal()
        adapters.set_active_loras(())
        np.testing.assert_array_equal(pair.ours()[0], before)
    finally:
        wrapped.unload()


def with_lora(pair: Pair) -> Any:
    """Put a random LoRA of alpha 8 and rank 4 into a module, in place."""
    torch.manual_seed(7)
    config = peft.LoraConfig(r=4, lora_alpha=8, target_modules=TARGETS[pair.part])
    wrapped = peft.get_peft_model(pair.module, config)
    with torch.no_grad():
        for name, parameter in wrapped.named_parameters():
            if "lora_" in name:
                parameter.normal_(std=0.05)
    return wrapped.eval().requires_grad_(requires_grad=False)


def lora_state(pair: Pair, naming: str) -> dict[str, Any]:
    """Name the LoRA as PEFT saves it, with alpha, or as diffusers converts it for kohya."""
    found = {}
    for name, value in pair.module.state_dict().items():
        if "lora_" in name:
            bare = name.replace(".default.", ".")
            found[f"{PREFIXES[pair.part]}.{bare}"] = value.clone().contiguous()
    if naming == "kohya":
        return {
            # That converter says alpha is the rank; it is 8 here.
            key: torch.tensor(8.0) if key.endswith(".alpha") else value
            for key, value in convert_state_dict_to_kohya(found).items()
        }
    alphas = {
        key.replace("lora_A.weight", "alpha"): torch.tensor(8.0)
        for key in found
        if key.endswith("lora_A.weight")
    }
    return found | alphas
