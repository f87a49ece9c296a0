import pytest

from generation.scheduling.step_times import NEWEST_WEIGHT, StepTimes


def test_a_speed_follows_the_measurements() -> None:
    speeds = StepTimes()
    speeds.record_steps((128, 128), 2, 4, 4.0)
    assert speeds.step_s((128, 128), 2) == 1.0
    speeds.record_steps((128, 128), 2, 4, 8.0)
    assert speeds.step_s((128, 128), 2) == pytest.approx(1 / (1 - NEWEST_WEIGHT / 2))


def test_what_was_not_measured_is_scaled_by_pixels_from_the_nearest() -> None:
    speeds = StepTimes()
    assert speeds.step_s((128, 128), 1) is None
    speeds.record_steps((128, 128), 1, 1, 1.0)
    speeds.record_steps((128, 128), 8, 1, 4.0)
    assert speeds.step_s((128, 128), 2) == 2.0
    assert speeds.step_s((128, 128), 7) == 3.5
    assert speeds.step_s((256, 256), 4) == 8.0


def test_decoding_is_learned_by_the_picture() -> None:
    speeds = StepTimes()
    assert speeds.decode_s((128, 128)) == 0.0
    speeds.record_decoding((128, 128), 4, 2.0)
    assert speeds.decode_s((128, 128)) == 0.5


def test_one_slow_step_batch_is_soon_forgotten() -> None:
    speeds = StepTimes()
    for seconds in (60.0, 1.0, 1.0, 1.0, 1.0):
        speeds.record_steps((128, 128), 1, 1, seconds)
    estimate = speeds.step_s((128, 128), 1)
    assert estimate is not None
    assert 1 < estimate < 1.5
