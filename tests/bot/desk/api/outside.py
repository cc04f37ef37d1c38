"""An outside system at the desk API: tokens for people with roles, and calls over HTTP."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from bot import app
from bot.desk.guard import SCOPES
from handlers.case import Case
from handlers.officer import Grant, Officer, Role
from storage.records import cases, officers
from tests.product import EVERYWHERE, Stage

COUNTY = "430112"
INSPECTION = f"{COUNTY}-labor_inspection"
#: A caller's story, complete enough to be accepted.
FACTS: dict[str, Any] = {
    "division": COUNTY, "employer": "望城某某劳务公司", "amount_fen": 700_000, "name": "陈德水",
    "phone": "13800001234", "industry": "construction", "funding": "private",
    "period_end": "2026-10", "headcount": 1,
}  # fmt: skip


@dataclass
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> str:
        """The error's code, empty where there is none."""
        return self.body["error"]["code"] if "error" in self.body else ""


@dataclass
class Caller:
    """Somebody with a token."""

    outside: "Outside"
    token: str | None
    officer: Officer | None = None

    async def get(self, path: str, **query: Any) -> Answer:
        """Ask for something."""
        return await self.call("GET", path, params=query)

    async def post(self, path: str, body: Any = None, **more: Any) -> Answer:
        """Order something; without a body none is sent."""
        sent = {} if body is None else {"json": body}
        return await self.call("POST", path, **sent, **more)

    async def act(self, reference: str, action: str, body: Any = None, **more: Any) -> Answer:
        """Do a move of a case."""
        return await self.post(f"cases/{reference}/actions/{action}", body, **more)

    async def call(self, method: str, path: str, **more: Any) -> Answer:
        """Call the API."""
        headers = dict(more.pop("headers", {}))
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        url = f"/desk/api/{path}"
        async with self.outside.client.request(method, url, headers=headers, **more) as got:
            body = await got.json() if got.content_type == "application/json" else await got.read()
            return Answer(status=got.status, body=body, headers=got.headers)


@dataclass
class Outside:
    """The whole product behind its own web server."""

    stage: Stage
    client: TestClient[Any, Any]
    people: dict[str, Caller] = field(default_factory=dict)

    @classmethod
    async def open(cls, stage: Stage) -> "Outside":
        """Start the server."""
        client: TestClient[Any, Any] = TestClient(TestServer(app.build_site(stage.product)))
        await client.start_server()
        return cls(stage=stage, client=client)

    async def person(
        self, username: str, *roles: str, division: str | None = COUNTY,
        agency: str | None = INSPECTION, scopes: Iterable[str] = SCOPES,
    ) -> Caller:  # fmt: skip
        """Make an account with a token."""
        accounts = self.stage.product.accounts
        grants = [Grant(role=Role(role), division=division, agency=agency) for role in roles]
        await accounts.add(username, grants)
        token = await accounts.add_token(f"t.{username}", frozenset(scopes), username)
        async with self.stage.product.store.reading() as reading:
            account = await officers.by_username(reading, username)
        assert account is not None
        caller = Caller(outside=self, token=token, officer=account.officer)
        self.people[username] = caller
        return caller

    async def everywhere(self, username: str, *roles: str) -> Caller:
        """Make an account that is nationwide over every agency."""
        return await self.person(username, *roles, division=None, agency=None)

    def nobody(self) -> Caller:
        """Somebody without a token."""
        return Caller(outside=self, token=None)

    async def file(self, by: Caller, **facts: Any) -> str:
        """File a case for a caller; returns its reference."""
        told = {name: value for name, value in {**FACTS, **facts}.items() if value is not None}
        answer = await by.post("cases", {"facts": told})
        assert answer.status == 201, answer.body
        return str(answer.body["reference"])

    async def stored(self, reference: str) -> Case:
        """Return a case as it is stored."""
        async with self.stage.product.store.reading() as reading:
            return await cases.get(reading, reference, EVERYWHERE)

    async def put(self, case: Case) -> None:
        """Store a case as a test wants it."""
        async with self.stage.product.store.transaction() as work:
            await cases.lock(work, [case.id])
            await cases.save(work, [case])
