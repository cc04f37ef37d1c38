"""The list and the case page: what a case looks like, what may be done, and what is refused."""

import re

import pytest

from handlers.case import Case
from handlers.officer import Role
from tests.bot.desk.pages.visitor import Page, Visitor
from tests.bot.test_line import STORY, file_story

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 600


@pytest.fixture
async def case(visitor: Visitor) -> Case:
    """A case that a worker told in the chat."""
    await file_story(visitor.stage)
    (filed,) = await visitor.stage.cases()
    return filed


async def begin(visitor: Visitor, case: Case) -> None:
    """Sign in as an officer, take the case and accept it."""
    await visitor.sign_in("officer.0417", Role.OFFICER)
    assert (await visitor.move(case.reference, "claim")).status == 303
    assert (await visitor.move(case.reference, "accept", number="88")).status == 303


async def test_a_row_tells_level_clock_place_words_people_money_and_who(
    visitor: Visitor, case: Case
) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)

    page = await visitor.see("/desk/")

    assert f"/desk/cases/{case.reference}" in page.html
    for word in ("P2", "望城区", "46,000", "7 人", "没人接", STORY[:20]):
        assert word in page.text


@pytest.mark.parametrize(
    ("view", "query", "found"),
    [
        ("all", {}, True),
        ("unowned", {}, True),
        ("mine", {}, False),
        ("overdue", {}, False),
        ("all", {"level": "P2"}, True),
        ("all", {"level": "P4"}, False),
        ("all", {"status": "filed"}, True),
        ("all", {"division": "望城区"}, True),
        ("all", {"division": "浏阳市"}, False),
        ("all", {"kind": "tip"}, False),
    ],
)
async def test_a_view_and_a_filter_narrow_the_list(
    visitor: Visitor, case: Case, view: str, query: dict[str, str], found: bool
) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)

    page = await visitor.see("/desk/", view=view, **query)

    assert (f"/desk/cases/{case.reference}" in page.html) is found


async def test_a_case_is_found_by_its_boss_and_by_its_number(visitor: Visitor, case: Case) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)

    for asked in ("刘强", case.reference):
        assert f"/desk/cases/{case.reference}" in (await visitor.see("/desk/", q=asked)).html


async def test_a_cursor_that_is_not_ours_shows_the_first_page(visitor: Visitor, case: Case) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)

    page = await visitor.see("/desk/", cursor="nonsense")

    assert page.status == 200
    assert case.reference in page.html


async def test_the_words_of_a_fact_are_marked_in_the_story_and_linked(
    visitor: Visitor, case: Case
) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)

    page = await visitor.see(f"/desk/cases/{case.reference}")

    links = dict(re.findall(r'class="src" href="#([^"]+)">([^<]*)<', page.html))
    marks = dict(re.findall(r'<mark id="([^"]+)">(.*?)</mark>', page.html))
    assert links["w-amount_fen"] == "4万6"
    assert links.keys() <= marks.keys()
    assert all(words in marks[anchor] for anchor, words in links.items())


async def test_a_telephone_is_masked_in_the_facts_and_in_the_story(
    visitor: Visitor, case: Case
) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)

    page = await visitor.see(f"/desk/cases/{case.reference}")

    assert "138****1234" in page.text
    assert "13812341234" not in page.html


async def test_only_allowed_moves_are_offered(visitor: Visitor, case: Case) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)
    before = await visitor.see(f"/desk/cases/{case.reference}")

    await visitor.move(case.reference, "claim")
    after = await visitor.see(f"/desk/cases/{case.reference}")

    assert steps(before)[0] == "claim"
    assert "accept" not in steps(before)
    assert steps(after)[0] == "accept"
    assert "claim" not in steps(after)


def steps(page: Page) -> list[str]:
    """Return the moves a page offers, in order."""
    return re.findall(r'data-step="([^"]+)"', page.html)


async def test_a_sum_over_the_balance_is_named_and_what_was_typed_stays(
    visitor: Visitor, case: Case
) -> None:
    await begin(visitor, case)
    reference = case.reference
    await visitor.move(
        reference, "verify", finding="arrears", checked=["payroll", "worker"], text="属实",
        amounts__c1="46000",
    )  # fmt: skip
    typed = {
        "claimant": "c1", "amount_fen": "99,999.50", "paid_at": "2026-11-24",
        "source": "employer", "proof__0__kind": "bank_slip", "proof__0__text": "回单 12",
    }  # fmt: skip

    refused = await visitor.move(reference, "record_payment", **typed)
    done = await visitor.move(reference, "record_payment", **(typed | {"amount_fen": "12000"}))

    assert refused.status == 422
    assert 'value="99,999.50"' in refused.html
    assert "回单 12" in refused.html
    assert re.search(r'href="#f-amount_fen">[^<]*46,000|超过还欠', refused.html)
    assert done.status == 303
    (now,) = await visitor.stage.cases()
    assert now.paid_fen == 1_200_000


async def test_a_file_becomes_proof_and_is_opened_only_inside_the_case(
    visitor: Visitor, case: Case
) -> None:
    await begin(visitor, case)

    kept = await visitor.move(case.reference, "note", text="看照片", files={"files": PNG})
    page = await visitor.see(f"/desk/cases/{case.reference}")
    (address,) = set(re.findall(r'href="(/desk/cases/[^"]+/files/[^"]+)"', page.html))
    opened = await visitor.client.get(address)
    await visitor.sign_in("elsewhere", Role.OFFICER, division="110101")

    assert kept.status == 303
    assert await opened.read() == PNG
    assert opened.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    assert (await visitor.see(address)).status == 404


async def test_the_slower_of_two_hears_who_was_faster_and_keeps_his_words(
    visitor: Visitor, case: Case
) -> None:
    await begin(visitor, case)
    base = f"/desk/cases/{case.reference}"
    old = await visitor.see(base)
    await visitor.move(case.reference, "correct", field="headcount", value="8", reason="点过名")

    late = await visitor.send(
        f"{base}/urge", csrf=old.value("csrf"), version=old.value("version"), text="写了很久"
    )
    stale = await visitor.send(
        f"{base}/pause", csrf=old.value("csrf"), version=old.value("version"),
        why="other", text="写了很久的话", until="2026-12-01",
    )  # fmt: skip
    await visitor.sign_in("officer.0423", Role.OFFICER)
    held = await visitor.move(case.reference, "claim")

    assert late.status == 403
    assert stale.status == 409
    assert "officer.0417" in stale.text
    assert "写了很久的话" in stale.html
    assert held.status == 409
    assert "officer.0417" in held.text


async def test_a_gate_says_what_is_missing(visitor: Visitor, case: Case) -> None:
    await begin(visitor, case)
    await visitor.move(
        case.reference, "verify", finding="not_wages", checked="worker", text="不是工资"
    )

    page = await visitor.move(case.reference, "close", outcome="not_substantiated", text="查不实")

    assert page.status == 409
    assert "没问过工人" in page.text


async def test_another_row_is_added_to_a_form_without_script(visitor: Visitor, case: Case) -> None:
    await begin(visitor, case)

    page = await visitor.move(
        case.reference, "record_payment", _more="proof", proof__0__text="回单 1"
    )

    assert page.status == 200
    assert 'id="f-proof-1-text"' in page.html
    assert "回单 1" in page.html


async def test_what_is_asked_reaches_the_worker(visitor: Visitor) -> None:
    worker = await file_story(visitor.stage)
    (case,) = await visitor.stage.cases()
    await begin(visitor, case)

    done = await visitor.move(case.reference, "ask", field="last_payment", text="最后一次是哪天？")
    await visitor.stage.settle()

    assert done.status == 303
    assert "最后一次是哪天？" in [message.text for message in await worker.heard()]


async def test_a_sealed_field_is_shown_once_and_that_is_written_down(
    visitor: Visitor, case: Case
) -> None:
    await begin(visitor, case)

    shown = await visitor.move(case.reference, "reveal", field="phone", reason="要打电话")
    again = await visitor.see(f"/desk/cases/{case.reference}")

    assert "13812341234" in shown.text
    assert "13812341234" not in again.html
    assert "要打电话" in again.text


async def test_reading_is_written_down_and_peeking_is_not_another_reading(
    visitor: Visitor, case: Case
) -> None:
    await visitor.sign_in("boss", Role.SUPERVISOR)
    path = f"/desk/cases/{case.reference}"

    first = await visitor.see(path)
    await visitor.see(path, peek="1")
    second = await visitor.see(path)

    assert "谁看过 1" in first.text
    assert "谁看过 2" in second.text


@pytest.mark.parametrize("page", ["", "/field", "/print"])
async def test_out_of_scope_a_case_does_not_exist(visitor: Visitor, case: Case, page: str) -> None:
    await visitor.sign_in("elsewhere", Role.OFFICER, division="110101")

    assert (await visitor.see(f"/desk/cases/{case.reference}{page}")).status == 404


async def test_an_auditor_sees_no_story(visitor: Visitor, case: Case) -> None:
    await visitor.sign_in("auditor", Role.AUDITOR)

    for page in ("", "/field", "/print"):
        seen = await visitor.see(f"/desk/cases/{case.reference}{page}")
        assert seen.status == 200
        assert "刘强" not in seen.html
        assert "4万6" not in seen.html


async def test_a_printed_case_has_no_private_notes_and_says_who_printed_it(
    visitor: Visitor, case: Case
) -> None:
    await begin(visitor, case)
    await visitor.move(case.reference, "note", text="不给外人看")

    page = await visitor.see(f"/desk/cases/{case.reference}/print")

    assert "officer.0417" in page.text
    assert "不给外人看" not in page.html


async def test_a_second_person_approves_on_the_page(visitor: Visitor, case: Case) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)
    await visitor.move(case.reference, "claim")
    asked = await visitor.move(
        case.reference, "decline", reason_code="not_wages", destination__kind="court",
        text="不是工资",
    )  # fmt: skip
    own = await visitor.see(f"/desk/cases/{case.reference}")
    await visitor.sign_in("officer.0423", Role.OFFICER)

    done = await visitor.move(case.reference, "approve", request="r1")

    assert asked.status == 303
    assert "您提的" in own.text
    assert done.status == 303
    (now,) = await visitor.stage.cases()
    assert now.status == "declined"


async def test_a_firm_page_puts_its_cases_together(visitor: Visitor, case: Case) -> None:
    await visitor.sign_in("officer.0417", Role.OFFICER)

    page = await visitor.see("/desk/firms", name="刘强")
    none = await visitor.see("/desk/firms", name="没有这个人")

    assert f"/desk/cases/{case.reference}" in page.html
    assert "46,000" in page.text
    assert none.status == 200
