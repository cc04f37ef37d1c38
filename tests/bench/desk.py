"""`python -m tests.bench --desk`: the desk over a hundred thousand cases, by its own pages.

The same questions are asked at a thousand cases and at a hundred thousand, through the whole web
application in this process; times are those of the answer as the browser sees it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from aiohttp.test_utils import TestClient, TestServer

from bot import app
from bot.desk.session import cookie_name
from bot.settings import Settings
from handlers.case import Case, Hold, Mark, Status
from handlers.claimant import Claimant
from handlers.facts import Known
from handlers.officer import OfficerId
from storage import schema
from storage.records import cases, history
from storage.seal import Keys
from storage.store import Store
from tests.storage import build

FEW, MANY = 1_000, 100_000
#: How often each question is asked, and how many entries the long history has.
ASKED, LONG = 25, 40
BATCH = 1_000
#: What the design promises, in milliseconds.
SEARCH, VERIFY, QUEUE, PAGE = 100, 50, 100, 60
#: How much slower the first page of the queue may be with a hundred times the cases.
GROWTH = 1.5

_PLACES = ("430112", "440106", "510107", "320583", "410105", "150203", "430102", "440305")
_FIRST, _SECOND = "恒永金宏顺鑫大华中天安泰兴隆", "达盛源图发隆地成建宇和通业丰"
_TRADES = ("建筑劳务", "电子", "餐饮", "装饰", "制衣", "物流", "园林", "钢构", "机电", "市政工程")
_SITES = ("公租房", "医院", "学校", "地铁", "商场", "厂房", "安置房", "桥梁", "管廊", "产业园")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静强磊军洋勇艳杰涛明超秀霞平刚桂"
_OPEN = ("filed", "delivered", "accepted", "verifying", "ordered", "mediated", "paying", "paid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How long a question took, in milliseconds."""

    median: float
    longest: float


def main() -> None:
    """Fill, ask, and tell what was found."""
    raise SystemExit(0 if asyncio.run(_measure()) else 1)


async def _measure() -> bool:
    with TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/desk.db"
        await schema.upgrade(url)
        store = await Store.open(url, Keys.fresh())
        try:
            return await _ask_everything(store, Path(folder))
        finally:
            await store.close()


async def _ask_everything(store: Store, folder: Path) -> bool:
    settings = Settings(data_dir=folder, staff_totp="optional", _env_file=None)  # type: ignore[call-arg]
    product = app.build(settings, store, app.real_clock)
    link = await product.accounts.first_link()
    assert link
    signed = await product.accounts.create_first(
        link.partition("first=")[2], "supervisor", "a long password"
    )
    cookies = {cookie_name(secure=False): signed.secret}
    async with TestClient(TestServer(app.build_site(product)), cookies=cookies) as desk:
        dice = Random(2027)
        await _fill(store, dice, FEW)
        few = await _queue(desk)
        began = perf_counter()
        known = await _fill(store, dice, MANY - FEW)
        print(f"{MANY:,} cases filled in {perf_counter() - began:.0f} s")
        return await _tell(desk, store, known, few)


async def _tell(desk: TestClient, store: Store, known: Case, few: Taken) -> bool:  # type: ignore[type-arg]
    held = True
    for name, path in _searches(known):
        held &= _say(f"search: {name}", await _ask(_get(desk, path)), SEARCH)
    held &= _say(f"history of {LONG} entries verified", await _ask(_verify(store, known)), VERIFY)
    many = await _queue(desk)
    _say(f"first page of the queue at {FEW:,} cases", few, QUEUE)
    held &= _say(f"first page of the queue at {MANY:,} cases", many, QUEUE)
    growth = many.median / few.median
    print(f"{'':2}{'growth of the queue':<46}{growth:>9.2f}    (wanted: {GROWTH})")
    for name, path in (
        ("data of a case", f"/desk/api/cases/{known.reference}"),
        ("page of a case", f"/desk/cases/{known.reference}"),
    ):
        held &= _say(name, await _ask(_get(desk, path)), PAGE)
    return held and growth <= GROWTH


def _searches(known: Case) -> Iterator[tuple[str, str]]:
    firm, name = str(known.facts["employer"].value), str(known.facts["name"].value)
    phone = str(known.facts["phone"].value)
    for what, words in (
        ("reference", known.reference), ("whole firm", firm), ("two characters of many", "劳务"),
        ("site", str(known.facts["site"].value)), ("name", name), ("telephone", phone),
        ("last four digits", phone[-4:]), ("what nobody has", "龘龘"),
    ):  # fmt: skip
        yield what, f"/desk/api/cases?limit=50&q={words}"


async def _queue(desk: TestClient) -> Taken:  # type: ignore[type-arg]
    return await _ask(_get(desk, "/desk/api/cases?limit=50&phase=open"))


def _get(desk: TestClient, path: str) -> Callable[[], Awaitable[None]]:  # type: ignore[type-arg]
    async def ask() -> None:
        async with desk.get(path) as answer:
            assert answer.status == 200, (path, answer.status)
            await answer.read()

    return ask


def _verify(store: Store, case: Case) -> Callable[[], Awaitable[None]]:
    async def ask() -> None:
        async with store.reading() as reading:
            assert await history.verify(reading, case.id) is None

    return ask


async def _ask(question: Callable[[], Awaitable[None]]) -> Taken:
    """Ask twice to warm up, then as often as counts."""
    spent: list[float] = []
    for _ in range(2 + ASKED):
        began = perf_counter()
        await question()
        spent.append((perf_counter() - began) * 1000)
    ordered = sorted(spent[2:])
    return Taken(median=ordered[len(ordered) // 2], longest=ordered[-1])


def _say(what: str, taken: Taken, wanted: float) -> bool:
    print(f"  {what:<46}{taken.median:>9.1f} ms (longest {taken.longest:.0f}, wanted: {wanted})")
    return taken.median <= wanted


# -- a hundred thousand cases ---------------------------------------------------------------------


async def _fill(store: Store, dice: Random, count: int) -> Case:
    """Write so many cases with their histories; returns the last one, whose history is long."""
    last = None
    for _ in range(0, count, BATCH):
        made = [_draw(dice) for _ in range(BATCH)]
        last = made[-1] = replace(made[-1], last_seq=LONG)
        async with store.transaction() as work:
            await cases.insert(work, [(case, f"check{case.id}") for case in made])
            await history.append_all(
                work,
                {case.id: [build.entry(n) for n in range(1, case.last_seq + 1)] for case in made},
            )
    assert last
    return last


def _draw(dice: Random) -> Case:
    place = dice.choice(_PLACES)
    filed = datetime.now(UTC) - timedelta(days=dice.randrange(400), minutes=dice.randrange(1440))
    name = dice.choice(_SURNAMES) + dice.choice(_GIVEN) + dice.choice(_GIVEN)
    phone = f"13{dice.randrange(10**9):09}"
    firm = f"{dice.choice(_FIRST)}{dice.choice(_SECOND)}{dice.choice(_TRADES)}有限公司"
    ended = dice.random() < 0.6
    main = Status.CLOSED if ended else Status(dice.choice(_OPEN))
    due = (filed + timedelta(days=dice.randrange(400))).date().isoformat()
    plain = build.case(f"{place}-labor_inspection")
    sums = dice.randrange(2_000, 90_000) * 100
    hold = Hold(officer=OfficerId(9), username="officer.9", name="监察员", agency=None, since=filed)
    return replace(
        plain, main=main, outcome="paid" if ended else None, filed_at=filed, last_seq=3,
        level=dice.choice(("P1", "P2", "P3", "P3")), held_by=hold if dice.random() < 0.8 else None,
        facts={
            **plain.facts, "employer": Known(value=firm), "name": Known(value=name),
            "site": Known(value=dice.choice(_FIRST) + dice.choice(_SECOND) + dice.choice(_SITES)),
            "phone": Known(value=phone), "amount_fen": Known(value=sums),
        },
        clocks=() if ended else (build.clock(due), build.clock(due, "order_pay", kind="desk")),
        claimants=(Claimant(id="c1", name=name, phone=phone, own=True, stated_fen=sums),),
        marks=(Mark(name="listed", since=filed, by="x"),) if dice.random() < 0.01 else (),
    )  # fmt: skip


if __name__ == "__main__":
    main()
