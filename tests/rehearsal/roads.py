"""Stretches of a case's road that many tests go: to the finding, to the order, to the money."""

from tests.rehearsal.office import SLIP, Office

WHO = {"name": "湖南恒达建筑劳务有限公司", "part": "employer"}


async def accept(office: Office, reference: str, by: str = "officer.a") -> None:
    """Claim a case and accept it."""
    await office.does(by, reference, "claim")
    await office.does(by, reference, "accept", number="望劳监立〔2026〕88号")
    await office.stage.settle()


async def find_arrears(office: Office, reference: str, *sums: int, by: str = "officer.a") -> None:
    """Accept a case and find what is owed to each row."""
    await accept(office, reference, by)
    rows = (await office.case(reference)).claimants
    amounts = [
        {"claimant": row.id, "verified_fen": sum_fen}
        for row, sum_fen in zip(rows, sums, strict=True)
    ]
    await office.does(by, reference, "verify", finding="arrears", checked=["payroll", "worker"],
                      text="工资表和考勤都看过", amounts=amounts)  # fmt: skip
    await office.stage.settle()


async def order(
    office: Office, reference: str, sum_fen: int, days: int = 15, by: str = "officer.a"
) -> str:
    """Order the employer to pay, and serve it; returns the measure."""
    case = await office.does(
        by, reference, "record", kind="order", type="correct", number="望劳监令〔2026〕31号",
        to=WHO, issued_at=office.day(), pay_by=office.day(days), amount_fen=sum_fen,
    )  # fmt: skip
    measure = case.measures[-1].id
    await office.does(by, reference, "step", measure=measure, to="served", how="direct",
                      at=office.day(), proof=SLIP)  # fmt: skip
    await office.stage.settle()
    return measure


async def pay(
    office: Office, reference: str, claimant: str, sum_fen: int, by: str = "officer.a"
) -> None:
    """Record that a worker was paid."""
    await office.does(
        by, reference, "record_payment", claimant=claimant, amount_fen=sum_fen,
        paid_at=office.now, source="employer", proof=SLIP,
    )  # fmt: skip
    await office.stage.settle()


async def close_paid(
    office: Office, reference: str, by: str = "officer.a", second: str = "officer.b"
) -> None:
    """Ask for closing, and let a second person agree."""
    case = await office.does(by, reference, "close", outcome="paid", text="钱都给了")
    if case.requests:
        await office.does(second, reference, "approve", request=case.requests[-1].id)
    await office.stage.settle()
