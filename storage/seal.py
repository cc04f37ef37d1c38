"""Sealing of what must not be readable in a stolen file, and fingerprints to find it again.

A master key in a file of its own opens the envelope of data keys; data keys seal values. The
table, column and row a value belongs to are authenticated with it, so a ciphertext that was copied
elsewhere does not open.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
CHUNK_BYTES = 1 << 20
FINGERPRINT_BYTES = 16

_TAG_BYTES = 16


class BrokenSealError(Exception):
    """A sealed value does not open: wrong key, wrong place, or somebody changed it."""


class Keys:
    """The data keys of an installation. The newest seals, every one opens."""

    def __init__(self, data_keys: dict[int, bytes], search_key: bytes) -> None:
        self._data_keys = data_keys
        self._ciphers = {number: AESGCM(key) for number, key in data_keys.items()}
        self._current = max(data_keys)
        self._prefix = bytes([self._current])
        self._encrypt = self._ciphers[self._current].encrypt
        self._search_key = search_key

    @classmethod
    def open(cls, master_file: Path, envelope_file: Path | None = None) -> "Keys":
        """Read master key and envelope; whichever is missing on a first start is made."""
        envelope_file = envelope_file or envelope_of(master_file)
        if not master_file.exists():
            if envelope_file.exists():
                raise BrokenSealError(f"The master key {master_file} is missing: put it back.")
            _write_new(master_file, base64.b64encode(secrets.token_bytes(KEY_BYTES)))
        master = AESGCM(_read_master(master_file))
        if not envelope_file.exists():
            first = {1: secrets.token_bytes(KEY_BYTES)}
            _write_new(envelope_file, _wrap(master, first, secrets.token_bytes(KEY_BYTES)))
        return cls(*_unwrap(master, envelope_file.read_bytes()))

    @classmethod
    def fresh(cls) -> "Keys":
        """Make keys that are kept nowhere, for trials and tests."""
        return cls({1: secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES))

    def seal(self, table: str, column: str, row: int | str, value: bytes | str) -> bytes:
        """Seal a value for its one place."""
        nonce = os.urandom(NONCE_BYTES)
        plain = value.encode() if isinstance(value, str) else value
        place = f"{table}.{column}:{row}".encode()
        return self._prefix + nonce + self._encrypt(nonce, plain, place)

    def open_(self, table: str, column: str, row: int | str, sealed: bytes) -> bytes:
        """Open what `seal` made for the same place."""
        cipher = self._ciphers.get(sealed[0])
        if cipher is None:
            raise BrokenSealError(f"No data key {sealed[0]}: the envelope is too old.")
        place = f"{table}.{column}:{row}".encode()
        try:
            return cipher.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], place)
        except InvalidTag:
            raise BrokenSealError(f"{table}.{column} of row {row} does not open.") from None

    def fingerprint(self, value: str | bytes, scope: str) -> bytes:
        """Return what is equal for equal values of one scope, and says nothing else."""
        plain = value.encode() if isinstance(value, str) else value
        keyed = hmac.digest(self._search_key, scope.encode() + b"\0" + plain, "sha256")
        return keyed[:FINGERPRINT_BYTES]

    def term(self, value: str, scope: str) -> int:
        """Return a fingerprint as a signed 64-bit number: small enough for an index of terms."""
        return int.from_bytes(self.fingerprint(value, scope)[:8], "big", signed=True)

    def file_sealer(self, file: str) -> "FileSealer":
        """Begin a file: its own key, drawn from the current data key by a fresh salt."""
        salt = os.urandom(SALT_BYTES)
        return FileSealer(self._prefix + salt, self._file_key(self._current, salt), file)

    def file_opener(self, file: str, head: bytes) -> "FileOpener":
        """Go on from the head that `FileSealer.head` wrote."""
        if len(head) != 1 + SALT_BYTES or head[0] not in self._data_keys:
            raise BrokenSealError(f"File {file} does not open: its head is damaged.")
        return FileOpener(self._file_key(head[0], head[1:]), file)

    def _file_key(self, number: int, salt: bytes) -> bytes:
        return hmac.digest(self._data_keys[number], b"file\0" + salt, "sha256")


HEAD_BYTES = 1 + SALT_BYTES
SEALED_CHUNK_BYTES = CHUNK_BYTES + _TAG_BYTES


class FileSealer:
    """Seals a file chunk by chunk: a counter is the nonce, the last chunk is marked as such."""

    def __init__(self, head: bytes, key: bytes, file: str) -> None:
        self.head = head
        self._cipher = AESGCM(key)
        self._file = file
        self._count = 0

    def seal(self, chunk: bytes, *, last: bool) -> bytes:
        """Seal the next chunk; all but the last are exactly `CHUNK_BYTES` long."""
        nonce, place = _chunk_place(self._file, self._count, last=last)
        self._count += 1
        return self._cipher.encrypt(nonce, chunk, place)


class FileOpener:
    """Opens what `FileSealer` sealed, in order; a file that was cut does not open to its end."""

    def __init__(self, key: bytes, file: str) -> None:
        self._cipher = AESGCM(key)
        self._file = file
        self._count = 0

    def open_(self, sealed: bytes, *, last: bool) -> bytes:
        """Open the next chunk."""
        nonce, place = _chunk_place(self._file, self._count, last=last)
        self._count += 1
        try:
            return self._cipher.decrypt(nonce, sealed, place)
        except InvalidTag:
            raise BrokenSealError(f"File {self._file} was changed or cut.") from None


def envelope_of(master_file: Path) -> Path:
    """Return where the data keys lie unless said otherwise: beside the master key."""
    return master_file.with_suffix(".envelope.json")


def rotate(master_file: Path, envelope_file: Path | None = None) -> Keys:
    """Add a new data key to the envelope; it seals from now on."""
    envelope_file = envelope_file or envelope_of(master_file)
    master = AESGCM(_read_master(master_file))
    data_keys, search_key = _unwrap(master, envelope_file.read_bytes())
    data_keys[max(data_keys) + 1] = secrets.token_bytes(KEY_BYTES)
    replacement = envelope_file.with_suffix(".new")
    _write_new(replacement, _wrap(master, data_keys, search_key))
    replacement.replace(envelope_file)
    return Keys(data_keys, search_key)


def digest(parts: Iterable[bytes]) -> bytes:
    """Return the SHA-256 over parts, each with its length, so that none can slide into the next."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.digest()


def cut(body: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut a body into chunks of `CHUNK_BYTES`, saying of each whether it is the last."""
    kept = b""
    for piece in body:
        kept += piece
        while len(kept) > CHUNK_BYTES:
            yield kept[:CHUNK_BYTES], False
            kept = kept[CHUNK_BYTES:]
    yield kept, True


def _chunk_place(file: str, count: int, *, last: bool) -> tuple[bytes, bytes]:
    return count.to_bytes(NONCE_BYTES, "big"), f"file:{file}:{count}:{int(last)}".encode()


def _read_master(path: Path) -> bytes:
    key = base64.b64decode(path.read_bytes())
    if len(key) != KEY_BYTES:
        raise BrokenSealError(f"The master key {path} must be {KEY_BYTES} bytes in base64.")
    return key


def _wrap(master: AESGCM, data_keys: dict[int, bytes], search_key: bytes) -> bytes:
    def wrapped(name: str, key: bytes) -> str:
        nonce = os.urandom(NONCE_BYTES)
        return base64.b64encode(nonce + master.encrypt(nonce, key, name.encode())).decode()

    keys = {str(number): wrapped(str(number), key) for number, key in data_keys.items()}
    return json.dumps({"keys": keys, "search": wrapped("search", search_key)}).encode()


def _unwrap(master: AESGCM, envelope: bytes) -> tuple[dict[int, bytes], bytes]:
    def unwrapped(name: str, wrapped: str) -> bytes:
        raw = base64.b64decode(wrapped)
        try:
            return master.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], name.encode())
        except InvalidTag:
            raise BrokenSealError("This master key does not open the envelope.") from None

    content = json.loads(envelope)
    data_keys = {int(number): unwrapped(number, key) for number, key in content["keys"].items()}
    return data_keys, unwrapped("search", content["search"])


def _write_new(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content + b"\n")
        file.flush()
        os.fsync(file.fileno())
