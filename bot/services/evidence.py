"""Keeps what is sent as evidence: type told by content, sealed while it arrives, safe before a row.

A file is on disk, sealed and synced, before anything speaks of it; what is never spoken of is swept
after a day. A resumable upload is kept in sealed pieces and becomes one file when it is whole.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import filetype

from bot.ids import draw_id
from bot.services.effects import event_item
from bot.services.ports import Clock, Pusher
from handlers.case import CaseId
from handlers.dialogue.events import FileKept
from handlers.errors import Conflict, Invalid, NotFound, Unreachable
from handlers.lead import ConversationId
from handlers.officer import OfficerId
from storage import files
from storage.queues import inbox
from storage.records import evidence, uploads
from storage.records.evidence import EvidenceRow
from storage.records.uploads import Upload, piece_of
from storage.store import Store, Work

Kind = Literal["photo", "video", "voice", "document"]

#: What can be looked at later, by what the bytes say; whatever else it claims to be is not taken.
KINDS: dict[str, Kind] = {
    "image/jpeg": "photo", "image/png": "photo", "image/gif": "photo", "image/webp": "photo",
    "image/heic": "photo", "image/avif": "photo", "image/bmp": "photo", "image/tiff": "photo",
    "video/mp4": "video", "video/quicktime": "video", "video/x-m4v": "video",
    "video/3gpp": "video", "video/webm": "video", "video/x-matroska": "video",
    "video/x-msvideo": "video", "video/mpeg": "video", "video/x-ms-wmv": "video",
    "audio/mpeg": "voice", "audio/mp4": "voice", "audio/x-m4a": "voice", "audio/ogg": "voice",
    "audio/amr": "voice", "audio/webm": "voice", "audio/x-wav": "voice",
    "audio/aac": "voice", "audio/x-flac": "voice",
    "application/pdf": "document", "application/msword": "document",
    "application/vnd.ms-excel": "document", "application/vnd.ms-powerpoint": "document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "document",
}  # fmt: skip
#: The newer office files, which by their content are first of all zips.
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
#: As many bytes as tell a type, and as few as may tell none.
_HEAD = 16 * 1024
_ENOUGH = 512
_NAME_LIMIT = 200
#: What a door that pushes gives out at most.
FETCH_LIMIT = 20 * 1024 * 1024
#: Why a fetched file was not kept, in the words of the dialogue.
_PROBLEMS = {
    "file_type": "unsupported", "file_large": "too_large", "too_large": "too_large",
    "unreachable": "unreachable",
}  # fmt: skip
_NO_DOORS: Mapping[str, Pusher] = MappingProxyType({})


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

    def __init__(
        self, store: Store, root: Path, clock: Clock, doors: Mapping[str, Pusher] = _NO_DOORS
    ) -> None:
        self._store = store
        self._root = root
        self._clock = clock
        self._doors = doors
        #: Uploads a piece of which is arriving: two at once would write one file.
        self._arriving: set[str] = set()

    async def keep(
        self,
        conversation: ConversationId | None,
        name: str,
        chunks: AsyncIterator[bytes],
        limit: int,
        *,
        case: CaseId | None = None,
        by: OfficerId | None = None,
        announced: str | None = None,
    ) -> str:
        """Keep a file; returns its id once it is sealed and synced. An officer's has its case.

        One that was announced has its id already, and its conversation is told that it is here.
        Raises Invalid `file_type`, `file_large` or `file_empty`; nothing of it stays then.
        """
        file, name = announced or _draw(), name[-_NAME_LIMIT:]
        incoming = _Incoming(name, chunks, limit)
        size, digest = await files.write_sealed(
            self._store.keys, self._root, file, incoming.checked()
        )
        row = EvidenceRow(
            id=file, conversation=conversation, name=name, type=incoming.type, size=size,
            digest=digest, at=self._clock(), case=case, by_officer=by,
        )  # fmt: skip
        async with self._store.transaction() as work:
            await evidence.add(work, [row])
            if announced is not None and conversation is not None:
                await self._tell(work, conversation, FileKept(file=file))
        return file

    async def fetch(self, errand: Mapping[str, str], conversation: ConversationId | None) -> None:
        """Fetch a file that is still at the door it came to; what cannot be kept is said so."""
        if conversation is None:
            return
        remote = self._doors[errand["door"]].fetch("", errand["remote"])
        try:
            await self.keep(
                conversation, errand["name"], remote, FETCH_LIMIT, announced=errand["file"]
            )
        except (Invalid, Unreachable) as refused:
            await self._say_lost(errand, conversation, _PROBLEMS.get(refused.code, "broken"))

    async def give_up(
        self, errand: Mapping[str, str], conversation: ConversationId | None
    ) -> None:
        """Say of a file that it could not be fetched."""
        if conversation is not None:
            await self._say_lost(errand, conversation, "unreachable")

    async def _say_lost(
        self, errand: Mapping[str, str], conversation: ConversationId, problem: str
    ) -> None:
        async with self._store.transaction() as work:
            await self._tell(work, conversation, FileKept(file=errand["file"], problem=problem))

    async def _tell(self, work: Work, conversation: ConversationId, told: FileKept) -> None:
        key = f"file:{told.file}"
        await inbox.add(work, [event_item(conversation, told, self._clock(), key=key)])

    async def describe(self, conversation: ConversationId, file: str) -> Kept:
        """Return what is known of a file of this conversation; raises NotFound."""
        async with self._store.reading() as reading:
            row = await evidence.get(reading, file)
        if row is None or row.conversation != conversation:
            raise NotFound
        return Kept(id=row.id, name=row.name, type=row.type, size=row.size)

    def read(self, file: str) -> AsyncIterator[bytes]:
        """Open a file chunk by chunk."""
        return files.read_sealed(self._store.keys, self._root, file)

    async def begin(self, conversation: ConversationId, name: str, size: int) -> str:
        """Begin an upload that may come in pieces; returns its id."""
        upload = Upload(
            id=_draw(), conversation=conversation, name=name[-_NAME_LIMIT:], type="", size=size,
            at=self._clock(),
        )  # fmt: skip
        async with self._store.transaction() as work:
            await uploads.create(work, upload)
        return upload.id

    async def offset(self, conversation: ConversationId, upload: str) -> int:
        """Return how much of an upload is here; raises NotFound `upload_unknown`."""
        return (await self._find(conversation, upload)).received

    async def extend(
        self, conversation: ConversationId, upload: str, offset: int, chunks: AsyncIterator[bytes]
    ) -> int:
        """Add the next bytes, as many as arrive; returns the new offset.

        Raises Conflict `wrong_offset`, with the true one, where they do not follow what is here.
        """
        known = await self._find(conversation, upload)
        if offset != known.received or known.finished or upload in self._arriving:
            raise Conflict("wrong_offset", offset=known.received)
        incoming = _Incoming(known.name, chunks, known.size - offset)
        self._arriving.add(upload)
        try:
            arrived, _ = await files.write_sealed(
                self._store.keys, self._root, piece_of(upload, offset),
                incoming.begun() if offset == 0 else incoming.counted(),
            )  # fmt: skip
            if arrived:
                async with self._store.transaction() as work:
                    await uploads.advance(work, upload, offset, arrived)
        finally:
            self._arriving.discard(upload)
        return offset + arrived

    async def finish(self, conversation: ConversationId, upload: str) -> str:
        """Make an upload that is whole a file, which gets its id; again it is the same file."""
        known = await self._find(conversation, upload)
        if known.received < known.size:
            raise Conflict("upload_unfinished", offset=known.received)
        if known.finished:
            return upload
        incoming = _Incoming(known.name, self._pieces(known), known.size)
        size, digest = await files.write_sealed(
            self._store.keys, self._root, upload, incoming.checked()
        )
        row = EvidenceRow(
            id=upload, conversation=conversation, name=known.name, type=incoming.type, size=size,
            digest=digest, at=self._clock(),
        )  # fmt: skip
        async with self._store.transaction() as work:
            await evidence.add(work, [row])
            await uploads.finish(work, upload)
        await files.remove(self._root, [piece_of(upload, begins) for begins in known.pieces])
        return upload

    async def _find(self, conversation: ConversationId, upload: str) -> Upload:
        async with self._store.reading() as reading:
            found = await uploads.get(reading, upload)
        if found is None or found.conversation != conversation:
            raise NotFound("upload_unknown")
        return found

    async def _pieces(self, upload: Upload) -> AsyncIterator[bytes]:
        for begins in upload.pieces:
            async for chunk in self.read(piece_of(upload.id, begins)):
                yield chunk


class _Incoming:
    """Bytes on their way in: their number is held to a limit, their type told by the first."""

    def __init__(self, name: str, chunks: AsyncIterator[bytes], limit: int) -> None:
        self.type = ""
        self._name = name
        self._chunks = chunks
        self._limit = limit

    async def counted(self) -> AsyncIterator[bytes]:
        """Yield them; raises Invalid once they are more than the limit."""
        size = 0
        async for chunk in self._chunks:
            size += len(chunk)
            if size > self._limit:
                raise Invalid("file", "file_large", limit=self._limit >> 20)
            yield chunk

    async def checked(self) -> AsyncIterator[bytes]:
        """Yield a whole file; raises Invalid where it is none that can be looked at."""
        head = b""
        async for chunk in self.counted():
            if self.type:
                yield chunk
                continue
            head += chunk
            if len(head) >= _HEAD:
                self._tell(head)
                yield head
        if not head:
            raise Invalid("file", "file_empty")
        if not self.type:
            self._tell(head)
            yield head

    async def begun(self) -> AsyncIterator[bytes]:
        """Yield the first piece of a file; what is surely no file for us is refused at once."""
        told = False
        async for chunk in self.counted():
            if not told and len(chunk) >= _ENOUGH:
                self._tell(chunk)
            told = True
            yield chunk

    def _tell(self, head: bytes) -> None:
        self.type = tell_type(head, self._name)
        if self.type not in KINDS:
            raise Invalid("file", "file_type")


def tell_type(head: bytes, name: str) -> str:
    """Tell a type by the first bytes; the name only tells one office zip from another."""
    guessed = filetype.guess_mime(head) or ""
    if guessed == "application/zip" and b"[Content_Types].xml" in head:
        return _OFFICE.get(name.rpartition(".")[2].lower(), guessed)
    # a browser's recorder writes sound into the same boxes as video
    if guessed == "video/webm" and b"A_OPUS" in head and b"V_VP" not in head:
        return "audio/webm"
    if guessed == "video/mp4" and b"soun" in head and b"vide" not in head:
        return "audio/mp4"
    return guessed


def _draw() -> str:
    return f"{draw_id():x}"
