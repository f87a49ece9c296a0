"""The answer of `/queue`: progress of the member's requests, and the length of the queue."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from bot.delivery.progress_text import progress_line
from bot.delivery.reply_text import prompts
from bot.features.base import Services
from bot.generation_api import model_status
from bot.interactions.context import Context
from bot.language import Text, say, text
from bot.language.formatting import duration, format_timestamp, quote
from bot.storage import JobRequest, State
from generation import Progress, Queued

# Number of queued requests whose ranks are computed.
COUNTED = 100
# Most requests of a member that are listed, and most members that are listed for moderators.
REQUESTS, MEMBERS = 8, 10
PROMPT_LIMIT = 60
MESSAGE_LIMIT = 2000
MANAGE_MESSAGES = "manage_messages"

ProgressByJob = dict[str, Queued | Progress | None]
Open = Sequence[tuple[JobRequest, State]]


async def queue_text(services: Services, context: Context) -> str:
    """Format a member's open requests and the length of the queue, in at most 2,000 characters.

    Args:
        services: services of the bot.
        context: of the member; moderators also see the requests per member.

    Raises:
        StorageUnavailable: the queue cannot be read.
    """
    progress_by_job = await services.progress_updater.list_progress(COUNTED)
    own = await services.stores.jobs.list_open(context.user_id, context.guild_id)
    lines = [*_own_lines(services, context, own, progress_by_job)]
    lines.append(say(context.locale, _length_text(progress_by_job)))
    if context.may(MANAGE_MESSAGES):
        lines += _member_lines(
            context, await services.stores.jobs.list_open(None, context.guild_id)
        )
    return fit_lines(lines)


def fit_lines(lines: Sequence[str]) -> str:
    """Join the first lines, as many as fit into a message."""
    ends = accumulate(len(line) + 1 for line in lines)
    fitting = takewhile(lambda end: end <= MESSAGE_LIMIT + 1, ends)
    return "\n".join(line for line, _ in zip(lines, fitting, strict=False))


def _own_lines(
    services: Services, context: Context, open_: Open, progress_by_job: ProgressByJob
) -> Iterator[str]:
    yield context.say("queue-yours", count=len(open_))
    for order, state in open_[:REQUESTS]:
        if order.id in progress_by_job:
            status = model_status(services.service, order.request)
            progress = progress_line(context.locale, progress_by_job[order.id], status)
        else:
            progress = say(context.locale, _unranked_text(order, state))
        prompt = quote(" → ".join(prompts(order.request)), PROMPT_LIMIT)
        yield f"- {prompt} · {progress}"
    if len(open_) > REQUESTS:
        yield context.say("queue-more", count=len(open_) - REQUESTS)


def _unranked_text(order: JobRequest, state: State) -> Text:
    """Return the progress of a request that is not among the ranked ones."""
    if state is State.PREPARING:
        return text("queue-preparing")
    if state is State.HELD:
        return text("queue-held")
    if state is State.RUNNING:
        # By another process.
        return text("queue-drawn")
    if order.due_at is not None:
        return text("progress-due", due=format_timestamp(order.due_at, "R"))
    return text("queue-far", count=COUNTED)


def _length_text(progress_by_job: ProgressByJob) -> Text:
    """Return the length of the queue of all servers, with the longest expected waiting time.

    The last request is not always the one that waits longest: its model may be faster.
    """
    count, last = len(progress_by_job), next(reversed(progress_by_job.values()), None)
    if last is None or last.eta_s is None:
        return text("queue-line", count=count)
    longest = max(one.eta_s or 0.0 for one in progress_by_job.values() if one)
    return text("queue-line-eta", count=count, wait=duration(longest))


def _member_lines(context: Context, open_: Open) -> Iterator[str]:
    """Count a server's open requests by member, those with the most first."""
    members = Counter(order.user_id for order, _ in open_)
    yield context.say("queue-server", count=len(open_))
    for member, count in members.most_common(MEMBERS):
        yield f"- {context.say('queue-member', member=f'<@{member}>', count=count)}"
    if len(members) > MEMBERS:
        yield context.say("queue-more-members", count=len(members) - MEMBERS)
