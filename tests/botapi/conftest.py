"""The server and a living product for every test of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.store import Store
from tests.botapi.living import Living, living
from tests.botapi.server import BotApi, serving


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A Bot API server on a free port."""
    async with serving() as running:
        yield running


@pytest.fixture
async def alive(store: Store, tmp_path: Path, api: BotApi) -> AsyncIterator[Living]:
    """The product at work behind it."""
    async with living(store, tmp_path, api) as running:
        yield running
