"""Lists that people keep: agencies into the directory, hotline orders into cases."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from bot.commands.imports import import_
from bot.sheets import kind_of, read_sheet, renamed, told_by
from handlers.errors import Invalid

AGENCIES = "编号,名称,备注\n430112-labor_inspection,望城区劳动监察大队,好\nx,坏的,\n"
ORDERS = (
    "工单,反映人,联系电话,诉求内容,涉及人数,欠薪金额\n"
    "1,陈某,13800000001,望城区工地欠薪,7,\"46,000\"\n"
)


def sheet(folder: Path, text: str, *, encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_heads_are_known_by_many_names_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    rows = read_sheet(sheet(tmp_path, ORDERS, encoding=encoding))

    assert kind_of(rows) == "case"
    text, facts = told_by(renamed("case", rows[0]))
    assert text == "望城区工地欠薪"
    assert facts == {
        "name": "陈某", "phone": "13800000001", "headcount": 7, "amount_fen": 4_600_000,
    }  # fmt: skip


def test_a_sheet_of_excel_reads_as_its_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in ORDERS.splitlines():
        book.active.append(line.replace('"46,000"', "46000").split(","))
    book.save(tmp_path / "list.xlsx")

    rows = read_sheet(tmp_path / "list.xlsx")

    assert told_by(renamed("case", rows[0]))[1]["amount_fen"] == 4_600_000


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n"])
def test_what_is_no_list_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Invalid):
        kind_of(read_sheet(sheet(tmp_path, text)))


def test_a_dry_run_takes_nothing_and_each_wrong_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XINSHENG_DATA_DIR", str(tmp_path / "data"))
    run = CliRunner().invoke
    path = str(sheet(tmp_path, AGENCIES))

    dry = run(import_, [path, "--dry-run"])
    done = run(import_, [path])

    assert dry.exit_code == done.exit_code == 1
    assert "line 3: id is not right" in dry.output
    assert "agency: 1 would be taken" in dry.output
    assert "agency: 1 taken" in done.output


def test_the_same_list_twice_files_its_cases_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.commands.exports import export

    monkeypatch.setenv("XINSHENG_DATA_DIR", str(tmp_path / "data"))
    run, path = CliRunner().invoke, str(sheet(tmp_path, ORDERS))

    for _ in range(2):
        done = run(import_, [path])
        assert (done.exit_code, done.output) == (0, "case: 1 taken\n")

    lines = run(export, ["--format", "csv"]).output.splitlines()
    assert len(lines) == 2
    assert "46000.0" in lines[1]
