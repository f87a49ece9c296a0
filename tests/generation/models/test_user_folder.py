import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from generation import GenerationService, ServiceConfig
from generation.cli import app
from generation.cli import models as listing
from generation.errors import ModelUnavailable
from generation.models.files import learned_words
from generation.models.lookup import find
from generation.models.user_folder import LONGEST_NAME, scan
from generation.weights.detect import CheckpointInfo, detect_checkpoint
from tests.generation.prompts.clip_vocabulary import full_size_merges
from tests.generation.weights.made_up import Tensors, embedding, headers, lora, write
from tests.generation.weights.test_detect import folder


@pytest.fixture
def models(tmp_path: Path) -> Path:
    write(tmp_path / "one.safetensors", headers())
    folder(tmp_path / "two")
    write(tmp_path / "foreign.safetensors", {"a": np.zeros(1)})
    write(tmp_path / "loras" / "ink.safetensors", lora())
    write(tmp_path / "embeddings" / "cat-toy.safetensors", embedding())
    (tmp_path / "old.ckpt").touch()
    (tmp_path / "notes.txt").touch()
    return tmp_path


def test_checkpoints_loras_and_embeddings_are_listed_by_name(models: Path) -> None:
    content = scan(models)
    assert {name: model.kind for name, model in content.models.items()} == {
        "one": "SD 1.x",
        "two": "SD 2.x",
    }
    assert set(content.refused) == {"foreign", "old"}
    assert (list(content.loras), list(content.embeddings)) == (["ink"], ["cat-toy"])


@pytest.mark.parametrize(
    ("model", "loras"), [("one", ("ink",)), ("sd-v1.4", ("ink",)), ("starter", ())]
)
def test_a_service_names_the_loras_that_its_model_can_wear(
    models: Path, model: str, loras: tuple[str, ...]
) -> None:
    service = GenerationService(ServiceConfig(model=model, models_folder=models))
    assert service.loras == loras


@pytest.mark.parametrize("folder", [None, Path("/nowhere/at/all")])
def test_without_a_models_folder_that_can_be_read_there_is_no_lora(folder: Path | None) -> None:
    service = GenerationService(ServiceConfig(model="sd-v1.4", models_folder=folder))
    assert service.loras == ()


def test_a_checkpoint_is_found_with_its_files_and_sizes(models: Path) -> None:
    one, two = find("one", models), find("two", models)
    assert one.local == {"checkpoint": models / "one.safetensors"}
    assert list(one.files) == ["vocabulary"], "a single file has none of its own"
    assert one.info.sizes[0] == (512, 512)
    assert (two.prediction, two.info.sizes[0]) == ("v", (768, 768))
    assert all(edge % 64 == 0 for size in two.info.sizes for edge in size)


def test_a_folder_brings_its_own_vocabulary(models: Path) -> None:
    merges = models / "two" / "tokenizer" / "merges.txt"
    merges.parent.mkdir()
    merges.write_text("\n".join(map(" ".join, full_size_merges())), "utf-8")
    two = find("two", models)
    assert two.local["vocabulary"] == merges
    assert not two.files


def test_a_refused_checkpoint_is_answered_with_the_reason(models: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"old\.ckpt is refused: a \.ckpt file can run code"):
        find("old", models)


def test_an_unknown_name_is_answered_with_the_known_ones_of_both(models: Path) -> None:
    with pytest.raises(
        ModelUnavailable, match=r"no model 'three'\. There are: starter, .*one, two"
    ):
        find("three", models)


def test_a_checkpoint_cannot_take_the_name_of_another(models: Path) -> None:
    write(models / "starter.safetensors", headers())
    write(models / "two.safetensors", headers())
    content = scan(models)
    assert find("starter", models).kind == "starter"
    assert "rename it" in content.refused["starter"]
    assert "rename it" in content.refused["two.safetensors"]


def test_a_name_that_is_too_long_to_be_offered_is_refused(models: Path) -> None:
    longest, too_long = "n" * LONGEST_NAME, "n" * (LONGEST_NAME + 1)
    for name in (longest, too_long):
        write(models / f"{name}.safetensors", headers())
    assert find(longest, models).info.name == longest
    with pytest.raises(ModelUnavailable, match="more than 100 characters; rename it"):
        find(too_long, models)


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"nonesuch cannot be read .*make it"):
        scan(tmp_path / "nonesuch")


def test_a_model_that_may_not_be_read_leaves_the_others_there(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def detect(path: Path) -> CheckpointInfo:
        if path.name == "two":
            raise PermissionError(13, "Permission denied", str(path / "unet" / "config.json"))
        return detect_checkpoint(path)

    monkeypatch.setattr("generation.models.user_folder.detect_checkpoint", detect)
    content = scan(models)
    assert list(content.models) == ["one"]
    assert content.refused["two"] == "two cannot be read (Permission denied)."


def test_one_bad_entry_never_harms_another(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def detect(path: Path) -> CheckpointInfo:
        if path.name == "two":
            raise OverflowError("int too large to convert to float")
        return detect_checkpoint(path)

    monkeypatch.setattr("generation.models.user_folder.detect_checkpoint", detect)
    content = scan(models)
    assert list(content.models) == ["one"]
    assert content.refused["two"] == "two cannot be read (OverflowError)."
    assert (list(content.loras), list(content.embeddings)) == (["ink"], ["cat-toy"])


@pytest.mark.parametrize("place", ["loras", "embeddings"])
def test_a_subfolder_that_may_not_be_listed_leaves_the_rest_there(
    models: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == place:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    content = scan(models)
    assert list(content.models) == ["one", "two"]
    assert content.refused[place] == f"{place} cannot be listed (Permission denied)."
    assert len({*content.loras, *content.embeddings}) == 1


DIGITS = (407).to_bytes(8, "little") + b'{"a": ' + b"9" * 400 + b"}"
ODD = {
    "loras/pipe.safetensors": lambda path: os.mkfifo(path),
    "loras/zero.safetensors": lambda path: path.symlink_to("/dev/zero"),
    "loras/gone.safetensors": lambda path: path.symlink_to("nowhere"),
    "loras/self.safetensors": lambda path: path.symlink_to(path),
    "embeddings/folder.safetensors": lambda path: path.mkdir(),
    "embeddings/empty.safetensors": lambda path: path.touch(),
    "embeddings/page.safetensors": lambda path: path.write_text("<html>"),
    "digits.safetensors": lambda path: path.write_bytes(DIGITS),
    "pipe.safetensors": lambda path: os.mkfifo(path),
    "zero.safetensors": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_what_is_odd_is_refused_by_name_and_the_rest_is_there(models: Path) -> None:
    for place, make in ODD.items():
        make(models / place)
    content = scan(models)
    assert list(content.models) == ["one", "two"]
    assert (list(content.loras), list(content.embeddings)) == (["ink"], ["cat-toy"])
    names = {place if "/" in place else place.split(".")[0] for place in ODD}
    assert content.refused.keys() - {"foreign", "old"} == names - {"embeddings/folder.safetensors"}


@pytest.mark.parametrize(
    "name", ["a\nb", " led by a space", "\x1b[2J", os.fsdecode(b"\xff\xfe"), "\u202ea"]
)
def test_a_name_that_cannot_be_typed_is_refused_and_shown_without_what_steers_a_terminal(
    models: Path, name: str
) -> None:
    write_at = models / "loras" / f"{name}.safetensors"
    write(models / "plain.safetensors", lora()).rename(write_at)
    content = scan(models)
    assert list(content.loras) == ["ink"]
    (place,) = (place for place in content.refused if place.startswith("loras/"))
    assert "cannot be typed; rename it" in content.refused[place]
    assert (place + content.refused[place]).isprintable()


def test_subfolders_and_capitals_are_found(models: Path) -> None:
    write(models / "loras" / "styles" / "old" / "oil.safetensors", lora())
    write(models / "loras" / "LOUD.SAFETENSORS", lora(2))
    write(models / "embeddings" / "negative" / "bad hands.safetensors", embedding(1024))
    write(models / "SD 1.5" / "three.SafeTensors", headers())
    folder(models / "SD 2" / "four")
    content = scan(models)
    assert set(content.models) == {"one", "two", "three", "four"}
    assert {name: sorted(extra.versions) for name, extra in content.loras.items()} == {
        "ink": [1],
        "LOUD": [2],
        "oil": [1],
    }
    assert set(content.embeddings) == {"cat-toy", "bad hands"}


def test_of_two_files_of_one_name_the_second_is_named(models: Path) -> None:
    write(models / "loras" / "more" / "ink.safetensors", lora(2))
    write(models / "embeddings" / "more" / "Cat-Toy.safetensors", embedding())
    content = scan(models)
    assert content.loras["ink"].path == models / "loras" / "ink.safetensors"
    assert "has the name of another" in content.refused["loras/more/ink.safetensors"]
    assert "has the name of another" in content.refused["embeddings/more/Cat-Toy.safetensors"]


def test_a_lora_is_offered_only_to_models_that_it_fits(models: Path) -> None:
    write(models / "loras" / "two.safetensors", lora(2))
    names = {
        model: GenerationService(ServiceConfig(model=model, models_folder=models)).loras
        for model in ("one", "two", "sd-v1.4", "sd-v2.1", "starter")
    }
    assert names == {
        "one": ("ink",),
        "two": ("two",),
        "sd-v1.4": ("ink",),
        "sd-v2.1": ("two",),
        "starter": (),
    }


def test_an_embedding_is_read_only_for_models_that_it_fits(models: Path) -> None:
    write(models / "embeddings" / "wide.safetensors", embedding(1024, vectors=3))
    config = ServiceConfig(models_folder=models)
    words = learned_words(find("sd-v2.1"), config, 1024)
    assert {word: vectors.shape for word, vectors in words.items()} == {"wide": (3, 1024)}


@pytest.mark.parametrize(
    ("place", "tensors", "reason"),
    [
        ("loras", headers(), "is a checkpoint; put it into the models folder itself"),
        ("loras", embedding(), "is an embedding; put it into the subfolder embeddings"),
        ("embeddings", lora(), "is a LoRA; put it into the subfolder loras"),
        ("loras", {"a": np.zeros(1)}, "is an empty LoRA"),
        ("embeddings", embedding(640), "is an embedding for another model"),
    ],
)
def test_what_lies_in_the_wrong_folder_is_called_what_it_is(
    models: Path, place: str, tensors: Tensors, reason: str
) -> None:
    write(models / place / "x.safetensors", tensors)
    assert reason in scan(models).refused[f"{place}/x.safetensors"]


def test_what_of_a_lora_is_not_read_is_noted(models: Path) -> None:
    write(models / "loras" / "ink.safetensors", lora() | {"bundle_emb.cat.clip_l": np.zeros(1)})
    content = scan(models)
    assert content.loras["ink"].note == "ink.safetensors: bundle_emb.cat.clip_l is not read."
    result = CliRunner().invoke(listing.app, ["--models-folder", str(models)])
    assert content.loras["ink"].note in result.stderr


def test_a_file_that_was_replaced_is_looked_at_again(models: Path) -> None:
    assert list(scan(models).loras) == ["ink"]
    write(models / "loras" / "ink.safetensors", {"a": np.zeros(1)})
    assert not scan(models).loras


def test_a_checkpoint_without_an_autoencoder_takes_the_published_one(models: Path) -> None:
    bare = {key: value for key, value in headers().items() if "first_stage" not in key}
    write(models / "bare.safetensors", bare)
    assert set(find("bare", models).files) == {"vocabulary", "decoder", "image_encoder"}
    assert find("bare", models).files["decoder"] == find("sd-v1.4").files["decoder"]


def test_an_autoencoder_beside_a_checkpoint_is_its_own_and_no_model(models: Path) -> None:
    beside = {"decoder.conv_in.weight": np.zeros(1, np.float16)}
    write(models / "one.vae.safetensors", beside)
    write(models / "lone.vae.safetensors", beside)
    one, content = find("one", models), scan(models)
    assert one.local["autoencoder"] == models / "one.vae.safetensors"
    assert set(one.files) == {"vocabulary"}
    assert "one.vae" not in content.refused
    assert "is an autoencoder (VAE)" in content.refused["lone.vae"]


def test_what_is_no_autoencoder_refuses_the_checkpoint_beside(models: Path) -> None:
    write(models / "one.vae.safetensors", lora())
    assert "one.vae.safetensors is a LoRA" in scan(models).refused["one"]


def test_headers_beyond_the_bound_of_a_scan_are_not_read(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        write(models / "loras" / f"{name}.safetensors", lora())
    each = int.from_bytes((models / "loras" / "a.safetensors").read_bytes()[:8], "little")
    monkeypatch.setattr("generation.models.user_folder.MOST_SCANNED_BYTES", 2 * each)
    content = scan(models)
    assert list(content.loras) == ["a", "b"]
    for name in ("c", "ink"):
        assert "is not looked at" in content.refused[f"loras/{name}.safetensors"]


def test_scanning_imports_no_keras(models: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from generation.models.user_folder import scan; "
        "assert scan(Path(sys.argv[1])).models; "
        "assert not {'keras', 'tensorflow'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, str(models)], check=True)


def test_imagine_models_lists_as_json(models: Path) -> None:
    result = CliRunner().invoke(listing.app, ["--models-folder", str(models), "--json"])
    report = json.loads(result.stdout)
    assert [model["name"] for model in report["models"]][-2:] == ["one", "two"]
    assert report["models"][-1] == {
        "name": "two",
        "kind": "SD 2.x",
        "size_bytes": find("two", models).size_bytes,
        "resolution": 768,
        "prediction": "v",
        "licence": "unknown",
        "ways": "",
    }
    assert (report["loras"], report["embeddings"]) == (["ink"], ["cat-toy"])


def test_imagine_models_prints_a_table_and_what_is_refused(models: Path) -> None:
    result = CliRunner().invoke(listing.app, [], env={"IMAGINE_MODELS_FOLDER": str(models)})
    assert result.exit_code == 0
    assert "SD 2.x" in result.stdout
    assert "old.ckpt is refused" in result.stderr
    assert "LoRAs: ink (SD 1.x)." in result.stderr


def test_imagine_models_without_the_folder_has_the_exit_code_of_a_missing_model() -> None:
    result = CliRunner().invoke(listing.app, ["--models-folder", "nonesuch"])
    assert result.exit_code == listing.NO_MODEL
    assert "nonesuch cannot be read" in result.stderr


@pytest.mark.parametrize(("words", "out"), [(["models", "--json"], '"starter"'), ([""], "")])
def test_only_the_word_models_lists(
    words: list[str], out: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["imagine", *words])
    with pytest.raises(SystemExit):
        app.main()
    assert out in capsys.readouterr().out
