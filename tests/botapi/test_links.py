"""Links that open once: a sealed number is given on the web, papers are fetched, data is mine."""

import io
import re

from docx import Document

from tests.botapi.living import CHAT, Living
from tests.botapi.test_faults import OTHER
from tests.botapi.test_talking import STORY

IDENTITY = "11010519491231002X"


async def test_an_officer_asks_for_the_identity_number_and_it_is_given_on_the_web(
    alive: Living,
) -> None:
    from handlers.casework.commands import Command
    from tests.bot.test_line import INSPECTOR

    worker = await _filed(alive)
    (case,) = await alive.cases()
    heard = len(worker.heard)
    casework = alive.product.casework
    await casework.act(INSPECTOR, case.reference, Command(action="claim", body={}))
    await casework.act(
        INSPECTOR, case.reference,
        Command(action="ask", body={"field": "identity_number", "text": "身份证号是多少？"}),
    )  # fmt: skip
    await alive.api.until(lambda: any("/once/" in one.text for one in worker.heard[heard:]))
    path = _link(worker.heard[-1].text)

    async with alive.http.get(alive.site + path) as page:
        assert page.status == 200
        assert 'name="value"' in await page.text()
    async with alive.http.post(alive.site + path, data={"value": "123"}) as page:
        assert page.status == 422
    async with alive.http.post(alive.site + path, data={"value": IDENTITY}) as page:
        assert page.status == 200
    async with alive.http.post(alive.site + path, data={"value": IDENTITY}) as page:
        assert page.status == 409
    await alive.api.until(lambda: "谢谢" in worker.heard[-1].text)

    (now,) = await alive.cases()
    assert now.facts["identity_number"].value == IDENTITY
    assert not now.has_mark("ask_more")
    assert not any(IDENTITY in one.text for one in await alive.transcript())


async def test_an_identity_number_sent_anyway_is_hidden_within_the_turn(alive: Living) -> None:
    worker = alive.person()
    await worker.say(STORY)
    await alive.api.heard(CHAT, 2)

    await worker.say(f"我的身份证号{IDENTITY}")
    await alive.api.heard(CHAT, 3)

    said = [one.text for one in await alive.transcript() if one.sender == "worker"]
    assert said[-1] == "我的身份证号" + "*" * len(IDENTITY)
    async with alive.product.store.reading() as reading:
        from sqlalchemy import text

        bodies = await reading.connection.execute(
            text("SELECT count(*) FROM inbox WHERE state = 'done' AND body IS NOT NULL")
        )
        assert bodies.scalar() == 0


async def test_a_forged_or_altered_link_opens_nothing(alive: Living) -> None:
    worker = alive.person()
    await worker.say("/mydata")
    await alive.api.until(lambda: any("/paper/" in one.text for one in worker.heard))
    path = _link(worker.heard[-1].text if "/paper/" in worker.heard[-1].text else "".join(
        one.text for one in worker.heard
    ))  # fmt: skip

    at_another_page = path.replace("/paper/", "/once/")
    for forged in (path[:-4] + "AAAA", "/once/x", "/paper/" + "A" * 60, at_another_page):
        async with alive.http.get(alive.site + forged) as page:
            assert page.status == 404, forged


async def test_my_data_is_a_document_with_all_that_was_said(alive: Living) -> None:
    worker = alive.person()
    await worker.say(STORY)
    await worker.say("老板 <b>&刘强</b> 说没钱")
    await alive.api.heard(CHAT, 2)

    await worker.say("/mydata")
    await alive.api.until(lambda: any("/paper/" in one.text for one in worker.heard))
    path = _link("".join(one.text + "\n" for one in worker.heard if "/paper/" in one.text))
    async with alive.http.post(alive.site + path) as answer:
        assert answer.status == 200
        paper = Document(io.BytesIO(await answer.read()))

    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert STORY in text
    assert "<b>&刘强</b>" in text
    assert "4万6" in text or "46,000" in text
    async with alive.http.post(alive.site + path) as again:
        assert again.status == 409


async def test_the_paper_for_the_court_is_made_of_what_was_told(alive: Living) -> None:
    worker = await _filed(alive, STORY + "，欠条我有")
    await alive.api.until(lambda: any("/paper/" in one.text for one in worker.heard))
    path = _link("".join(one.text + "\n" for one in worker.heard if "/paper/" in one.text))

    async with alive.http.post(alive.site + path) as answer:
        paper = Document(io.BytesIO(await answer.read()))

    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "陈德水" in text
    assert "刘强" in text
    assert "{{" not in text


async def test_delete_leaves_no_word_of_a_draft(alive: Living) -> None:
    worker = alive.person()
    await worker.say(STORY)
    await alive.api.heard(CHAT, 2)

    await worker.say("/delete")
    await alive.api.until(lambda: worker.heard[-1].offers("delete"))
    await worker.press("delete")
    await alive.api.until(lambda: "全删了" in worker.heard[-1].text)

    assert not any("刘强" in one.text for one in await alive.transcript())


async def test_a_chat_goes_on_at_another_telephone_with_its_code(alive: Living) -> None:
    worker, elsewhere = alive.person(), alive.person(OTHER)
    await worker.say(STORY)
    await alive.api.heard(CHAT, 2)
    await worker.say("先存着")
    await alive.api.heard(CHAT, 3)
    code = worker.heard[-1].text.splitlines()[-1]

    await elsewhere.say("/start")
    await alive.api.heard(OTHER, 1)
    await elsewhere.say(code.lower())
    await alive.api.heard(OTHER, 2)

    assert any("刘强" in one.text for one in elsewhere.heard)
    assert any(one.text == STORY for one in await alive.transcript(OTHER))


async def _filed(alive: Living, story: str = STORY):  # type: ignore[no-untyped-def]
    worker = alive.person()
    await worker.say(story)
    await alive.api.heard(CHAT, 2)
    await worker.press("yes")
    await alive.api.heard(CHAT, 3)
    await worker.say("陈德水")
    await alive.api.heard(CHAT, 4)
    await worker.say("13812341234")
    while not (await worker.hears_last_of(5)).offers("file"):
        await worker.press("dont_know")
    await worker.press("file")
    await alive.api.until(lambda: any("/r/" in one.text for one in worker.heard))
    return worker


def _link(text: str) -> str:
    found = re.search(r"(/(?:once|paper)/\S+)", text)
    assert found, text
    return found[1]
