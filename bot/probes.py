"""Is it alive, is it ready, and figures for machines; no personal data in any of them."""

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import CollectorRegistry

from storage.queues import inbox, outbox
from storage.queues.inbox import Backlog
from storage.store import Store

STORE = web.AppKey("STORE", Store)


def add_probes(site: web.Application, store: Store) -> None:
    """Add /healthz, /readyz and /metrics."""
    site[STORE] = store
    site.router.add_get("/healthz", _tell_alive)
    site.router.add_get("/readyz", _tell_ready)
    site.router.add_get("/metrics", _tell_figures)


async def _tell_alive(_request: web.Request) -> web.Response:
    return web.Response(text="ok\n")


async def _tell_ready(request: web.Request) -> web.Response:
    """Ready is who can read the database."""
    try:
        async with request.app[STORE].reading() as reading:
            backlog = await inbox.waiting(reading)
    except Exception:
        return web.Response(status=503, text="no database\n")
    return web.Response(text=f"ready, {backlog.count} waiting\n")


async def _tell_figures(request: web.Request) -> web.Response:
    async with request.app[STORE].reading() as reading:
        backlog = await inbox.waiting(reading)
        letters = await outbox.depth(reading)
    registry = CollectorRegistry()
    registry.register(_Figures(backlog, letters))
    body = generate_latest() + generate_latest(registry)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


class _Figures:
    def __init__(self, backlog: Backlog, letters: int) -> None:
        oldest = backlog.oldest_at.timestamp() if backlog.oldest_at else 0.0
        self._rows = (
            ("xinsheng_inbox_waiting", "Messages stored and not yet answered.", backlog.count),
            ("xinsheng_inbox_oldest_timestamp_seconds", "When the oldest of them came.", oldest),
            ("xinsheng_outbox_waiting", "Replies not yet pushed.", letters),
        )

    def collect(self) -> list[GaugeMetricFamily]:
        return [GaugeMetricFamily(name, text, value=value) for name, text, value in self._rows]
