"""What draws in the worker process while something goes wrong there."""

import io
import os

from PIL import Image

from generation import ServiceConfig
from generation.files.fetch import fetch_all
from generation.files.http import DownloadLimits
from generation.files.remote_file import RemoteFile
from generation.images.opening import open_image
from generation.prepared import Unit
from tests.generation.service.fake_pipeline import FakePipeline, FakeSample, Report

STEP_S, WEIGHTS_URL = "FAULT_STEP_S", "FAULT_WEIGHTS_URL"
HURRIED = DownloadLimits(
    connect_s=2, stall_s=2, stall_bytes=10_000, total_s=20, attempts=2, pause_s=0.1
)


class Paced(FakePipeline):
    """Takes as long for a step as the bench says."""

    def __init__(self) -> None:
        self.step_s = float(os.environ.get(STEP_S, "0.002"))


class StartingFromABomb(Paced):
    """Decodes a start picture for the prompt "bomb", as if none had been looked at before."""

    def begin(self, unit: Unit) -> FakeSample:
        """Begin a picture."""
        if unit.request.prompt == "bomb":
            open_image(_bomb(), "picture")
        return super().begin(unit)


def _bomb() -> bytes:
    """A PNG of 48 KB that would take 2.4 GB of memory."""
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    return file.getvalue()


def starting_from_a_bomb(config: ServiceConfig, report: Report) -> Paced:
    """Load that one."""
    return StartingFromABomb()


def paced(config: ServiceConfig, report: Report) -> Paced:
    """Load it."""
    return Paced()


def fetched(config: ServiceConfig, report: Report) -> Paced:
    """Download weights first, with the project's own code, from where the bench says."""
    file = RemoteFile("weights.h5", os.environ[WEIGHTS_URL], "0" * 64)
    fetch_all({"weights": file}, config.cache_folder, None, HURRIED)
    return Paced()
