"""Constructs every part and joins them; runs until a signal, finishes what is in hand, leaves."""

import asyncio
import fcntl
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.bell import Bell
from bot.channels.pager import WebhookPager
from bot.channels.telegram.door import Telegram, open_telegram
from bot.channels.web.parts import ChatParts
from bot.channels.web.routes import add_chat
from bot.desk.parts import DeskParts
from bot.desk.present import Presenter
from bot.desk.routes import add_desk
from bot.journal import journal
from bot.probes import add_probes
from bot.services.accounts import Accounts
from bot.services.alarms import Alarms
from bot.services.casework import Casework
from bot.services.clock import ClockStation
from bot.services.conversation import Conversations
from bot.services.delivery import Delivery
from bot.services.directory import Directories
from bot.services.evidence import Evidence
from bot.services.intake import Intake
from bot.services.jobs import Jobs
from bot.services.papers import Papers
from bot.services.ports import Clock, Pager
from bot.services.receipts import Receipts
from bot.services.rendering import Renderer
from bot.services.transcripts import Transcripts
from bot.services.upkeep import Upkeep
from bot.services.world import Worlds, index_articles
from bot.settings import Settings
from bot.throttle import Throttle
from handlers.world import Duty
from locales.rights import load_articles
from nlp import segment, signals
from nlp.normalize import normalize
from storage import backup, defaults, schema
from storage.notify import Hint, Notices
from storage.seal import Keys
from storage.store import Store

#: The parts of `run --only`.
PARTS = ("web", "telegram", "delivery", "clock")

#: Signals that take the crisis path (contracts.md).
CRISIS = frozenset({"distress", "violence", "detained", "medical_emergency"})
#: Stations that wait for others and may be left at any moment.
INTERRUPTIBLE = frozenset({"telegram", "presses"})

log = journal("app")


class OldSchema(Exception):
    """The database has an old schema: run `python -m bot migrate` first."""


class AlreadyRunning(Exception):
    """Another `run` uses this SQLite file; stop that one first, or use PostgreSQL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Everything that runs, joined."""

    settings: Settings
    store: Store
    bell: Bell
    clock: Clock
    renderer: Renderer
    worlds: Worlds
    intake: Intake
    transcripts: Transcripts
    conversations: Conversations
    casework: Casework
    delivery: Delivery
    jobs: Jobs
    clock_station: ClockStation
    evidence: Evidence
    accounts: Accounts
    directories: Directories
    papers: Papers
    upkeep: Upkeep
    telegram: Telegram | None = None
    rehearsal: bool = False


def real_clock() -> datetime:
    """Tell the real time."""
    return datetime.now(UTC)


def shifted_clock(start: datetime) -> Clock:
    """Make a clock that starts at this time now and runs on."""
    shift = start.astimezone(UTC) - datetime.now(UTC)
    return lambda: datetime.now(UTC) + shift


@asynccontextmanager
async def open_store(settings: Settings, *, migrate: bool) -> AsyncIterator[Store]:
    """Open the database with its keys; on SQLite it is brought up to date first.

    Raises OldSchema where it is not, and that is left to whoever runs many processes.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    keys = Keys.open(settings.key_file)
    if migrate:
        await backup.save_before_migration(settings.database)
        await schema.upgrade(settings.database)
    elif not await schema.is_current(settings.database):
        raise OldSchema(OldSchema.__doc__)
    store = await Store.open(settings.database, keys)
    try:
        yield store
    finally:
        await store.close()


def build(
    settings: Settings,
    store: Store,
    clock: Clock,
    *,
    telegram: Telegram | None = None,
    rehearsal: bool = False,
) -> Product:
    """Construct every station and join them by the bell and the store."""
    segment.load()
    zone, bell = ZoneInfo(settings.time_zone), Bell()
    store.on_commit.append(bell.ring)
    renderer = Renderer(zone)
    pagers = _pagers(settings, telegram)
    worlds = build_worlds(Duty(staffed=settings.duty_post, paged=bool(pagers)))

    def today() -> date:
        return clock().astimezone(zone).date()

    casework = Casework(store, bell, clock, worlds, today)
    alarms = Alarms(store, clock, pagers)
    doors = telegram.pushers if telegram else {}
    delivery = Delivery(store, clock, doors, settings.telegram_rate)
    evidence = Evidence(store, settings.data_dir / "evidence", clock, doors)
    return Product(
        settings=settings, store=store, bell=bell, clock=clock, renderer=renderer, worlds=worlds,
        intake=Intake(store, bell, clock, settings.locale),
        transcripts=Transcripts(store, bell),
        conversations=Conversations(
            store, clock, worlds, renderer, telegram.readers if telegram else {}
        ),
        casework=casework,
        delivery=delivery,
        jobs=Jobs(
            store, clock,
            {"page": alarms.page, "fetch": evidence.fetch, "clear": delivery.clear},
            {"fetch": evidence.give_up},
        ),
        clock_station=ClockStation(store, clock, casework),
        evidence=evidence,
        papers=Papers(store, clock, renderer),
        upkeep=Upkeep(store, clock, settings.data_dir / "evidence", zone),
        accounts=Accounts(store, worlds, totp_required=settings.staff_totp == "required"),
        directories=Directories(store, worlds, casework, clock),
        telegram=telegram,
        rehearsal=rehearsal,
    )  # fmt: skip


def build_worlds(duty: Duty) -> Worlds:
    """Read what every turn shares: directory, calendar, articles."""
    return Worlds(
        defaults.load_directory(),
        defaults.load_calendar(),
        index_articles(load_articles("zh-CN")),
        duty,
    )


def open_accounts(settings: Settings, store: Store) -> Accounts:
    """Open the accounts alone, for commands beside a running server."""
    return Accounts(store, build_worlds(Duty()), totp_required=settings.staff_totp == "required")


def stations(product: Product, parts: frozenset[str]) -> dict[str, Callable[[], Awaitable[int]]]:
    """Name the steps that this process takes, each with the station that wakes it."""
    steps: dict[str, Callable[[], Awaitable[int]]] = {
        "accounts": product.accounts.refresh, "directory": product.directories.refresh,
    }  # fmt: skip
    if parts & {"web", "telegram"}:
        steps["intake"] = product.intake.flush
        steps["inbox"] = product.conversations.take_turns
        steps["seen"] = product.intake.note_seen
        steps["again"] = product.transcripts.look_again
    if "telegram" in parts and product.telegram is not None:
        steps |= product.telegram.receive_into(product.intake, product.bell.call)
    if "delivery" in parts:
        steps["outbox"] = product.delivery.deliver
        steps["jobs"] = product.jobs.work_off
    if "clock" in parts:
        steps["timers"] = product.clock_station.fire
        steps["upkeep"] = product.upkeep.tidy
    return steps


async def keep_going(
    product: Product, name: str, step: Callable[[], Awaitable[int]], stop: asyncio.Event
) -> None:
    """Take a station's step again and again; when there is nothing, wait for the bell, a second."""
    while not stop.is_set():
        try:
            done = await step()
        except Exception as failed:
            log.error("station.failed", name=name, error=failed)
            await asyncio.sleep(1)
            continue
        if not done:
            await product.bell.hear(name, 1.0)


def _pagers(settings: Settings, telegram: Telegram | None) -> tuple[Pager, ...]:
    """Return where an alarm rings besides the desk's own bell."""
    pagers: list[Pager] = []
    if settings.duty_webhook:
        pagers.append(WebhookPager(settings.duty_webhook))
    if settings.duty_telegram_chat and telegram is not None:
        pagers.append(telegram.pager(settings.duty_telegram_chat))
    return tuple(pagers)


def is_crisis(text: str, today: date) -> bool:
    """Whether a text speaks of a life in danger: it passes every limit."""
    heard = signals.find_signals(normalize(text), today)
    return any(signal.value in CRISIS for signal in heard)


def build_site(product: Product) -> web.Application:
    """Build the web application: chat, desk, probes."""
    site = web.Application(client_max_size=210 * 1024 * 1024)
    settings = product.settings
    add_chat(
        site,
        ChatParts(
            intake=product.intake, transcript=product.transcripts, evidence=product.evidence,
            receipts=Receipts(product.store), settings=settings,
            words=product.renderer.words(settings.locale), clock=product.clock,
            papers=product.papers,
            throttle=Throttle(settings.address_limit, settings.conversation_limit),
            is_crisis=lambda text: is_crisis(text, product.clock().date()),
        ),
    )  # fmt: skip
    add_desk(
        site,
        DeskParts(
            settings=settings, store=product.store, bell=product.bell, clock=product.clock,
            casework=product.casework, accounts=product.accounts, evidence=product.evidence,
            intake=product.intake, worlds=product.worlds, renderer=product.renderer,
            presenter=Presenter(product.renderer.zone), rehearsal=product.rehearsal,
        ),
    )  # fmt: skip
    if product.telegram is not None:
        product.telegram.add_webhook(site, product.intake, product.bell.call)
    add_probes(site, product.store)
    return site


@asynccontextmanager
async def lock_data(settings: Settings) -> AsyncIterator[None]:
    """Refuse a second `run` on the same SQLite file; raises AlreadyRunning."""
    if settings.database_url:
        yield
        return
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    path: Path = settings.data_dir / "run.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise AlreadyRunning(AlreadyRunning.__doc__) from taken
        yield


async def run(
    settings: Settings,
    clock: Clock,
    parts: frozenset[str],
    started: Callable[[Product, str], Awaitable[None]],
    *,
    rehearsal: bool = False,
) -> None:
    """Run until SIGTERM or SIGINT; the turn in hand is finished, the rest waits."""
    async with (
        lock_data(settings),
        open_store(settings, migrate=not settings.database_url) as store,
        AsyncExitStack() as leaving,
    ):
        telegram = await leaving.enter_async_context(open_telegram(settings))
        product = build(settings, store, clock, telegram=telegram, rehearsal=rehearsal)
        await product.accounts.refresh()
        await product.directories.refresh()
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        await leaving.enter_async_context(hearing(product))
        async with serving(product, parts) as address, asyncio.TaskGroup() as group:
            steps = stations(product, parts)
            tasks = {
                name: group.create_task(keep_going(product, name, step, stop))
                for name, step in steps.items()
            }
            await started(product, address)
            await stop.wait()
            log.info("app.stopping")
            for name, task in tasks.items():
                product.bell.call(name)
                if name in INTERRUPTIBLE:
                    task.cancel()
        await product.delivery.finish()


@asynccontextmanager
async def hearing(product: Product) -> AsyncIterator[None]:
    """Hear what other processes commit and tell them of ours, where there can be others."""
    store, bell = product.store, product.bell
    if store.dialect != "postgresql":
        yield
        return

    def heard(hint: Hint) -> None:
        for conversation, seq in hint.last_seqs.items():
            bell.learn(conversation, seq)
        for station in hint.stations:
            bell.call(station)
        if "keys" in hint.stations:
            product.intake.forget_keys()

    notices = Notices(store.url, heard)
    store.tell = notices.send
    keeping = asyncio.create_task(notices.keep_open())
    try:
        yield
    finally:
        store.tell = None
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping


@asynccontextmanager
async def serving(product: Product, parts: frozenset[str]) -> AsyncIterator[str]:
    """Answer web requests while this is open; yields the address people use."""
    posted = product.telegram is not None and product.telegram.is_webhook
    if not parts & ({"web", "telegram"} if posted else {"web"}):
        yield product.settings.address
        return
    runner = web.AppRunner(build_site(product), access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.TCPSite(runner, product.settings.host, product.settings.port).start()
        yield _address(product.settings, runner)
    finally:
        with suppress(asyncio.CancelledError):
            await runner.cleanup()


def _address(settings: Settings, runner: web.AppRunner) -> str:
    if settings.public_url:
        return settings.public_url
    return f"http://{settings.host}:{runner.addresses[0][1]}"
