"""One file that holds everything but the master key: database, evidence, envelope of keys.

The database is taken first, as of one moment, while others go on writing; the files it names were
on disk before their rows. What it holds stays sealed: without the master key it is noise.
"""

import asyncio
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from sqlalchemy import make_url

from storage import move, schema
from storage.engine import dialect_of

FORMAT = 1

_DATABASE = "database.sqlite"
_ENVELOPE = "keys.envelope.json"
_MANIFEST = "manifest.json"
_EVIDENCE = "evidence"

#: Called with how many files of how many are done.
Progress = Callable[[int, int], None]


class BackupError(Exception):
    """A backup cannot be made or put back; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where an installation keeps what a backup holds."""

    url: str
    envelope: Path
    evidence: Path


async def write(places: Places, file: Path, progress: Progress = lambda *_: None) -> int:
    """Write a backup beside a running server; return its size."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        snapshot = Path(folder) / _DATABASE
        if dialect_of(places.url) == "sqlite":
            await asyncio.to_thread(_snapshot, sqlite_path(places.url), snapshot)
        else:
            await move.copy(places.url, f"sqlite+aiosqlite:///{snapshot}")
            await asyncio.to_thread(_fold_log, snapshot)
        revision = await schema.current(places.url)
        return await asyncio.to_thread(
            _pack, places, snapshot, revision, file, Path(folder) / "packed", progress
        )


async def restore(places: Places, file: Path, progress: Progress = lambda *_: None) -> None:
    """Put a backup back where nothing is yet; whatever exists already is not touched."""
    await _refuse_to_overwrite(places)
    places.evidence.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=places.evidence.parent, prefix=".restore-") as name:
        folder = Path(name)
        await asyncio.to_thread(_unpack, file, folder, progress)
        if dialect_of(places.url) == "sqlite":
            path = sqlite_path(places.url)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(folder / _DATABASE, path)
        else:
            unpacked = f"sqlite+aiosqlite:///{folder / _DATABASE}"
            await schema.upgrade(unpacked)
            await move.copy(unpacked, places.url)
        await asyncio.to_thread(_place_files, folder, places)


async def save_before_migration(url: str) -> Path | None:
    """Copy a SQLite file that is about to be migrated to a file beside it; none where it is not."""
    if dialect_of(url) != "sqlite" or not sqlite_path(url).exists():
        return None
    revision = await schema.current(url)
    if revision is None or revision == schema.head():
        return None
    path = sqlite_path(url)
    copied = path.with_name(f"{path.stem}.before-migration-from-{revision}{path.suffix}")
    await asyncio.to_thread(_snapshot, path, copied)
    return copied


def sqlite_path(url: str) -> Path:
    """Return the file of a SQLite address."""
    return Path(make_url(url).database or "")


def _snapshot(source: Path, target: Path) -> None:
    if not source.exists():
        raise BackupError(f"There is no database at {source}.")
    # one step, not many: a page written meanwhile would make it begin again, for ever on a busy day
    with _opened(f"{source.absolute().as_uri()}?mode=ro") as old, _opened(str(target)) as new:
        old.backup(new)
    _fold_log(target)


def _fold_log(path: Path) -> None:
    with _opened(str(path)) as database:
        database.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _opened(name: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(name, uri=name.startswith("file:"))
    try:
        yield connection
    finally:
        connection.close()


def _pack(
    places: Places,
    snapshot: Path,
    revision: str | None,
    file: Path,
    packed: Path,
    progress: Progress,
) -> int:
    members = {_DATABASE: snapshot, _ENVELOPE: places.envelope}
    for path in sorted(places.evidence.glob("*/*")):
        if path.is_file() and path.suffix != ".part":
            members[f"{_EVIDENCE}/{path.parent.name}/{path.name}"] = path
    prints: dict[str, str] = {}
    with packed.open("wb") as raw:
        with tarfile.open(fileobj=raw, mode="w") as archive:
            for done, (name, path) in enumerate(members.items(), 1):
                if path.exists():  # an orphan may be swept meanwhile
                    prints[name] = _print_of(path)
                    archive.add(path, arcname=name, recursive=False)
                progress(done, len(members))
            manifest = Path(packed.parent) / _MANIFEST
            content = {"format": FORMAT, "revision": revision, "files": prints}
            manifest.write_text(json.dumps(content))
            archive.add(manifest, arcname=_MANIFEST)
        raw.flush()
        os.fsync(raw.fileno())
    packed.replace(file)
    return file.stat().st_size


def _unpack(file: Path, folder: Path, progress: Progress) -> None:
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
        content = json.loads((folder / _MANIFEST).read_text())
    except (tarfile.TarError, OSError, ValueError) as error:
        raise BackupError(f"{file} is not a whole backup of ours.") from error
    if content["format"] != FORMAT:
        raise BackupError(f"{file} was written by another version: restore it with that one.")
    for done, (name, expected) in enumerate(content["files"].items(), 1):
        path = folder / PurePosixPath(name)
        if not path.is_file() or _print_of(path) != expected:
            raise BackupError(f"{name} in {file} is damaged: nothing was restored.")
        progress(done, len(content["files"]))


async def _refuse_to_overwrite(places: Places) -> None:
    if dialect_of(places.url) == "sqlite":
        taken = sqlite_path(places.url).exists()
    else:
        taken = await schema.current(places.url) is not None
    if taken:
        raise BackupError("There is a database already: restore into an empty place.")
    if places.envelope.exists():
        raise BackupError(f"{places.envelope} is there already: restore into an empty place.")
    if places.evidence.exists() and any(places.evidence.iterdir()):
        raise BackupError(f"{places.evidence} is not empty: restore into an empty place.")


def _place_files(folder: Path, places: Places) -> None:
    places.envelope.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder / _ENVELOPE, places.envelope)
    places.envelope.chmod(0o600)
    if (folder / _EVIDENCE).exists():
        if places.evidence.exists():
            places.evidence.rmdir()
        shutil.move(folder / _EVIDENCE, places.evidence)
    else:
        places.evidence.mkdir(parents=True, exist_ok=True)


def _print_of(path: Path) -> str:
    with path.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
