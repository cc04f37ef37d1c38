"""Files of evidence on disk: sealed in chunks, synced before any row speaks of them."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from storage.seal import CHUNK_BYTES, HEAD_BYTES, SEALED_CHUNK_BYTES, BrokenSealError, Keys

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_PART = ".part"


async def write_sealed(
    keys: Keys, root: Path, file: str, chunks: AsyncIterator[bytes]
) -> tuple[int, bytes]:
    """Seal and sync a file; return its size and SHA-256. A source that raises leaves nothing."""
    path = path_of(root, file)
    part = path.with_name(path.name + _PART)
    sealer = keys.file_sealer(file)
    size, content, kept = 0, sha256(), bytearray()
    opened = await asyncio.to_thread(_create, part, sealer.head)
    try:
        async for chunk in chunks:
            size += len(chunk)
            content.update(chunk)
            kept += chunk
            while len(kept) > CHUNK_BYTES:
                sealed = sealer.seal(bytes(kept[:CHUNK_BYTES]), last=False)
                del kept[:CHUNK_BYTES]
                await asyncio.to_thread(opened.write, sealed)
        await asyncio.to_thread(_finish, opened, sealer.seal(bytes(kept), last=True), path)
    except BaseException:
        part.unlink(missing_ok=True)
        # on a full disk closing fails, too: it would write what is left
        with suppress(OSError):
            opened.close()
        raise
    return size, content.digest()


async def read_sealed(keys: Keys, root: Path, file: str) -> AsyncIterator[bytes]:
    """Open a file chunk by chunk; raises `BrokenSealError` where it was changed or cut."""
    pieces = _pieces(keys, path_of(root, file), file)
    while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
        yield piece


def path_of(root: Path, file: str) -> Path:
    """Return where a file lies; names that could lead elsewhere are refused."""
    if not _NAME.fullmatch(file):
        raise ValueError(f"{file!r} cannot be the name of a file.")
    return root / sha256(file.encode()).hexdigest()[:2] / file


async def remove(root: Path, files: Collection[str]) -> None:
    """Remove files; one that is not there is no matter."""
    for file in files:
        await asyncio.to_thread(path_of(root, file).unlink, missing_ok=True)


async def older_than(root: Path, before: datetime) -> list[str]:
    """Return the files last written before then, the half-written among them."""
    return await asyncio.to_thread(lambda: sorted(_old(root, before)))


def _create(part: Path, head: bytes) -> BinaryIO:
    part.parent.mkdir(parents=True, exist_ok=True)
    opened = part.open("wb")
    opened.write(head)
    return opened


def _finish(opened: BinaryIO, last: bytes, path: Path) -> None:
    with opened:
        opened.write(last)
        opened.flush()
        os.fsync(opened.fileno())
    Path(opened.name).rename(path)
    # the name must survive a power cut too
    for folder in (path.parent, path.parent.parent):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _pieces(keys: Keys, path: Path, file: str) -> Iterator[bytes]:
    with path.open("rb") as opened:
        opener = keys.file_opener(file, opened.read(HEAD_BYTES))
        sealed = opened.read(SEALED_CHUNK_BYTES)
        if not sealed:
            raise BrokenSealError(f"File {file} was cut.")
        while sealed:
            following = opened.read(SEALED_CHUNK_BYTES)
            yield opener.open_(sealed, last=not following)
            sealed = following


def _old(root: Path, before: datetime) -> Iterator[str]:
    for path in root.glob("*/*"):
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if path.is_file() and written < before:
            yield path.name
