"""Claims about accepted requests that no slice can tell."""

from generation.desk import MAX_DEATHS, Desk
from generation.request import UPSCALE_TILES, Start
from generation.types import Picture
from tests.generation.requests import ask


async def test_a_request_that_kills_workers_while_it_is_put_together_is_given_up() -> None:
    desk = Desk(max_waiting=64)
    request = ask(start=Start(b"picture"), upscale=True)
    ticket = desk.accept(request)
    ticket._pictures = {
        (request.id, tile): Picture(b"", 7, 128, 128) for tile in range(UPSCALE_TILES)
    }
    assert desk.complete == (ticket,)
    for _ in range(MAX_DEATHS):
        assert not ticket.done.is_set()
        desk.worker_died()
    assert ticket.done.is_set()
    assert desk.complete == ()
