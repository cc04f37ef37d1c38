"""Rights articles: whole, reviewed, short, and resting on articles of law whose text is known."""

import csv
import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from locales.rights import Article, load_articles

ARTICLES = load_articles("zh-CN")
TABLE = Path(__file__).with_name("law_figures.csv").read_text(encoding="utf-8")
FIGURES = list(csv.DictReader(TABLE.splitlines()))

#: Read in excerpts only, so their text has no figure.
NOT_READ_WHOLE = {"关于实施劳动保障监察条例若干规定", "劳动人事争议仲裁办案规则"}

NEXT = {
    "report", "person", "keep_evidence", "arbitration", "court", "call_110", "call_12333",
    "call_12348", "call_12351",
}  # fmt: skip


def each_article() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)


def test_there_are_enough_articles_and_none_twice() -> None:
    names = [article.id for article in ARTICLES]

    assert len(names) >= 40
    assert len(set(names)) == len({article.title for article in ARTICLES}) == len(names)


@each_article()
def test_an_article_lies_in_the_file_of_its_name(article: Article) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", article.id)
    assert files("locales").joinpath("zh-CN", "rights", f"{article.id}.md").is_file()


@each_article()
def test_an_article_says_whence_since_when_and_what_next(article: Article) -> None:
    assert article.basis
    assert article.source
    assert article.next in NEXT
    assert article.effective <= article.reviewed == date(2026, 11, 24)
    assert all(prefix.isdecimal() for prefix in article.scope)


@each_article()
def test_people_ask_it_in_at_least_six_ways(article: Article) -> None:
    asks = [re.sub(r"[\W]", "", ask) for ask in article.asks]

    assert len(set(asks)) == len(asks) >= 6


def test_no_question_stands_under_two_articles() -> None:
    asks = [ask for article in ARTICLES for ask in article.asks]

    assert len(set(asks)) == len(asks)


@each_article()
def test_an_answer_is_a_few_short_sentences_in_plain_words(article: Article) -> None:
    lines = article.text.splitlines()
    sentences = [part for line in lines for part in re.split(r"[。；：]", line) if part]

    assert 3 <= len(lines) <= 8
    assert all(line and line == line.strip() for line in lines)
    assert max(len(sentence) for sentence in sentences) <= 27
    assert "你" not in article.text
    assert not set(re.findall(r"用人单位|诉求|劳动者|依据|之日起|届满", article.text))


@each_article()
def test_every_basis_is_an_article_of_law_whose_text_was_read(article: Article) -> None:
    known = {(row["law"], row["article"]): row["sha256"] for row in FIGURES}

    for basis in article.basis:
        figure = known[basis.law, str(basis.article)]
        assert re.fullmatch(r"[0-9a-f]{64}", figure) or basis.law in NOT_READ_WHOLE


def test_the_table_of_figures_holds_nothing_that_is_not_cited() -> None:
    cited = {(each.law, str(each.article)) for article in ARTICLES for each in article.basis}

    assert {(row["law"], row["article"]) for row in FIGURES} == cited


def test_danger_is_answered_with_110_before_anything_about_money() -> None:
    (article,) = [each for each in ARTICLES if each.id == "locked-in-or-beaten"]

    assert article.text.index("110") < article.text.index("钱")


@each_article()
def test_no_answer_promises_money(article: Article) -> None:
    assert not re.search(r"一定能(拿|要)到|保证(能|给)|肯定(能|会)给", article.text)
