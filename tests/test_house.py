"""The house rules that a program can see: sizes, docstrings, unfinished work, traces of somebody's machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

LONGEST_FILE = 300  # lines; CONTRIBUTING.md
LONGEST_FUNCTION = 40  # lines, docstring included
OURS = ("search", "web", "tests", "docs", "benchmarks", ".ci")
WORDS = {".py", ".md", ".toml", ".txt", ".tsv", ".in", ".json", ".po", ".html", ".css", ".js", ".sh", ""}
# Folders of one machine, and the hosts of package registries: neither has a meaning for anybody else.
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w|pypi\.\w|pythonhosted\.\w")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b(?! \(#\d+\))")


def code() -> list[Path]:
    """The Python files of the library and the web application."""
    return sorted(path for folder in ("search", "web") for path in (ROOT / folder).rglob("*.py"))


def texts() -> list[Path]:
    """Every text file of the project, data included, without the seeds and what is made by tools."""
    own = [path for path in ROOT.iterdir() if path.is_file()]
    own += [path for folder in OURS for path in (ROOT / folder).rglob("*") if path.is_file()]
    return sorted(path for path in own if path.suffix in WORDS and "__pycache__" not in path.parts)


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def definitions(path: Path) -> Iterator[tuple[Definition, bool]]:
    """The functions and classes of a file, and whether each is public; what stands inside a function is not."""
    waiting: list[tuple[ast.AST, bool]] = [(ast.parse(path.read_text(encoding="utf-8")), True)]
    while waiting:
        node, is_public = waiting.pop()
        for child in ast.iter_child_nodes(node):
            is_seen = is_public
            if isinstance(child, Definition):
                is_seen = is_public and not child.name.startswith("_")
                yield child, is_seen
            inside_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            waiting.append((child, is_seen and not inside_function))


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def test_no_file_is_longer_than_its_reader_is_patient() -> None:
    assert len(code()) >= 10
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in code()}
    assert not [where(path, lines) for path, lines in lengths.items() if lines > LONGEST_FILE]


def test_no_function_is_longer_than_a_screen() -> None:
    seen, wrong = 0, []
    for path in code():
        for node, _ in definitions(path):
            if not isinstance(node, ast.ClassDef):
                seen += 1
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                wrong += [f"{where(path, node.lineno)} {node.name}: {lines}"] if lines > LONGEST_FUNCTION else []
    assert seen >= 50
    assert not wrong, "\n".join(wrong)


def test_every_public_name_and_every_module_has_a_docstring() -> None:
    seen, wrong = 0, []
    for path in code():
        wrong += [] if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) else [where(path, 1)]
        for node, is_public in definitions(path):
            if is_public:
                seen += 1
                wrong += [] if ast.get_docstring(node) else [f"{where(path, node.lineno)} {node.name}"]
    assert seen >= 50
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("rule", [UNFINISHED, MACHINE], ids=["unfinished work without issue", "traces of one machine"])
def test_no_text_holds(rule: re.Pattern[str]) -> None:
    seen, wrong = 0, []
    for path in set(texts()) - {Path(__file__)}:  # this file names what it forbids
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        seen += len(lines)
        wrong += [where(path, number) for number, line in enumerate(lines, start=1) if rule.search(line)]
    assert seen >= 2000
    assert not wrong, "\n".join(sorted(wrong))
