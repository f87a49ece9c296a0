"""Construction of the parts of the bot; nothing runs yet."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.admission import (
    AutoMod,
    Gate,
    Judge,
    PlaceAndWordRules,
    Quotas,
    RulesUnreadable,
    ServerPolicies,
    load_rules,
)
from bot.admission.rates import rate_limits
from bot.config.settings import Settings
from bot.delivery.discord_posts import DiscordPosts
from bot.delivery.discord_transport import DiscordTransport
from bot.delivery.held_notices import HeldJobs
from bot.delivery.outbox_worker import OutboxWorker
from bot.delivery.post_worker import PostWorker, Renderer
from bot.delivery.progress_updates import ProgressUpdater
from bot.delivery.reply_text import Replies
from bot.features.base import Services, make_button_type
from bot.features.registry import FEATURES
from bot.generation_api import PictureChecker, PictureService, model_status
from bot.interactions.buttons import AnswerButtons
from bot.interactions.client import ImagineClient, SyncedCommands
from bot.interactions.deleted_messages import DeletedMessages
from bot.interactions.handler import InteractionHandler
from bot.interactions.modals import Forms
from bot.interactions.permissions import ChannelPermissions
from bot.interactions.staleness import Staleness
from bot.jobs.dispatcher import WINDOW, Dispatcher
from bot.jobs.files import JobFiles
from bot.jobs.intake import JobIntake
from bot.jobs.maintenance import Janitor, Retention
from bot.jobs.picture_verdicts import PictureJudge
from bot.operations import Metrics
from bot.requests.attachment_downloads import Download, download
from bot.requests.attachments import Attachments
from bot.requests.presets import PresetCatalogue
from bot.runtime.clock import steady_clock
from bot.storage import Accepted, Database, FileStore, JobRequest, ProcessIdentity, Stores
from generation import OnnxChecker, PictureDecoder

log = logging.getLogger(__name__)

# A process that does not renew its leases for so long counts as dead.
LEASE_S = 60.0


@dataclass(frozen=True, slots=True)
class Bot:
    """Parts of a running bot, in the order in which a request passes them."""

    client: ImagineClient
    buttons: AnswerButtons
    gate: Gate
    decoder: PictureDecoder
    checker: PictureChecker
    stores: Stores
    service: PictureService
    dispatcher: Dispatcher
    progress_updater: ProgressUpdater
    outbox_worker: OutboxWorker
    post_worker: PostWorker
    held_jobs: HeldJobs
    janitor: Janitor
    metrics: Metrics


def build(
    settings: Settings,
    service: PictureService,
    database: Database,
    commands: SyncedCommands,
    staleness: Staleness,
    download: Download = download,
    now: Callable[[], float] | None = None,
    checker: PictureChecker | None = None,
) -> Bot:
    """Build the parts of the bot; nothing runs yet.

    Args:
        settings: the operator's settings.
        service: the models.
        database: an open database.
        commands: record of the commands that Discord already has.
        staleness: the age limit of interactions.
        download: downloads an attachment.
        now: clock for the age of pictures, in seconds since 1970; by default a steady one.
        checker: computes the scores of pictures; by default with the model of the settings.
    """
    client = ImagineClient(commands, staleness.trace())
    stores = Stores.open(
        database,
        open_file_store(settings, now := now or steady_clock()),
        ProcessIdentity(lambda: client.application_id or 0),
        LEASE_S,
    )
    metrics, buttons = Metrics(), AnswerButtons()
    transport = DiscordTransport(client, stores.files, buttons, staleness)
    checker = checker or OnnxChecker(settings.picture_checker_file)
    picture_judge = PictureJudge(checker, stores.preferences, metrics)
    outbox_worker = OutboxWorker(stores.outbox, transport, metrics, LEASE_S)
    forecast = partial(service.forecast, window=WINDOW)
    progress_updater = ProgressUpdater(
        transport.show,
        picture_judge,
        stores.jobs.list_waiting,
        forecast,
        partial(model_status, service),
    )
    renderers: dict[str, Renderer] = {}
    post_worker = PostWorker(stores.posts, DiscordPosts(client), renderers, LEASE_S)

    def wake_workers() -> None:
        """Wake what a decision, or a job that ends, gives work to."""
        outbox_worker.wake()
        dispatcher.wake()
        wake_for_held()

    def wake_for_held() -> None:
        """Wake what a job that is held gives work to."""
        post_worker.wake()
        held_jobs.wake()

    held_jobs = HeldJobs(stores.reviews, transport.show_held, wake_workers)
    dispatcher = Dispatcher(
        stores.jobs,
        service,
        picture_judge,
        JobFiles(stores.files, service.info.name),
        Replies({name: service.model(name).info for name in service.models}, stores.pictures),
        progress_updater,
        wake_workers,
        metrics,
        stores.preferences,
        LEASE_S,
    )
    retention = Retention(
        keep_s=_keep_s(settings),
        user_bytes=settings.user_history_megabytes * 1024**2,
        all_bytes=settings.history_megabytes * 1024**2,
    )
    janitor = Janitor(
        stores.jobs,
        stores.maintenance,
        stores.pictures,
        stores.hidden,
        stores.files,
        retention,
        now,
        LEASE_S / 12,
    )
    quotas, rules = _make_quotas(settings), _load_rules(settings, now)
    automod = AutoMod(client.fetch_keyword_rules, stores.word_rules)
    policies = ServerPolicies(stores.word_rules, settings.least_categories, automod.keep_in_step)
    judge, decoder = Judge(rules, policies), PictureDecoder()
    gate = Gate(quotas, rules, judge, service, stores.jobs, stores.bans)
    attachments = Attachments(decoder, download)
    presets = PresetCatalogue(stores.preferences, service)

    def start_job(order: JobRequest, answer: Accepted) -> None:
        progress_updater.expect(order, answer)
        dispatcher.wake()

    handler = InteractionHandler(stores.preferences, stores.strikes, staleness, metrics)
    services = Services(
        client=client,
        handler=handler,
        forms=Forms(handler),
        buttons=buttons,
        intake=JobIntake(
            service,
            gate,
            picture_judge,
            attachments,
            presets,
            stores.files,
            metrics,
            start_job,
            wake_for_held,
        ),
        gate=gate,
        attachments=attachments,
        picture_judge=picture_judge,
        presets=presets,
        channel_permissions=ChannelPermissions(
            client,
            stores.pictures,
            stores.preferences,
            DeletedMessages(client, stores.pictures),
        ),
        service=service,
        stores=stores,
        progress_updater=progress_updater,
        decided=wake_workers,
        stop=dispatcher.stop,
        quotas=quotas,
        judge=judge,
        automod=automod,
        keep_days=settings.keep_days,
    )
    features = tuple(feature(services) for feature in FEATURES)
    for feature in features:
        buttons.declare(feature.presses)
        renderers.update(feature.posts)
        for command in feature.commands:
            client.tree.add_command(command)
    client.add_dynamic_items(make_button_type(services.handler, features))
    return Bot(
        client=client,
        buttons=buttons,
        gate=gate,
        decoder=decoder,
        checker=checker,
        stores=stores,
        service=service,
        dispatcher=dispatcher,
        progress_updater=progress_updater,
        outbox_worker=outbox_worker,
        post_worker=post_worker,
        held_jobs=held_jobs,
        janitor=janitor,
        metrics=metrics,
    )


def open_file_store(settings: Settings, now: Callable[[], float] | None = None) -> FileStore:
    """Open the folder of pictures, with the limits of the settings.

    Args:
        settings: the operator's settings.
        now: clock for the age of pictures, in seconds since 1970.
    """
    most_bytes = settings.pictures_megabytes * 1024**2
    return FileStore(settings.data_folder / "pictures", most_bytes, _keep_s(settings), now)


def _keep_s(settings: Settings) -> float:
    return settings.keep_days * 86400.0


def _make_quotas(settings: Settings) -> Quotas:
    return Quotas(
        per_user=rate_limits(settings.user_limit),
        per_role={role: rate_limits(limit) for role, limit in settings.role_limits.items()},
        per_server=rate_limits(settings.server_limit),
        user_in_flight=settings.user_in_flight,
        server_in_flight=settings.server_in_flight,
        waiting=settings.max_waiting,
        user_share=settings.user_share,
    )


def _load_rules(settings: Settings, now: Callable[[], float]) -> PlaceAndWordRules:
    word_rules = None
    try:
        word_rules = load_rules(settings.blocked_words, settings.blocked_words_file)
        for sentence in word_rules.left_out:
            log.error("%s", sentence)
    except RulesUnreadable as error:
        log.error("every request is refused: %s", error)
    return PlaceAndWordRules(word_rules, frozenset(settings.allowed_channels), now)
