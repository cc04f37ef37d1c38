"""`make bench`: ours beside the rivals in one run, as ratios.

`--desk`: many cases; `--rivals`: the understanding alone beside other people's.
"""

import asyncio
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import desk, rivals
from tests.bench.loop import Run, run

TURNS = 2000


def main() -> None:
    """Run each side three times, in turns, and print the ratios of the medians."""
    print("closed loop, no think time, rate limits off, synchronous=FULL, one machine")
    ours, theirs, cpu = [], [], []
    for _ in range(3):
        with _rival() as (address, _pid):
            theirs.append(asyncio.run(run(address, 50, TURNS)))
        with _ours() as (address, pid):
            before = _cpu(pid)
            ours.append(asyncio.run(run(address, 50, TURNS)))
            cpu.append((_cpu(pid) - before) * 1000 / ours[-1].turns)
    _tell("rival: sqlite3, a commit a step", _median(theirs))
    _tell("ours", _median(ours))
    print(f"ratio {_median(ours).rate / _median(theirs).rate:.2f} (wanted: 0.7)")
    print(f"CPU a turn {sorted(cpu)[1]:.2f} ms (wanted: 1.5)")
    with _ours() as (address, _pid):
        alone = asyncio.run(run(address, 1, 200))
        crowd = asyncio.run(run(address, 500, TURNS))
    print(f"one conversation alone: p50 {alone.percentile(0.5):.1f} ms (wanted: 30)")
    print(f"500 conversations: p99 {crowd.percentile(0.99):.0f} ms (wanted: 1000)")


def _median(runs: list[Run]) -> Run:
    return sorted(runs, key=lambda one: one.rate)[len(runs) // 2]


def _tell(name: str, one: Run) -> None:
    print(
        f"{name}: {one.rate:.0f} turns a second, "
        f"p50 {one.percentile(0.5):.0f} ms, p99 {one.percentile(0.99):.0f} ms"
    )


@contextmanager
def _ours() -> Iterator[tuple[str, int]]:
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "XINSHENG_DATA_DIR": folder, "XINSHENG_LISTEN": f"127.0.0.1:{port}",
            "XINSHENG_ADDRESS_LIMIT": "0", "XINSHENG_CONVERSATION_LIMIT": "0",
        }  # fmt: skip
        with _served([sys.executable, "-m", "bot", "run"], port, settings) as pid:
            yield f"http://127.0.0.1:{port}", pid


@contextmanager
def _rival() -> Iterator[tuple[str, int]]:
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.rival", str(port), str(Path(folder) / "r.db")]
        with _served(command, port, {}) as pid:
            yield f"http://127.0.0.1:{port}", pid


@contextmanager
def _served(command: list[str], port: int, settings: dict[str, str]) -> Iterator[int]:
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=os.environ | settings, stdout=quiet, stderr=quiet)
    try:
        _wait_for(port)
        yield server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nobody answers on {port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _cpu(pid: int) -> float:
    """Return the CPU seconds a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    if "--desk" in sys.argv:
        desk.main()
    else:
        if "--rivals" not in sys.argv:
            main()
        rivals.main()
