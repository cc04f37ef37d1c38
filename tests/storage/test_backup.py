"""Backup, restore and move: everything, as of one moment, verified, never over something else."""

import sqlite3
import tarfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.errors import Conflict
from handlers.officer import PROGRAM, Role
from storage import backup, files, move, schema, seal
from storage.backup import BackupError, Places
from storage.records import cases, history, reads
from storage.seal import Keys
from storage.store import Store
from tests.postgres import Server
from tests.storage.build import NATIONWIDE, NOW, case
from tests.storage.filled import count_rows, fill


async def _bytes() -> AsyncIterator[bytes]:
    yield b"a photo of the notice board"


class Home:
    """An installation with rows in every table, a file of evidence and keys."""

    def __init__(self, folder: Path, url: str) -> None:
        self.master = folder / "master.key"
        self.keys = Keys.open(self.master)
        self.places = Places(
            url=url, envelope=seal.envelope_of(self.master), evidence=folder / "evidence"
        )

    async def fill(self) -> dict[str, int]:
        """Put something everywhere; return the rows of each table."""
        store = await Store.open(self.places.url, self.keys)
        await fill(store)
        await files.write_sealed(self.keys, self.places.evidence, "f1", _bytes())
        counts = await count_rows(store)
        await store.close()
        return counts


@pytest.fixture
async def home(database: str, tmp_path: Path) -> Home:
    """A filled installation."""
    return Home(tmp_path, database)


@pytest.fixture
async def empty_url(origin: str | Server, tmp_path: Path) -> AsyncIterator[str]:
    """Where nothing is yet, on the same kind of database."""
    if isinstance(origin, str):
        yield f"sqlite+aiosqlite:///{tmp_path / 'restored' / 'x.db'}"
        return
    url = await origin.empty()
    yield url
    await origin.drop(url)


async def test_a_backup_restores_rows_files_and_keys(
    home: Home, empty_url: str, tmp_path: Path
) -> None:
    counts = await home.fill()
    file = tmp_path / "backup.tar"

    size = await backup.write(home.places, file)
    restored = Places(
        url=empty_url,
        envelope=tmp_path / "restored" / "master.envelope.json",
        evidence=tmp_path / "restored" / "evidence",
    )
    await backup.restore(restored, file)

    keys = Keys.open(home.master, restored.envelope)
    store = await Store.open(restored.url, keys)
    assert size > 0
    assert await count_rows(store) == counts
    async with store.reading() as reading:
        assert await history.verify(reading) is None
        found, _ = await cases.list_cards(reading, NATIONWIDE)
    await store.close()
    assert [one.facts["name"].value for one in found] == ["陈大山"]
    pieces = [piece async for piece in files.read_sealed(keys, restored.evidence, "f1")]
    assert pieces == [b"a photo of the notice board"]


async def test_a_backup_of_a_database_in_use_is_of_one_moment(home: Home, tmp_path: Path) -> None:
    await home.fill()
    store = await Store.open(home.places.url, home.keys)

    async with store.transaction() as work:
        await cases.insert(work, [(case(), "never committed")])
        await backup.write(home.places, tmp_path / "backup.tar")
    await store.close()

    with tarfile.open(tmp_path / "backup.tar") as archive:
        archive.extract("database.sqlite", tmp_path / "out", filter="data")
    content = sqlite3.connect(tmp_path / "out" / "database.sqlite")
    assert content.execute("SELECT count(*) FROM cases").fetchone() == (1,)
    assert content.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    content.close()


async def test_a_backup_holds_no_readable_word_and_not_the_master_key(
    home: Home, tmp_path: Path
) -> None:
    await home.fill()
    await backup.write(home.places, tmp_path / "backup.tar")

    content = (tmp_path / "backup.tar").read_bytes()
    for secret in ("陈大山".encode(), b"13812345678", b"notice board", home.master.read_bytes()):
        assert secret.strip() not in content


async def test_restore_refuses_to_overwrite(home: Home, tmp_path: Path) -> None:
    await home.fill()
    await backup.write(home.places, tmp_path / "backup.tar")

    with pytest.raises(BackupError, match="already"):
        await backup.restore(home.places, tmp_path / "backup.tar")


@pytest.mark.parametrize("damage", ["cut", "changed", "nonsense", "missing"])
async def test_a_damaged_backup_is_refused_and_nothing_is_restored(
    tmp_path: Path, damage: str, migrated_file: Path
) -> None:
    home = Home(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")
    (tmp_path / "a.db").write_bytes(migrated_file.read_bytes())
    await home.fill()
    file = tmp_path / "backup.tar"
    await backup.write(home.places, file)
    _damage(file, damage)
    target = Places(
        url=f"sqlite+aiosqlite:///{tmp_path / 'new' / 'b.db'}",
        envelope=tmp_path / "new" / "k.json",
        evidence=tmp_path / "new" / "evidence",
    )

    with pytest.raises(BackupError):
        await backup.restore(target, file)

    assert not target.envelope.exists()
    assert not (tmp_path / "new" / "b.db").exists()


def _damage(file: Path, how: str) -> None:
    content = file.read_bytes()
    match how:
        case "cut":
            file.write_bytes(content[: len(content) // 2])
        case "changed":
            at = content.index(b"SQLite format") + 5000
            file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        case "nonsense":
            file.write_bytes(b"not a backup")
        case _:
            file.unlink()


async def test_a_move_between_the_two_kinds_of_database_carries_every_row_and_can_go_back(
    server: Server, tmp_path: Path, migrated_file: Path
) -> None:
    first = tmp_path / "a.db"
    first.write_bytes(migrated_file.read_bytes())
    home = Home(tmp_path, f"sqlite+aiosqlite:///{first}")
    counts = await home.fill()
    middle, last = await server.empty(), f"sqlite+aiosqlite:///{tmp_path / 'c.db'}"

    assert await move.copy(home.places.url, middle) == counts
    store = await Store.open(middle, home.keys)
    await fill_more(store)
    async with store.reading() as reading:
        assert await history.verify(reading) is None
        found, _ = await cases.list_cards(reading, NATIONWIDE)
    await store.close()
    moved_back = await move.copy(middle, last)

    assert [one.facts["name"].value for one in found] == ["陈大山"]
    assert moved_back["reads"] == counts["reads"] + 1
    await server.drop(middle)


async def fill_more(store: Store) -> None:
    """Write where the database itself gives the number: it must not be one that was moved."""
    async with store.transaction() as work:
        found, _ = await cases.list_cards(work, NATIONWIDE)
        await reads.add(work, found[0].id, PROGRAM, Role.OFFICER, NOW)


async def test_a_move_into_a_database_that_holds_something_is_refused(
    tmp_path: Path, migrated_file: Path
) -> None:
    for name in ("a.db", "b.db"):
        (tmp_path / name).write_bytes(migrated_file.read_bytes())
    home = Home(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")
    await home.fill()
    other = Home(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'b.db'}")
    await other.fill()

    with pytest.raises(Conflict):
        await move.copy(home.places.url, other.places.url)


async def test_a_move_from_an_old_schema_is_refused(tmp_path: Path) -> None:
    old = f"sqlite+aiosqlite:///{tmp_path / 'old.db'}"
    await schema.upgrade(old)
    await schema.downgrade(old, "base")

    with pytest.raises(move.MoveError, match="migrate"):
        await move.copy(old, f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")


async def test_a_file_is_copied_before_it_is_migrated_and_only_then(
    tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.db").write_bytes(migrated_file.read_bytes())
    home = Home(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")
    counts = await home.fill()

    current = await backup.save_before_migration(home.places.url)
    missing = await backup.save_before_migration(f"sqlite+aiosqlite:///{tmp_path / 'no.db'}")
    monkeypatch.setattr(schema, "head", lambda: "a later one")
    copied = await backup.save_before_migration(home.places.url)

    assert (current, missing) == (None, None)
    assert copied is not None
    store = await Store.open(f"sqlite+aiosqlite:///{copied}", home.keys)
    assert await count_rows(store) == counts
    await store.close()
