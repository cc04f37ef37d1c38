"""What is sealed opens in its own place, whole, with its own keys, and nowhere else."""

import os
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import files, seal
from storage.seal import CHUNK_BYTES, HEAD_BYTES, SEALED_CHUNK_BYTES, BrokenSealError, Keys

KEYS = Keys.fresh()


@given(st.binary(max_size=300))
def test_any_value_comes_back(value: bytes) -> None:
    sealed = KEYS.seal("messages", "body", 7, value)

    assert KEYS.open_("messages", "body", 7, sealed) == value
    assert len(value) < 8 or value not in sealed


@pytest.mark.parametrize(
    "place", [("messages", "body", 8), ("messages", "text", 7), ("cases", "body", 7)]
)
def test_a_value_opens_only_in_its_own_place(place: tuple[str, str, int]) -> None:
    sealed = KEYS.seal("messages", "body", 7, "陈大山")

    with pytest.raises(BrokenSealError):
        KEYS.open_(*place, sealed)


def test_a_changed_value_or_another_key_does_not_open() -> None:
    sealed = KEYS.seal("messages", "body", 7, "陈大山")

    for changed in (sealed[:-1] + bytes([sealed[-1] ^ 1]), sealed[:20], b"\x09" + sealed[1:]):
        with pytest.raises(BrokenSealError):
            KEYS.open_("messages", "body", 7, changed)
    with pytest.raises(BrokenSealError):
        Keys.fresh().open_("messages", "body", 7, sealed)


def test_fingerprints_are_equal_for_equal_values_of_one_scope_and_key() -> None:
    mark = KEYS.fingerprint("13812345678", "phone")

    assert mark == KEYS.fingerprint("13812345678", "phone")
    assert mark != KEYS.fingerprint("13812345678", "code")
    assert mark != KEYS.fingerprint("13812345679", "phone")
    assert mark != Keys.fresh().fingerprint("13812345678", "phone")


def test_keys_are_made_once_and_read_again(tmp_path: Path) -> None:
    master = tmp_path / "keys" / "master.key"
    sealed = Keys.open(master).seal("t", "c", 1, "x")

    assert Keys.open(master).open_("t", "c", 1, sealed) == b"x"
    assert master.stat().st_mode & 0o077 == 0
    assert seal.envelope_of(master).stat().st_mode & 0o077 == 0


def test_a_new_data_key_seals_and_the_old_ones_still_open(tmp_path: Path) -> None:
    master = tmp_path / "master.key"
    old = Keys.open(master)
    sealed, mark = old.seal("t", "c", 1, "old"), old.fingerprint("a", "b")

    new = seal.rotate(master)

    assert Keys.open(master).open_("t", "c", 1, sealed) == b"old"
    assert new.fingerprint("a", "b") == mark
    with pytest.raises(BrokenSealError):
        old.open_("t", "c", 1, new.seal("t", "c", 1, "new"))


def test_a_lost_or_foreign_master_key_is_named(tmp_path: Path) -> None:
    master = tmp_path / "master.key"
    Keys.open(master)
    content = master.read_bytes()

    master.unlink()
    with pytest.raises(BrokenSealError, match="missing"):
        Keys.open(master)
    master.write_bytes(content[::-1].strip() + b"\n")
    with pytest.raises((BrokenSealError, ValueError)):
        Keys.open(master)


async def _chunks(*content: bytes) -> AsyncIterator[bytes]:
    for chunk in content:
        yield chunk


async def _read(root: Path, file: str, keys: Keys = KEYS) -> bytes:
    return b"".join([piece async for piece in files.read_sealed(keys, root, file)])


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES + 5]
)
async def test_a_file_of_any_size_comes_back(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)

    written = await files.write_sealed(
        KEYS, tmp_path, "f1", _chunks(content[:10], b"", content[10:])
    )

    assert written[0] == size
    assert await _read(tmp_path, "f1") == content
    assert size < 16 or content[:16] not in files.path_of(tmp_path, "f1").read_bytes()


async def test_a_file_that_was_cut_changed_or_renamed_does_not_open(tmp_path: Path) -> None:
    await files.write_sealed(KEYS, tmp_path, "f1", _chunks(os.urandom(2 * CHUNK_BYTES + 9)))
    path = files.path_of(tmp_path, "f1")
    whole = path.read_bytes()
    swapped = bytearray(whole)
    first = slice(HEAD_BYTES, HEAD_BYTES + SEALED_CHUNK_BYTES)
    second = slice(first.stop, first.stop + SEALED_CHUNK_BYTES)
    swapped[first], swapped[second] = whole[second], whole[first]
    cuts = (whole[: second.stop], whole[: second.stop - 1], whole[:HEAD_BYTES], whole[:5])

    for damaged in (*cuts, bytes(swapped), whole[:-1] + bytes([whole[-1] ^ 1])):
        path.write_bytes(damaged)
        with pytest.raises(BrokenSealError):
            await _read(tmp_path, "f1")
    other = files.path_of(tmp_path, "f2")
    other.parent.mkdir(exist_ok=True)
    other.write_bytes(whole)
    with pytest.raises(BrokenSealError):
        await _read(tmp_path, "f2")


async def test_a_source_that_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    async def breaks() -> AsyncIterator[bytes]:
        yield os.urandom(CHUNK_BYTES + 1)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await files.write_sealed(KEYS, tmp_path, "f1", breaks())

    assert await files.older_than(tmp_path, datetime.now(UTC) + timedelta(days=1)) == []


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".", "..", ".x", "a\x00", "/etc/passwd"])
def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="name of a file"):
        files.path_of(tmp_path, name)


async def test_old_files_are_told_by_when_they_were_written(tmp_path: Path) -> None:
    for name in ("old", "new"):
        await files.write_sealed(KEYS, tmp_path, name, _chunks(b"x"))
    yesterday = time.time() - 2 * 86_400
    os.utime(files.path_of(tmp_path, "old"), (yesterday, yesterday))

    assert await files.older_than(tmp_path, datetime.now(UTC) - timedelta(days=1)) == ["old"]
    await files.remove(tmp_path, ["old", "never-there"])
    assert await files.older_than(tmp_path, datetime.now(UTC) + timedelta(days=1)) == ["new"]
