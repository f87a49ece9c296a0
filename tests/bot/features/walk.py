"""A walk over everything that the bot offers, which finds what each step did to others' things.

The steps are derived from what the bot tells Discord and from the buttons that its features
declare, so that a new command, button, form or menu is walked without a line here.
"""

import json
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
import simcord
import sqlalchemy as sa
from simcord.backend import serializers
from simcord.interactions import command_leaves

from bot import composition
from bot.features.base import Feature, make_button_type
from bot.operations import Metrics
from bot.storage.db.tables import deliveries, jobs, lineage, metadata, pictures, posts, tags
from tests.bot.features.gallery.scenes import filled_in
from tests.bot.world import World

# Words that only some may read: no answer to anybody else may hold them.
SECRET = "zanzibar"
# The rules of refusals for want of a permission.
NOT_ALLOWED = {"no_moderator", "not_manager"}
# Tables in which a member's own rows are the member's to change; every other row is not, in tables
# that are added later either.
_OWN = {"jobs", "pictures", "requests", "favourites", "members", "reports"}
# What the bot itself changes while it works.
_RESTLESS = {"lease_until", "owner", "fence"}

Step = Callable[[], Coroutine[Any, Any, simcord.InteractionResult]]


@dataclass(frozen=True)
class Things:
    """What options and buttons may name.

    Args:
        member: a member to act on.
        channel: a channel of the walker's server.
        role: a role of that server.
        texts: texts for options by their names; "x" for the others.
        targets: ids for buttons.
    """

    member: simcord.MemberActor
    channel: simcord.ChannelHandle
    role: simcord.builders.RoleHandle
    texts: Mapping[str, str]
    targets: Sequence[str]


@dataclass
class Walk:
    """A walk of one member.

    Args:
        w: the world.
        who: the member who walks.
        things: what is named.
        reply: a message of the bot in the channel where the member walks.
        features: of the bot.
        refusals: the rules of all refusals so far.
        own_guild: a server in which everything is the member's to change.
        restricted: whether commands with default permissions must be refused.
    """

    w: World
    who: simcord.MemberActor
    things: Things
    reply: simcord.ResponseMessage
    features: tuple[Feature, ...]
    refusals: list[str]
    own_guild: int | None = None
    restricted: bool = True
    before_walk: set[int] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    walked: list[str] = field(default_factory=list)

    async def everything(self) -> list[str]:
        """Walk over all steps, and list what was done without a permission."""
        for name, step, restricted in self.steps_of(self.who):
            await self._take(name, step, restricted)
        return self.found

    async def submit_for(self, other: simcord.MemberActor) -> list[str]:
        """Let another member open every form, and the walker send it."""
        forms: list[tuple[str, simcord.InteractionResult]] = []
        for name, step, _ in self.steps_of(other):
            opened = await step()
            if isinstance(opened, simcord.InteractionResult) and opened.modal:
                forms.append((name, opened))
        for name, opened in forms:
            await self._take(f"{name}, its form sent by another", _call(self._send, opened))
        assert forms
        return self.found

    async def _take(self, name: str, step: Step, restricted: bool = False) -> None:
        """Take a step, and send the form that it opens."""
        before, refused = await self._state(), len(self.refusals)
        result = await step()
        said = _said(self.w, result)
        if isinstance(result, simcord.InteractionResult) and result.modal:
            said += _said(self.w, await self._send(result))
        self.walked.append(name)
        after = await self._state()
        self.found += [f"{name} changed {key}" for key in before if before[key] != after[key]]
        if SECRET in said:
            self.found.append(f"{name} told the secret")
        if restricted and self.restricted and not NOT_ALLOWED & {*self.refusals[refused:]}:
            self.found.append(f"{name} was not refused")

    async def _send(self, opened: simcord.InteractionResult) -> simcord.InteractionResult:
        assert opened.modal
        # Another member's form: no client of Discord's would send it.
        opened._interaction.user_id = self.who.id
        values = {name: value or "x" for name, value in filled_in(opened.modal).items()}
        return await self.who.submit_modal(opened, values)

    def steps_of(self, who: simcord.MemberActor) -> Iterator[tuple[str, Step, bool]]:
        """List every step: its name, and whether it is for members with a permission only."""
        yield from self._commands(who)
        yield from self._menus(who)
        for feature in self.features:
            guarded = any(getattr(one, "default_permissions", None) for one in feature.commands)
            for button in feature.presses:
                for target in self.things.targets:
                    custom_id = f"{button.action}:{target}"
                    press = _call(self._press, who, custom_id)
                    yield f"button {custom_id}", press, guarded

    def _commands(self, who: simcord.MemberActor) -> Iterator[tuple[str, Step, bool]]:
        """List the slash commands with all their options, and what completes those."""
        tree, channel = self.w.bot.client.tree, self.things.channel
        for command in tree.get_commands(type=discord.AppCommandType.chat_input):
            guarded = command.default_permissions is not None
            for path, leaf in command_leaves(command.to_dict(tree)):
                name, options = " ".join(path), leaf.get("options") or []
                values = {one["name"]: self._value(one) for one in options}
                yield f"/{name}", _call(who.slash, channel, name, **values), guarded
                for one in options:
                    if one.get("autocomplete"):
                        offer = _call(self._complete, who, name, one["name"], values)
                        yield f"/{name} {one['name']}…", offer, False

    def _menus(self, who: simcord.MemberActor) -> Iterator[tuple[str, Step, bool]]:
        """List the context menu commands, on a message and on a member."""
        targets = {
            discord.AppCommandType.message: self.reply.message,
            discord.AppCommandType.user: self.things.member,
        }
        for kind, target in targets.items():
            for menu in self.w.bot.client.tree.get_commands(type=kind):
                call = _call(who.context_menu, self.things.channel, menu.name, target)
                yield f"menu {menu.name}", call, False

    async def _press(self, who: simcord.MemberActor, custom_id: str) -> simcord.InteractionResult:
        """Press a button that does not stand there, as no client of Discord's would."""
        stored = self.w.env.backend.get_message(self.reply.channel_id, self.reply.id)
        button = {"type": 2, "style": 2, "label": "x", "custom_id": custom_id}
        stored.components[:] = [{"type": 1, "components": [button]}]
        return await who.click(self.reply.message, custom_id=custom_id)

    async def _complete(
        self, who: simcord.MemberActor, name: str, option: str, values: dict[str, Any]
    ) -> Any:
        filled = {key: value for key, value in values.items() if key != option}
        return await who.autocomplete(self.things.channel, name, option, "", **filled)

    def _value(self, option: Mapping[str, Any]) -> Any:
        """Choose a value for an option as Discord describes it."""
        kinds = discord.AppCommandOptionType
        if choices := option.get("choices"):
            return choices[0]["value"]
        return {
            kinds.string: self.things.texts.get(option["name"], "x"),
            kinds.integer: option.get("min_value", 1),
            kinds.number: option.get("min_value", 1.0),
            kinds.boolean: True,
            kinds.user: self.things.member,
            kinds.channel: self.things.channel,
            kinds.role: self.things.role,
            # No picture: it is refused before a process is started to decode it.
            kinds.attachment: ("a.png", b"x"),
        }[kinds(option["type"])]

    async def _state(self) -> dict[str, list[str]]:
        """Read every row that is not the walker's to change, and others' messages, by table."""
        mine = self.who.id
        async with self.w.database.reading() as connection:
            own_jobs = sa.select(jobs.c.id).where(jobs.c.user_id == mine)
            own_pictures = sa.select(pictures.c.id).where(pictures.c.user_id == mine)
            theirs = {
                deliveries: deliveries.c.job_id.not_in(own_jobs),
                lineage: lineage.c.child_id.not_in(own_pictures),
                tags: tags.c.picture_id.not_in(own_pictures),
                # The card of reports follows each member's own report.
                posts: posts.c.kind != "report",
            }
            state = {}
            for table in metadata.sorted_tables:
                which = [theirs.get(table, sa.true())]
                if table.name in _OWN:
                    which.append(table.c.user_id != mine)
                if self.own_guild and "guild_id" in table.c:
                    which.append(table.c.guild_id != self.own_guild)
                kept = [one for one in table.c if one.name not in _RESTLESS]
                rows = await connection.execute(sa.select(*kept).where(*which))
                state[table.name] = sorted(map(str, rows.all()))
        state["messages"] = self._messages()
        return state

    def _messages(self) -> list[str]:
        """List the messages that stood there before the walk."""
        stored = [one for each in self.w.env.backend.messages.values() for one in each.values()]
        self.before_walk = self.before_walk or {message.id for message in stored}
        return sorted(
            # The progress of what is drawn is written by itself.
            f"{message.id} {len(message.attachments)} {message.attachments and message.content}"
            for message in stored
            if message.id in self.before_walk
        )


def _call(work: Any, *args: Any, **options: Any) -> Step:
    return lambda: work(*args, **options)


def _said(w: World, result: Any) -> str:
    """Collect all that a member reads in an answer."""
    if not isinstance(result, simcord.InteractionResult):
        return json.dumps(result)
    answers = [answer for answer in (result.response, *result.followups) if answer]
    payloads = [serializers.message_payload(w.env.backend, one._message) for one in answers]
    return json.dumps([result.modal, *payloads], default=str)


def captured_features(monkeypatch: Any) -> list[tuple[Feature, ...]]:
    """Note the features that a bot is built of."""
    built: list[tuple[Feature, ...]] = []
    make = make_button_type

    def note(handler: Any, features: tuple[Feature, ...]) -> Any:
        built.append(features)
        return make(handler, features)

    monkeypatch.setattr(composition, "make_button_type", note)
    return built


def noted_refusals(monkeypatch: Any) -> list[str]:
    """Note the rules of all refusals."""
    rules: list[str] = []
    count = Metrics.count_refusal

    def note(metrics: Metrics, rule: str) -> None:
        rules.append(rule)
        count(metrics, rule)

    monkeypatch.setattr(Metrics, "count_refusal", note)
    return rules
