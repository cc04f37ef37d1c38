"""A generic fuzzer at a live server on loopback: no 5xx, no answer that is not described."""

import asyncio
import itertools
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import schemathesis
from aiohttp import web
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot import app
from bot.desk.api.openapi import document
from bot.desk.guard import SCOPES
from handlers.officer import Grant, Role
from storage.seal import Keys
from storage.store import Store
from tests.bot.desk.api.outside import FACTS, Outside
from tests.product import Stage, build_stage

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip
#: How often each operation is called.
EXAMPLES = 4

schema = schemathesis.openapi.from_dict(document())


@dataclass
class Live:
    """A server that runs in a thread of its own, with cases, an alarm and tasks to stumble on."""

    address: str = ""
    token: str = ""
    named: tuple[dict[str, str], ...] = ()


async def serve(stage: Stage, live: Live, ready: threading.Event, over: threading.Event) -> None:
    outside = await Outside.open(stage)
    officer = await outside.everywhere("fuzz", "officer", "supervisor", "intake")
    filed = [await outside.file(officer, funding=None) for _ in range(3)]
    for action in (None, "claim"):
        if action:
            await officer.act(filed[0], action)
    await (await stage.open()).say("不给钱，我站在楼顶，不想活了")
    alarms = (await officer.get("alarms")).body["alarms"]
    tasks = (await officer.get("tasks")).body["tasks"]
    live.named = tuple(
        {"reference": reference, "alarm": alarm["alarm"], "task": task["task"], "username": "fuzz"}
        for reference, alarm, task in zip(filed, alarms * 3, tasks, strict=False)
    )
    runner = web.AppRunner(app.build_site(stage.product))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    live.address = f"http://127.0.0.1:{runner.addresses[0][1]}/desk/api"
    live.token = str(officer.token)
    ready.set()
    await asyncio.to_thread(over.wait)
    await runner.cleanup()
    await outside.client.close()


@pytest.fixture(scope="module")
def live(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The server, until the module is done."""
    folder = tmp_path_factory.mktemp("fuzz")
    running, ready, over = Live(), threading.Event(), threading.Event()

    (folder / "test.db").write_bytes(migrated_file.read_bytes())

    async def main() -> None:
        store = await Store.open(f"sqlite+aiosqlite:///{folder}/test.db", Keys.fresh())
        try:
            await serve(build_stage(store, folder), running, ready, over)
        finally:
            await store.close()

    thread = threading.Thread(target=lambda: asyncio.run(main()), daemon=True)
    thread.start()
    assert ready.wait(30)
    yield running
    over.set()
    thread.join(30)


turns = itertools.count()


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
    phases=[Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_no_answer_is_a_surprise(case: schemathesis.Case, live: Live) -> None:  # type: ignore[type-arg]
    """Every other call is about something that is there."""
    number = next(turns)
    if number % 2 and live.named:
        known = live.named[number // 2 % len(live.named)]
        case.path_parameters = {name: known.get(name, value) for name, value in
                                dict(case.path_parameters or {}).items()}  # fmt: skip
    response = case.call(
        base_url=live.address, headers={"Authorization": f"Bearer {live.token}"}, timeout=10
    )
    case.validate_response(response, checks=CHECKS)


def test_the_description_names_every_call_and_scope() -> None:
    paths = document()["paths"]
    assert isinstance(paths, dict)

    assert {"/cases", "/alarms", "/tasks", "/figures", "/cases/{reference}/reads"} <= set(paths)
    assert "/cases/{reference}/actions/claim" in paths
    assert "/cases/{reference}/actions/worker_paid" not in paths
    assert all(scope in str(document()["components"]) for scope in SCOPES)
    assert FACTS.keys() <= set(str(paths).replace("'", " ").split())
    assert Grant(role=Role.OFFICER).agency is None
