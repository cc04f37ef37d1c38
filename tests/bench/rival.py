"""The rival: a loop over plain sqlite3, a commit a step, no understanding, no sealing."""

import asyncio
import json
import sqlite3
import sys
import uuid
from collections.abc import Mapping
from contextlib import suppress

from aiohttp import web

REPLY = {
    "asking": "confirm",
    "choices": [{"id": "yes", "label": "对"}, {"id": "fix", "label": "有错"}],
}


class Rival:
    """Keeps a message, answers it, notes it done: three commits a turn."""

    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE inbox"
            "(id INTEGER PRIMARY KEY, conversation TEXT, body TEXT, done INTEGER);"
            "CREATE TABLE messages(conversation TEXT, seq INTEGER, sender TEXT, body TEXT,"
            " PRIMARY KEY(conversation, seq)) WITHOUT ROWID;"
        )
        self.woken: dict[str, asyncio.Event] = {}

    async def open(self, _request: web.Request) -> web.Response:
        key = uuid.uuid4().hex
        self._say(key, "bot", {"text": "您遇到什么事？"})
        return web.json_response({"conversation": key, "key": key}, status=201)

    async def receive(self, request: web.Request) -> web.Response:
        key = request.headers["Authorization"].split()[1]
        body = await request.json()
        cursor = self.db.execute(
            "INSERT INTO inbox(conversation, body, done) VALUES(?, ?, 0)", (key, json.dumps(body))
        )
        asyncio.get_running_loop().call_soon(self._answer, key, body, cursor.lastrowid)
        return web.json_response({"accepted": True}, status=202)

    def _answer(self, key: str, body: dict[str, str], row: int | None) -> None:
        self.db.execute("BEGIN")
        self._say(key, "worker", body)
        self._say(key, "bot", {"text": "听明白了：" + body["text"], **REPLY})
        self.db.execute("COMMIT")
        self.db.execute("UPDATE inbox SET done = 1 WHERE id = ?", (row,))
        self.woken.setdefault(key, asyncio.Event()).set()

    def _say(self, key: str, sender: str, body: Mapping[str, object]) -> None:
        self.db.execute(
            "INSERT INTO messages SELECT ?, COALESCE(MAX(seq), 0) + 1, ?, ? FROM messages"
            " WHERE conversation = ?",
            (key, sender, json.dumps(body), key),
        )

    async def read(self, request: web.Request) -> web.Response:
        key = request.headers["Authorization"].split()[1]
        after, wait = int(request.query["after"]), float(request.query.get("wait", 0))
        event = self.woken.setdefault(key, asyncio.Event())
        event.clear()
        rows = self._after(key, after)
        if not rows and wait:
            with suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), wait)
            rows = self._after(key, after)
        return web.json_response({"messages": rows})

    def _after(self, key: str, after: int) -> list[dict[str, object]]:
        found = self.db.execute(
            "SELECT seq, sender, body FROM messages"
            " WHERE conversation = ? AND seq > ? ORDER BY seq",
            (key, after),
        )
        return [{"seq": seq, "from": sender, **json.loads(body)} for seq, sender, body in found]


def main() -> None:
    """Serve on a port."""
    rival, site = Rival(sys.argv[2]), web.Application()
    site.router.add_post("/chat/api/conversations", rival.open)
    site.router.add_post("/chat/api/messages", rival.receive)
    site.router.add_get("/chat/api/messages", rival.read)
    web.run_app(site, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)


if __name__ == "__main__":
    main()
