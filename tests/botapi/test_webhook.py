"""Telegram posts its updates to us; who does not know the secret gets nowhere."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram.webhook import PATH
from storage.store import Store
from tests.botapi.living import CHAT, Living, living
from tests.botapi.server import BotApi
from tests.botapi.test_talking import STORY


@pytest.fixture
async def posted(store: Store, tmp_path: Path, api: BotApi) -> AsyncIterator[Living]:
    """A product that is posted to, at an address the world knows."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with living(
        store, tmp_path, api, telegram_mode="webhook", telegram_webhook_secret="s3cret-of-nobody",
        public_url=f"http://127.0.0.1:{port}", listen=f"127.0.0.1:{port}",
    ) as running:  # fmt: skip
        await api.until(lambda: bool(api.webhook))
        yield running


async def test_the_webhook_is_set_to_the_public_address_with_its_secret(posted: Living) -> None:
    assert posted.api.webhook["url"] == posted.product.settings.public_url + PATH
    assert posted.api.webhook["secret_token"] == "s3cret-of-nobody"
    assert posted.api.calls["getUpdates"] == 0


async def test_a_story_posted_to_us_is_answered(posted: Living) -> None:
    await posted.person().say(STORY)
    await posted.api.deliver_by_webhook()

    assert len(await posted.api.heard(CHAT, 2)) == 2


async def test_the_same_post_three_times_is_one_message(posted: Living) -> None:
    update = posted.person().update(message=posted.person().message(text=STORY))

    assert [await posted.api.post_webhook(update) for _ in range(3)] == [200, 200, 200]
    await posted.api.heard(CHAT, 2)

    said = [one for one in await posted.transcript() if one.sender == "worker"]
    assert [one.text for one in said] == [STORY]


@pytest.mark.parametrize("secret", ["wrong", "s3cret-of-nobod", "密"])
async def test_a_forged_post_is_refused(posted: Living, secret: str) -> None:
    update = posted.person().update(message=posted.person().message(text=STORY))

    headers = {"X-Telegram-Bot-Api-Secret-Token": secret.encode().decode("latin-1")}
    async with posted.http.post(posted.site + PATH, json=update, headers=headers) as answer:
        assert answer.status == 401
    async with posted.http.post(posted.site + PATH, json=update) as answer:
        assert answer.status == 401


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"\xff\xfe", b"{", b'{"update_id": "1"}', b"[" * 9000]
)
async def test_what_is_no_update_is_refused(posted: Living, body: bytes) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": "s3cret-of-nobody"}

    async with posted.http.post(posted.site + PATH, data=body, headers=headers) as answer:
        assert answer.status == 400
