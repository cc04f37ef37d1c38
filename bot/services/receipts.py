"""Finds a receipt by its check code: whoever holds it may see that it is genuine, nothing else."""

from bot.services.ports import Receipt
from storage.records import cases
from storage.store import Store


class Receipts:
    """Answers whether a check code (查验码) is that of a receipt."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find(self, check: str) -> Receipt | None:
        """Return the receipt with its three times, none where there is no such code."""
        async with self._store.reading() as reading:
            case = await cases.get_by_check(reading, check)
        if case is None:
            return None
        return Receipt(
            reference=case.reference, filed_at=case.filed_at,
            delivered_at=case.delivered_at, accepted_at=case.accepted_at,
        )  # fmt: skip
