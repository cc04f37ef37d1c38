"""The package's words are read from its own data folder."""

from nlp.lexicon import read_table, read_text, read_words


def test_comments_and_blank_lines_are_no_rows() -> None:
    rows = read_table("signal_words.tsv")

    assert rows
    assert all(len(row) == 2 and not row[0].startswith("#") for row in rows)


def test_a_text_is_read_whole() -> None:
    assert read_text("signal_words.tsv").startswith("#")


def test_a_list_holds_each_line_once() -> None:
    lines = [line for line in read_text("categories.tsv").splitlines() if line]

    assert len(read_words("categories.tsv")) == len([one for one in lines if one[0] != "#"])
