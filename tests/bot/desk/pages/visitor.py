"""Somebody at the desk with nothing but plain HTML: follows links, fills forms, sees pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from aiohttp import CookieJar, FormData
from aiohttp.test_utils import TestClient, TestServer
from argon2 import PasswordHasher

from bot import app
from handlers.officer import Grant, Role
from tests.product import Stage

PASSWORD = "pass-word-12"
COUNTY = "430112"


@dataclass
class Page:
    """A page as it came back."""

    status: int
    html: str
    headers: Any
    location: str | None = None

    @property
    def text(self) -> str:
        """What a person reads."""
        plain = re.sub(r"<(script|style|svg)[^>]*>.*?</\1>|<[^>]+>", " ", self.html, flags=re.S)
        return " ".join(unescape(plain).split())

    def value(self, name: str) -> str:
        """The value of a field of the page, hidden or not."""
        found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', self.html)
        return unescape(found.group(1)) if found else ""

    def forms(self) -> list[str]:
        """Where the page's forms go."""
        return re.findall(r'<form method="post" action="([^"]+)"', self.html)


@dataclass
class Visitor:
    """A browser without script, with its own cookies."""

    stage: Stage
    client: TestClient[Any, Any]
    people: set[str] = field(default_factory=set)

    @classmethod
    async def open(cls, stage: Stage) -> "Visitor":
        """Serve the product and open a browser on it."""
        # the cost of a real hash is not what these tests are about
        stage.product.accounts._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        server = TestServer(app.build_site(stage.product))
        client = TestClient(server, cookie_jar=CookieJar(unsafe=True))
        await client.start_server()
        return cls(stage=stage, client=client)

    async def sign_in(
        self, username: str, *roles: Role, division: str | None = COUNTY, agency: str | None = None
    ) -> Page:
        """Sign in as somebody with these roles, who is made where he does not exist."""
        if username not in self.people:
            grants: Sequence[Grant] = [
                Grant(role=role, division=division, agency=agency) for role in roles
            ]
            await self.stage.product.accounts.add(username, grants, password=PASSWORD)
            self.people.add(username)
        self.client.session.cookie_jar.clear()
        return await self.send("/desk/login", username=username, password=PASSWORD)

    async def see(self, path: str, **query: str) -> Page:
        """Look at a page."""
        async with self.client.get(path, params=query, allow_redirects=False) as got:
            return await _page(got)

    async def send(self, path: str, files: dict[str, bytes] | None = None, **fields: Any) -> Page:
        """Send a form as it is."""
        form = FormData()
        for name, value in fields.items():
            for one in value if isinstance(value, list) else [value]:
                form.add_field(name.replace("__", "/"), one)
        for name, content in (files or {}).items():
            form.add_field(name, content, filename="slip.png", content_type="image/png")
        async with self.client.post(path, data=form, allow_redirects=False) as got:
            return await _page(got)

    async def press(self, on: str, path: str, **more: Any) -> Page:
        """Send a form of a page, with what the page hides in it."""
        page = await self.see(on)
        hidden = {"csrf": page.value("csrf")}
        if version := page.value("version"):
            hidden["version"] = version
        return await self.send(path, **(hidden | more))

    async def move(self, reference: str, action: str, **more: Any) -> Page:
        """Do a move from the case's page."""
        base = f"/desk/cases/{reference}"
        return await self.press(base, f"{base}/{action}", **more)


async def _page(got: Any) -> Page:
    return Page(
        status=got.status, html=await got.text(errors="replace"), headers=got.headers,
        location=got.headers.get("Location"),
    )  # fmt: skip
