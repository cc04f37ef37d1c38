"""Keeps what is sent as evidence: type told by content, sealed while it arrives, safe before a row.

A file is on disk, sealed and synced, before anything speaks of it; what is never spoken of is swept
after a day. A resumable upload is kept in sealed pieces and becomes one file when it is whole.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.services.ports import Clock
from handlers.errors import NotFound
from handlers.lead import ConversationId
from storage import files
from storage.records import evidence, uploads
from storage.records.evidence import EvidenceRow
from storage.records.uploads import Upload
from storage.store import Store

Kind = Literal["photo", "video", "voice", "document"]

#: What can be looked at later, by what the bytes say; whatever else it claims to be is not taken.
KINDS: dict[str, Kind] = {
    "image/jpeg": "photo", "image/png": "photo", "image/gif": "photo", "image/webp": "photo",
    "image/heic": "photo", "image/avif": "photo", "image/bmp": "photo", "image/tiff": "photo",
    "video/mp4": "video", "video/quicktime": "video", "video/x-m4v": "video",
    "video/3gpp": "video", "video/webm": "video", "video/x-matroska": "video",
    "video/x-msvideo": "video", "video/mpeg": "video", "video/x-ms-wmv": "video",
    "audio/mpeg": "voice", "audio/mp4": "voice", "audio/x-m4a": "voice", "audio/ogg": "voice",
    "audio/amr": "voice", "audio/x-wav": "voice", "audio/aac": "voice", "audio/x-flac": "voice",
    "application/pdf": "document", "application/msword": "document",
    "application/vnd.ms-excel": "document", "application/vnd.ms-powerpoint": "document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "document",
}  # fmt: skip
#: As many bytes as tell a type.
_HEAD = 8 * 1024
_NAME_LIMIT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that is kept."""

    id: str
    name: str
    type: str
    size: int

    @property
    def kind(self) -> Kind:
        """Return what it is for a person: a photo, a video, a voice, a document."""
        return KINDS.get(self.type, "document")


class Evidence:
    """The one place where bytes from outside become files of ours."""

    def __init__(self, store: Store, root: Path, clock: Clock, draw: Callable[[], str]) -> None:
        self._store = store
        self._root = root
        self._clock = clock
        self._draw = draw

    async def keep(
        self, conversation: ConversationId, name: str, chunks: AsyncIterator[bytes], limit: int
    ) -> str:
        """Keep a file; returns its id once it is sealed and synced.

        Raises Invalid `file_type`, `file_large` or `file_empty`; nothing of it stays then.
        """
        file = self._draw()
        told = _Told(limit)
        size, digest = await files.write_sealed(
            self._store.keys, self._root, file, told.read(chunks)
        )
        row = EvidenceRow(
            id=file, conversation=conversation, kind="other", name=name[-_NAME_LIMIT:],
            type=told.type, size=size, digest=digest, at=self._clock(),
        )  # fmt: skip
        async with self._store.transaction() as work:
            await evidence.add(work, [row])
        return file

    async def describe(self, conversation: ConversationId, file: str) -> Kept:
        """Return what is known of a file of this conversation; raises NotFound."""
        async with self._store.reading() as reading:
            row = await evidence.get(reading, file)
        if row is None or row.conversation != conversation:
            raise NotFound
        return Kept(id=row.id, name=row.name, type=row.type, size=row.size)

    async def begin(self, conversation: ConversationId, name: str, size: int) -> str:
        """Begin an upload that may come in pieces; returns its id."""
        upload = Upload(
            id=self._draw(), conversation=conversation, name=name[-_NAME_LIMIT:], type="",
            size=size, at=self._clock(),
        )  # fmt: skip
        async with self._store.transaction() as work:
            await uploads.create(work, upload)
        return upload.id

    async def offset(self, conversation: ConversationId, upload: str) -> int:
        """Return how much of an upload is here; raises NotFound."""
        return (await self._upload(conversation, upload)).received
