"""Reference numbers that survive the telephone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.references import is_reference, make_reference, normalize_reference

NUMBERS = st.integers(0, 9_999_999)


@pytest.mark.parametrize(
    ("number", "reference"),
    [(3507214, "350-7214-9"), (0, "000-0000-7"), (9_999_999, "999-9999-7")],
)
def test_a_number_has_its_check_digit(number: int, reference: str) -> None:
    assert make_reference(number) == reference


@given(NUMBERS)
def test_what_is_made_is_genuine(number: int) -> None:
    assert normalize_reference(make_reference(number)) == make_reference(number)


@given(NUMBERS, st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: int, place: int, off: int) -> None:
    digits = make_reference(number).replace("-", "")
    wrong = str((int(digits[place]) + off) % 10)

    assert not is_reference(digits[:place] + wrong + digits[place + 1 :])


@pytest.mark.parametrize(
    "written",
    [
        "35072149",
        "350 7214 9",
        "３５０－７２１４－９",
        "350—7214—9",
        "三五零七二幺四九",
        " 350-7214-9\n",
    ],
)
def test_it_is_read_however_it_is_written(written: str) -> None:
    assert normalize_reference(written) == "350-7214-9"


@pytest.mark.parametrize(
    "written", ["", "350-7214", "350-7214-9-1", "35072149x", "½5072149", "十50721494"]
)
def test_anything_else_is_none(written: str) -> None:
    assert normalize_reference(written) is None


@pytest.mark.parametrize("number", [-1, 10_000_000])
def test_a_number_of_another_size_has_no_reference(number: int) -> None:
    with pytest.raises(ValueError, match="7 digits"):
        make_reference(number)
