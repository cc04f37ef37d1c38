"""The API of a whole product, over HTTP, on each real database."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.desk.api.outside import Outside
from tests.product import Stage


@pytest.fixture
async def outside(stage: Stage) -> AsyncIterator[Outside]:
    """An outside system that calls the desk API."""
    opened = await Outside.open(stage)
    yield opened
    await opened.client.close()
