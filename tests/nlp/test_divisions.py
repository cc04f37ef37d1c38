"""The table of divisions: its counts, its lookups, and what changed after its source."""

import pytest

from nlp.divisions import (
    ancestors,
    division_name,
    find_towns,
    is_county,
    is_known,
    is_within,
    look_up,
    parent_of,
)
from nlp.lexicon import read_text


def test_the_table_holds_every_rank() -> None:
    lines = [line.split("\t") for line in read_text("divisions.tsv").splitlines()[1:]]
    codes = [line[0] for line in lines]

    assert sum(code.endswith("0000") for code in codes) == 34
    assert sum(is_county(code) for code in codes) > 2800
    assert sum(len(line[2].split()) for line in lines if len(line) > 2) > 41_000
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("430112", "湖南省长沙市望城区"),
        ("430112001", "湖南省长沙市望城区高塘岭街道"),
        ("110105", "北京市朝阳区"),
        ("441900119", "广东省东莞市长安镇"),
        ("429006", "湖北省天门市"),
        ("500157", "重庆市两江新区"),
        ("653229", "新疆维吾尔自治区和田地区和安县"),
        ("653132", "新疆维吾尔自治区喀什地区岑岭县"),
        ("999999", ""),
    ],
)
def test_a_code_has_its_full_name(code: str, name: str) -> None:
    assert division_name(code) == name


def test_the_way_up_from_a_town() -> None:
    assert ancestors("430112001") == ("430112", "430100", "430000")
    assert parent_of("110105") == "110000"
    assert parent_of("430000") is None


@pytest.mark.parametrize(
    ("code", "county"),
    [("430112", True), ("430100", False), ("441900", True), ("460400", True), ("430000", False)],
)
def test_a_city_with_towns_of_its_own_counts_as_a_county(code: str, county: bool) -> None:
    assert is_county(code) is county


def test_an_abolished_county_is_no_longer_in_the_table() -> None:
    assert not is_known("500112")
    assert is_known("659013")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("江干区", "330102"),
        ("崇文区", "110101"),
        ("闸北区", "310106"),
        ("鄞县", "330212"),
        ("郫县", "510117"),
        ("吴江市", "320509"),
        ("渝北区", "500157"),
        ("长沙高新区", "430104"),
        ("苏州工业园区", "320506"),
        ("郑州航空港区", "410184"),
        ("呼市", "150100"),
        ("魔都", "310000"),
        ("恩施州", "422800"),
        ("内蒙", "150000"),
    ],
)
def test_old_names_zones_and_nicknames_lead_to_the_present_code(name: str, code: str) -> None:
    entry = look_up(name)

    assert entry is not None
    assert entry.codes[0] == code


def test_every_alias_leads_to_a_division_that_exists() -> None:
    rows = [
        line.split("\t")
        for table in ("old_names.tsv", "place_aliases.tsv")
        for line in read_text(table).splitlines()
        if line and not line.startswith("#")
    ]

    unknown = [row for row in rows for code in row[1].split(",") if not is_known(code)]

    assert len(rows) > 900
    assert unknown == []


def test_a_town_is_found_by_its_name_and_lies_in_its_county() -> None:
    assert find_towns("厚街镇") == ("441900122",)
    assert is_within("441900122", "441900")
    assert is_within("430112001", "430100")
    assert not is_within("430112001", "430200")
