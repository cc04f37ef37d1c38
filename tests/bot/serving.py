"""Real processes of the product: `python -m bot …`, started, asked, stopped or killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

#: A clean environment: no setting of the machine reaches a test.
_CLEAN = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


@dataclass
class Process:
    """A running server."""

    process: asyncio.subprocess.Process
    lines: list[str]

    @property
    def address(self) -> str:
        """Return the address it answers on."""
        return self.lines[0].split()[-1].rstrip("/")

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to leave; returns its exit code."""
        if self.process.returncode is None:
            self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), 30)


async def order(*words: str, **settings: str) -> tuple[int, str, str]:
    """Run a command to its end; returns exit code, standard output and error."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, env=_env(settings),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    async with asyncio.timeout(60):
        out, error = await process.communicate()
    return process.returncode or 0, out.decode(), error.decode()


@asynccontextmanager
async def running(log: Path, *words: str, **settings: str) -> AsyncIterator[Process]:
    """Run a server while this is open; yields once it has told its addresses."""
    settings.setdefault("XINSHENG_LISTEN", "127.0.0.1:0")
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", *words, env=_env(settings),
            stdout=asyncio.subprocess.PIPE, stderr=errors,
        )  # fmt: skip
    try:
        assert process.stdout is not None
        async with asyncio.timeout(60):
            lines = [(await process.stdout.readline()).decode().strip() for _ in range(2)]
        assert lines[1], log.read_text()[-2000:]
        yield Process(process, lines)
    finally:
        if process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), 30)
            except TimeoutError:
                process.kill()
                await process.wait()


def _env(settings: Mapping[str, str]) -> dict[str, str]:
    return {**_CLEAN, **settings}
