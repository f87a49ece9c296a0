"""What `/queue` tells: how far requests are, and how long the line is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from bot.delivery.progress_text import progress_line
from bot.delivery.reply_text import prompts
from bot.features.base import Services
from bot.generation_api import status_of
from bot.interactions.context import Context
from bot.language import Text, say, text
from bot.language.formatting import duration, moment, quote
from bot.storage import JobRequest, State
from generation import Progress, Queued

# Of those that wait, so many have their places counted.
COUNTED = 100
# So many of a member's requests are shown, and so many members to moderators.
REQUESTS, MEMBERS = 8, 10
PROMPT_LIMIT = 60
MESSAGE_LIMIT = 2000
MODERATES = "manage_messages"

ProgressByJob = dict[str, Queued | Progress | None]
Open = Sequence[tuple[JobRequest, State]]


async def queue_text(services: Services, context: Context) -> str:
    """Say what a member waits for and how long the line is, in at most 2,000 characters.

    Raises:
        StorageUnavailable: it cannot be read.
    """
    standing = await services.progress_updater.standing(COUNTED)
    theirs = await services.jobs.list_open(context.user_id, context.guild_id)
    lines = [*_theirs(services, context, theirs, standing), say(context.locale, _line(standing))]
    if context.may(MODERATES):
        lines += _by_member(context, await services.jobs.list_open(None, context.guild_id))
    return fit_lines(lines)


def job_line(order: JobRequest) -> str:
    """Name a request by its prompts."""
    return quote(" → ".join(prompts(order.request)), PROMPT_LIMIT)


def fit_lines(lines: Sequence[str]) -> str:
    """Put lines into a message, the first ones as far as there is room."""
    ends = accumulate(len(line) + 1 for line in lines)
    room = takewhile(lambda end: end <= MESSAGE_LIMIT + 1, ends)
    return "\n".join(line for line, _ in zip(lines, room, strict=False))


def _theirs(
    services: Services, context: Context, open_: Open, standing: ProgressByJob
) -> Iterator[str]:
    yield context.say("queue-yours", count=len(open_))
    for order, state in open_[:REQUESTS]:
        yield f"- {job_line(order)} · {_how_far(services, context, order, state, standing)}"
    if len(open_) > REQUESTS:
        yield context.say("queue-more", count=len(open_) - REQUESTS)


def _how_far(
    services: Services, context: Context, order: JobRequest, state: State, standing: ProgressByJob
) -> str:
    if order.id in standing:
        return progress_line(
            context.locale, standing[order.id], status_of(services.service, order.request)
        )
    return say(context.locale, _unseen(order, state))


def _unseen(order: JobRequest, state: State) -> Text:
    """Say how far a request is that is not in the part of the line that is looked at."""
    if state is State.PREPARING:
        return text("queue-preparing")
    if state is State.RUNNING:
        # By another process.
        return text("queue-drawn")
    if order.due_at is not None:
        return text("progress-due", due=moment(order.due_at, "R"))
    return text("queue-far", count=COUNTED)


def _line(standing: ProgressByJob) -> Text:
    """Say how long the line of all servers is; the last one's model may not be the slowest."""
    count, last = len(standing), next(reversed(standing.values()), None)
    if last is None or last.eta_s is None:
        return text("queue-line", count=count)
    longest = max(place.eta_s or 0.0 for place in standing.values() if place)
    return text("queue-line-eta", count=count, wait=duration(longest))


def _by_member(context: Context, open_: Open) -> Iterator[str]:
    """Count a server's open requests by member, those with the most first."""
    members = Counter(order.user_id for order, _ in open_)
    yield context.say("queue-server", count=len(open_))
    for member, count in members.most_common(MEMBERS):
        yield f"- {context.say('queue-member', member=f'<@{member}>', count=count)}"
    if len(members) > MEMBERS:
        yield context.say("queue-more-members", count=len(members) - MEMBERS)
