"""Every row's rule in one book; that it holds exactly the rows of the table is a test."""

from handlers.casework import (
    claimants,
    closing,
    holding,
    linking,
    payments,
    progress,
    recording,
    referral,
    talking,
    undoing,
    watching,
    workers,
)  # fmt: skip
from handlers.casework.rule import Rule

BOOK: dict[tuple[str, str], Rule] = {
    **holding.RULES,
    **referral.RULES,
    **progress.RULES,
    **payments.RULES,
    **claimants.RULES,
    **recording.RULES,
    **watching.RULES,
    **linking.RULES,
    **talking.RULES,
    **closing.RULES,
    **workers.RULES,
    **undoing.RULES,
}
