"""Approval by moderators before publication, by the settings of the server."""

from collections.abc import Iterable
from dataclasses import replace

from bot.storage import Decision, Hold, JobRequest, ServerPreferences, Stage, find_for_channel
from bot.verdicts import Ruling, Verdict

# The rule of a verdict that holds whatever the words or the picture are.
APPROVAL = "approval"
# By the names of the setting.
APPROVALS: dict[str, frozenset[Stage]] = {
    "none": frozenset(),
    "prompt": frozenset({Stage.PROMPT}),
    "picture": frozenset({Stage.PICTURE}),
    "both": frozenset(Stage),
}


def find_approval(server: ServerPreferences, channel_ids: Iterable[int]) -> str:
    """Find what waits for a moderator in a channel.

    Args:
        server: settings of the server.
        channel_ids: ids of the channel, and for a thread also of its parent.

    Returns:
        The setting of the first of the channels that has one, else that of the server.
    """
    return find_for_channel(server.channel_approval, channel_ids) or server.approval


def is_private(order: JobRequest) -> bool:
    """Check whether the prompt of an order is for moderators alone, unless they approve it."""
    waits = Stage.PROMPT in APPROVALS.get(order.approval, frozenset(Stage))
    return waits or (order.verdict is not None and order.verdict.ruling is Ruling.HOLD)


def find_hold(
    server: ServerPreferences, approval: str, stage: Stage, verdict: Verdict
) -> Hold | None:
    """Find out whether a job is held at a stage, or ends there.

    Args:
        server: settings of the server.
        approval: what waits for a moderator in the channel of the job.
        stage: of the job.
        verdict: on its words or its pictures.

    Returns:
        Why it is held; None if it is not.
    """
    at_deadline = Decision.REJECT
    if verdict.ruling not in (Ruling.HOLD, Ruling.REFUSE):
        if stage not in APPROVALS.get(approval, frozenset(Stage)):
            return None
        verdict = replace(verdict, ruling=Ruling.HOLD, rule=APPROVAL)
        # What the filter holds is never published without a moderator.
        at_deadline = Decision(server.review_timeout)
    return Hold(stage, verdict, server.review_channel, server.review_hours, at_deadline)
