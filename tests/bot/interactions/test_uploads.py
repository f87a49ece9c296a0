"""Sending within a limit that Discord may have misstated."""

import pytest

from bot.interactions.uploads import REQUEST_LIMIT_BYTES, send_within_limit

MIB = 2**20


class Channel:
    """Takes uploads, here numbers of bytes, of at most `most` bytes.

    Args:
        size: of the upload before it is shrunk.
        most: bytes that are taken.
    """

    def __init__(self, size: int, most: int) -> None:
        self.size, self.most = size, most
        self.limits: list[int] = []
        self.sent: list[int] = []

    async def shrink(self, limit_bytes: int) -> int:
        self.limits.append(limit_bytes)
        return min(self.size, limit_bytes)

    async def send(self, upload: int) -> bool:
        self.sent.append(upload)
        return upload <= self.most

    async def send_within(self, limit_bytes: int) -> bool:
        return await send_within_limit(
            limit_bytes, self.shrink, self.send, lambda upload: upload, lambda taken: not taken
        )


async def test_an_upload_that_fits_is_sent_once() -> None:
    channel = Channel(size=3 * MIB, most=10 * MIB)
    assert await channel.send_within(10 * MIB)
    assert channel.sent == [3 * MIB]


async def test_an_upload_over_the_stated_limit_is_shrunk_to_it() -> None:
    channel = Channel(size=30 * MIB, most=10 * MIB)
    assert await channel.send_within(10 * MIB)
    assert channel.sent == [10 * MIB]


@pytest.mark.parametrize(("most", "taken"), [(4 * MIB, True), (4 * MIB - 1, False)])
async def test_after_a_refusal_it_is_sent_once_more_at_half_its_size(
    most: int, taken: bool
) -> None:
    channel = Channel(size=8 * MIB, most=most)
    assert await channel.send_within(10 * MIB) is taken
    assert channel.limits == [10 * MIB, 4 * MIB]
    assert channel.sent == [8 * MIB, 4 * MIB]


async def test_no_stated_limit_goes_beyond_what_one_request_may_have() -> None:
    channel = Channel(size=500 * MIB, most=500 * MIB)
    assert await channel.send_within(500 * MIB)
    assert channel.sent == [REQUEST_LIMIT_BYTES]


async def test_an_upload_without_files_is_not_sent_again() -> None:
    channel = Channel(size=0, most=-1)
    assert not await channel.send_within(MIB)
    assert channel.sent == [0]


async def test_what_cannot_be_shrunk_is_not_sent() -> None:
    channel = Channel(size=MIB, most=MIB)

    async def fail(_limit_bytes: int) -> int:
        raise ValueError("nothing fits")

    with pytest.raises(ValueError, match="nothing fits"):
        await send_within_limit(MIB, fail, channel.send, int, bool)
    assert channel.sent == []
