"""What has been reached on the test set is not lost again.

The floors stand a little below the figures of `docs/understanding-scores.md`; they are raised when
the figures rise, and lowered only with the reason in the commit.
"""

import pytest

from tests.gold.rights import load_questions, score_rights
from tests.gold.samples import load
from tests.gold.scoring import Report, calibration, score


@pytest.fixture(scope="module", name="report")
def scored_test_set() -> Report:
    return score(load("test"))


@pytest.fixture(scope="module", name="empty")
def scored_empty_set() -> Report:
    return score(load("empty"))


def test_the_sets_are_large_enough_to_measure_anything() -> None:
    sizes = {name: len(load(name)) for name in ("dev", "test", "empty")}

    assert sizes["dev"] >= 300
    assert sizes["test"] >= 300
    assert sizes["empty"] >= 100


def test_no_message_stands_in_two_sets() -> None:
    texts = [sample.text for name in ("dev", "test", "empty") for sample in load(name)]

    assert len(texts) == len(set(texts))


def test_facts_are_read(report: Report) -> None:
    assert report.facts.f1 >= 0.92
    assert report.mirror.rate >= 0.88


def test_wages_are_told_from_everything_else(report: Report) -> None:
    assert report.wages.f1 >= 0.96


def test_the_intent_is_understood(report: Report, empty: Report) -> None:
    assert report.intent.rate >= 0.95
    assert empty.intent.rate >= 0.93


def test_signals_are_heard(report: Report) -> None:
    assert report.all_signals.f1 >= 0.90


def test_a_cry_for_help_is_heard_and_ordinary_anger_is_not_disturbed(report: Report) -> None:
    assert report.crisis_heard.rate >= 0.96
    assert report.calm_left.rate >= 0.95


def test_nothing_is_invented_where_nothing_was_said(empty: Report) -> None:
    assert empty.empty.rate >= 0.93


def test_routing_follows(report: Report) -> None:
    assert report.routing["lead"].rate >= 0.96
    assert report.routing["level"].rate >= 0.90
    assert report.routing["co_agencies"].rate >= 0.85


def test_a_confidence_means_what_it_says(report: Report) -> None:
    error, _ = calibration(report.trusted)

    assert error <= 0.06


def test_rights_articles_are_found_and_none_is_made_up() -> None:
    told = score_rights("rights_test")

    assert told.right.rate >= 0.85
    assert told.silent.rate >= 0.85


def test_no_question_stands_in_two_sets() -> None:
    questions = [q for name in ("rights_dev", "rights_test") for q, _ in load_questions(name)]

    assert len(questions) == len(set(questions))
