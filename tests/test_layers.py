"""The order of imports (docs/architecture.md), read from the sources: a module imports only what stands before it.

Imports inside functions count too: an import hidden to please this test would only hide the mistake.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import search
from tests.conftest import ROOT

LAYERS = (
    "errors",
    "files",
    "deadline",
    "model",
    "wording",
    "config",
    "analysis",
    "aliases",
    "ingest",
    "mining",
    "copies",
    "query",
    "engines",
    "snippets",
    "bulk",
    "suggest",
    "index",
    "saved",
    "evaluation",
    "answers",
    "cli",
)

# A third-party library and the only place that may import it, so that replacing it is the work of one afternoon.
HOMES: dict[str, str | tuple[str, ...]] = {
    "Sastrawi": "search/analysis/dictionary.py",
    "backports": ("search/engines/whoosh/texts.py", "search/ingest/packing.py"),  # zstd, before Python 3.14
    "charset_normalizer": "search/ingest/encoding.py",
    "click": "search/cli",
    "compression": ("search/engines/whoosh/texts.py", "search/ingest/packing.py"),  # the same, from 3.14 on
    "feedparser": "search/ingest/readers/feedfile.py",
    "flask": "web/",
    "jinja2": "web/",  # a part of flask, as are markupsafe and werkzeug
    "lxml": "search/ingest/markup/",
    "langdetect": "search/analysis/profiles.py",
    "markupsafe": "web/",
    # the arrays of an index, of sketches, of tokens, of frequencies
    "numpy": ("search/engines/", "search/copies/", "search/bulk/", "search/analysis/profiles.py"),
    "pypdf": "search/ingest/readers/pdffile.py",
    "platformdirs": "search/index/places.py",
    "snowballstemmer": "search/analysis/",
    "tantivy": "search/engines/tantivy/",
    "trafilatura": "search/ingest/markup/",
    "waitress": "web/",
    "watchfiles": "search/index/watching.py",
    "warcio": "search/ingest/readers/warcfile.py",
    "werkzeug": "web/",
    "whoosh": "search/engines/whoosh/",
}


# The one circle of files: Whoosh asks a segment for its codec, and a codec for its segments.
CIRCULAR = {("search/engines/whoosh/segment.py", "search/engines/whoosh/codec.py")}
PUBLIC_NAMES = 19  # at most; CHANGELOG.md says why more than ten


class Import(NamedTuple):
    """One imported name: the file and line that ask for it, the module, and the name ("" for the module itself)."""

    file: str
    line: int
    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}" + (f".{self.name}" if self.name else "")


def imports(package: str) -> Iterator[Import]:
    """Every import in the Python files of a package, relative ones made absolute."""
    for path in sorted((ROOT / package).rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), file)):
            if isinstance(node, ast.Import):
                yield from (Import(file, node.lineno, alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                module = _absolute(node, path)
                yield from (Import(file, node.lineno, module, alias.name) for alias in node.names)


def _absolute(node: ast.ImportFrom, path: Path) -> str:
    if not node.level:
        return node.module or ""
    package = path.relative_to(ROOT).parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def layer_of(module: str, name: str = "") -> str:
    """The layer of `search.query.tree` is "query"; of `from search import model`, "model"; of `search` itself, ""."""
    parts = module.split(".")
    if len(parts) > 1:
        return parts[1]
    return name if name in LAYERS else ""


IN_SEARCH = list(imports("search"))
IN_WEB = list(imports("web"))


def test_every_module_of_search_belongs_to_a_layer() -> None:
    names = {path.stem if path.is_file() else path.name for path in (ROOT / "search").iterdir()}
    modules = {name for name in names if not name.startswith("_") and (ROOT / "search" / f"{name}.py").exists()}
    packages = {name for name in names if (ROOT / "search" / name / "__init__.py").exists()}
    assert len(modules | packages) >= 5
    assert modules | packages <= set(LAYERS)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_what_stands_before_it(layer: str) -> None:
    own = (f"search/{layer}.py", f"search/{layer}/")
    allowed = LAYERS[: LAYERS.index(layer) + 1]
    # The command line stands on top of everything: the public names of `search`, and the page it serves.
    beyond = {"", "web"} if layer == "cli" else set()
    wrong = [
        found
        for found in IN_SEARCH
        if found.file.startswith(own)
        and (found.module.split(".")[0] in {"search", "web"})
        and _target(found) not in {*allowed, *beyond}
    ]
    assert not wrong, "\n".join(map(str, wrong))


def _target(found: Import) -> str:
    return "web" if found.module.split(".")[0] == "web" else layer_of(found.module, found.name)


def test_web_uses_only_the_public_names_of_search() -> None:
    of_search = [found for found in IN_WEB if found.module.split(".")[0] == "search"]
    assert of_search, "the scan saw no import of search in web/"
    public = {("search", name) for name in search.__all__} | {("search", ""), ("search", "wording")}
    # Words, settings, the shapes of answers and saved searches are what the web shares with the command line; how long
    # an answer may take is for whoever serves readers.
    shared = {"search.wording", "search.config", "search.answers", "search.saved", "search.deadline"}
    wrong = [found for found in of_search if (found.module, found.name) not in public and found.module not in shared]
    assert not wrong, "\n".join(map(str, wrong))


def test_no_files_import_each_other_in_a_circle() -> None:
    asked: dict[str, set[str]] = {}
    for found in IN_SEARCH + IN_WEB:
        # A name of a package is a file of it, or what its __init__.py collects: that one imports its own files.
        names = (f"{found.module}.{found.name}", found.module)
        paths = (Path(*name.split(".")).with_suffix(".py") for name in names)
        file = next((path.as_posix() for path in paths if (ROOT / path).exists()), "")
        if file and (found.file, file) not in CIRCULAR:
            asked.setdefault(found.file, set()).add(file)
    assert len(asked) > 200, "the scan saw hardly any import"
    TopologicalSorter(asked).prepare()  # raises CycleError with the circle in it


def test_search_exports_about_ten_names() -> None:
    assert 1 <= len(search.__all__) <= PUBLIC_NAMES, "one more needs a reason in CHANGELOG.md, and a new number here"


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    uses = [found for found in IN_SEARCH + IN_WEB if found.module.split(".")[0] == library]
    assert uses, f"nothing imports {library}: drop the dependency"
    strangers = [found for found in uses if not found.file.startswith(HOMES[library])]
    assert not strangers, "\n".join(map(str, strangers))


def test_every_third_party_library_has_a_home() -> None:
    ours = {"search", "web"}
    known = ours | set(HOMES) | set(sys.stdlib_module_names) | {"_typeshed"}  # the last is for the type check only
    strangers = [found for found in IN_SEARCH + IN_WEB if found.module.split(".")[0] not in known]
    assert not strangers, "\n".join(map(str, strangers))
