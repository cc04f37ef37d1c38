"""What import contracts cannot show: purity, words in their place, sizes, names that are ours."""

import ast
import re
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "handlers", "nlp", "storage", "locales")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Tables of rows may be long; everything else says one thing.
TABLES = ("storage/tables/", "storage/migrations/", "questions.py", "moves.py", "desk/schemas.py")
LONGEST_FILE, LONGEST_FUNCTION = 400, 50


def modules(*packages: str) -> list[Path]:
    """Return every hand-written module of these packages."""
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def named(path: Path) -> str:
    """Return a module's path as it is spoken of."""
    return path.relative_to(ROOT).as_posix()


def nodes(path: Path) -> Iterator[ast.AST]:
    """Return the syntax tree of a module, node by node."""
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", modules("handlers", "nlp"), ids=named)
def test_rules_neither_wait_nor_look_at_a_clock_nor_open_a_file(path: Path) -> None:
    found = []
    for node in nodes(path):
        if isinstance(node, ast.Await | ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith):
            found.append(f"line {node.lineno}: waits")
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr in ("now", "today", "utcnow"):
                found.append(f"line {node.lineno}: {called.attr}()")
            if isinstance(called, ast.Name) and called.id == "open":
                found.append(f"line {node.lineno}: open()")

    assert found == []


@pytest.mark.parametrize("path", modules("bot", "handlers", "storage"), ids=named)
def test_no_chinese_sentence_stands_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    field_docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = [
        f"line {node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings | field_docs
        and CHINESE.search(node.value)
    ]

    assert found == []


@pytest.mark.parametrize("path", modules(*PACKAGES), ids=named)
def test_a_file_says_one_thing(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()

    if any(part in named(path) for part in TABLES):
        pytest.skip("a table of rows")

    assert len(lines) <= LONGEST_FILE


@pytest.mark.parametrize("path", modules(*PACKAGES), ids=named)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    if any(part in named(path) for part in TABLES):
        pytest.skip("a table of rows")
    found = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert found == []


def test_no_module_is_a_drawer_for_anything() -> None:
    drawers = {"utils", "helpers", "common", "misc", "base", "manager"}

    assert [named(path) for path in modules(*PACKAGES) if path.stem in drawers] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_claims_our_names(package: str) -> None:
    claimed = packages_distributions().get(package, [])

    assert set(claimed) <= {"xinsheng"}
