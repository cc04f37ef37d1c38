"""Is it alive, is it ready, and figures for machines; no personal data in any of them."""

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import CollectorRegistry

from storage.queues import inbox, outbox
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
    """Ready is who can read the database; the age of the oldest waiting message stands beside it."""
    try:
        async with request.app[STORE].reading() as reading:
            count, _oldest = await inbox.waiting(reading)
    except Exception:  # noqa: BLE001 - whatever is wrong, it is not ready
        return web.Response(status=503, text="no database\n")
    return web.Response(text=f"ready, {count} waiting\n")


async def _tell_figures(request: web.Request) -> web.Response:
    async with request.app[STORE].reading() as reading:
        count, oldest = await inbox.waiting(reading)
        letters = await outbox.depth(reading)
    registry = CollectorRegistry()
    registry.register(_Figures(count, oldest.timestamp() if oldest else 0.0, letters))
    body = generate_latest() + generate_latest(registry)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


class _Figures:
    def __init__(self, waiting: int, oldest: float, letters: int) -> None:
        self._rows = (
            ("xinsheng_inbox_waiting", "Messages stored and not yet answered.", waiting),
            ("xinsheng_inbox_oldest_timestamp_seconds", "When the oldest of them came.", oldest),
            ("xinsheng_outbox_waiting", "Replies not yet pushed.", letters),
        )

    def collect(self) -> list[GaugeMetricFamily]:
        return [GaugeMetricFamily(name, text, value=value) for name, text, value in self._rows]
