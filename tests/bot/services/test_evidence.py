"""Files that come in: what they are is told by their bytes, and nothing half is ever a file."""

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.services.evidence import Evidence, tell_type
from handlers.errors import Conflict, Invalid, NotFound
from handlers.lead import ConversationId
from storage.records import conversations
from storage.records.conversations import Conversation
from storage.store import Store
from tests.bot.channels.web.fakes import PNG

NOW = datetime(2026, 11, 24, tzinfo=UTC)
MINE = ConversationId(1)
BIG_PNG = PNG + bytes(3_000_000)


async def chunks(body: bytes, size: int = 70_000) -> AsyncIterator[bytes]:
    """Hand out a body the way a line does."""
    for start in range(0, len(body), size):
        yield body[start : start + size]


async def broken(body: bytes) -> AsyncIterator[bytes]:
    """Hand out a body and then break."""
    yield body
    raise ConnectionResetError


@pytest.fixture
async def evidence(store: Store, tmp_path: Path) -> Evidence:
    """Return the service, with one conversation to keep files for."""
    one = Conversation(
        id=MINE, door="web", address=None, locale="zh-CN", created_at=NOW, updated_at=NOW
    )
    async with store.transaction() as work:
        await conversations.create(work, one, "key")
    return Evidence(store, tmp_path / "evidence", lambda: NOW)


def on_disk(tmp_path: Path) -> list[Path]:
    """Return every file under the folder of evidence."""
    return [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]


async def read(evidence: Evidence, file: str) -> bytes:
    """Return what a file holds."""
    return b"".join([chunk async for chunk in evidence.read(file)])


async def test_what_is_kept_is_sealed_and_opens_to_the_same(
    evidence: Evidence, tmp_path: Path
) -> None:
    file = await evidence.keep(MINE, "牌子.png", chunks(BIG_PNG), 10_000_000)

    kept = await evidence.describe(MINE, file)
    [path] = on_disk(tmp_path)
    assert (kept.kind, kept.type, kept.size, kept.name) == (
        "photo", "image/png", len(BIG_PNG), "牌子.png",
    )  # fmt: skip
    assert PNG not in path.read_bytes()
    assert await read(evidence, file) == BIG_PNG


@pytest.mark.parametrize(
    ("body", "limit", "code"),
    [
        (b"MZ" + bytes(20_000), 10**6, "file_type"),
        (b"<html>", 10**6, "file_type"),
        (b"", 10**6, "file_empty"),
        (BIG_PNG, 1_000_000, "file_large"),
    ],
)
async def test_what_is_refused_leaves_nothing(
    evidence: Evidence, tmp_path: Path, body: bytes, limit: int, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await evidence.keep(MINE, "a.png", chunks(body), limit)

    assert refused.value.code == code
    assert on_disk(tmp_path) == []


async def test_a_line_that_breaks_leaves_nothing(evidence: Evidence, tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        await evidence.keep(MINE, "a.png", broken(BIG_PNG), 10_000_000)

    assert on_disk(tmp_path) == []


async def test_nobody_elses_file_is_told_of(evidence: Evidence) -> None:
    file = await evidence.keep(MINE, "a.png", chunks(PNG), 1000)

    with pytest.raises(NotFound):
        await evidence.describe(ConversationId(2), file)


async def test_an_upload_in_pieces_becomes_one_file_once(
    evidence: Evidence, tmp_path: Path
) -> None:
    upload = await evidence.begin(MINE, "a.png", len(BIG_PNG))
    half = await evidence.extend(MINE, upload, 0, chunks(BIG_PNG[:1_500_000]))
    with pytest.raises(Conflict) as unfinished:
        await evidence.finish(MINE, upload)
    with pytest.raises(Conflict) as wrong:
        await evidence.extend(MINE, upload, 7, chunks(BIG_PNG))
    await evidence.extend(MINE, upload, half, chunks(BIG_PNG[half:]))

    first, again = await evidence.finish(MINE, upload), await evidence.finish(MINE, upload)

    assert first == again
    assert (unfinished.value.code, wrong.value.code) == ("upload_unfinished", "wrong_offset")
    assert wrong.value.details["offset"] == half
    assert await read(evidence, first) == BIG_PNG
    assert len(on_disk(tmp_path)) == 1


async def test_more_than_was_announced_is_refused_and_what_was_here_stays(
    evidence: Evidence,
) -> None:
    upload = await evidence.begin(MINE, "a.png", len(PNG))
    await evidence.extend(MINE, upload, 0, chunks(PNG[:30]))

    with pytest.raises(Invalid):
        await evidence.extend(MINE, upload, 30, chunks(PNG[30:] + b"more"))

    assert await evidence.offset(MINE, upload) == 30


async def test_an_upload_that_is_no_photo_is_refused_at_its_first_piece(
    evidence: Evidence,
) -> None:
    upload = await evidence.begin(MINE, "a.png", 2_000_000)

    with pytest.raises(Invalid) as refused:
        await evidence.extend(MINE, upload, 0, chunks(b"MZ" + bytes(100_000)))

    assert refused.value.code == "file_type"


async def test_somebody_elses_upload_is_unknown(evidence: Evidence) -> None:
    upload = await evidence.begin(MINE, "a.png", 10)

    with pytest.raises(NotFound):
        await evidence.offset(ConversationId(2), upload)


def _office(first: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        for name in ("[Content_Types].xml", "_rels/.rels", first):
            book.writestr(name, "<x/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "told"),
    [
        (PNG, "a.exe", "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(600), "a", "image/jpeg"),
        (b"%PDF-1.7" + bytes(600), "a.pdf", "application/pdf"),
        (b"#!AMR\n" + bytes(600), "a.amr", "audio/amr"),
        (b"\x1aE\xdf\xa3\x42\x82\x84webm" + b"A_OPUS" + bytes(600), "v.webm", "audio/webm"),
        (b"<svg onload=alert(1)>", "a.svg", ""),
        (b"#!/bin/sh", "a.jpg", ""),
    ],
)
def test_a_type_is_told_by_the_bytes(head: bytes, name: str, told: str) -> None:
    assert tell_type(head, name) == told


def test_an_office_file_is_one_and_a_plain_zip_is_none() -> None:
    document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as plain:
        plain.writestr("a.txt", "0" * 1000)

    assert tell_type(_office("word/document.xml"), "合同.docx") == document
    assert tell_type(packed.getvalue(), "合同.docx") == "application/zip"
