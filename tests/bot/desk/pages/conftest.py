"""A desk in a browser without script, on each real database."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.desk.pages.visitor import Visitor
from tests.product import Stage


@pytest.fixture
async def visitor(stage: Stage) -> AsyncIterator[Visitor]:
    """Somebody who visits the desk."""
    opened = await Visitor.open(stage)
    yield opened
    await opened.client.close()
