"""What a plain search must not load: a whole process is mostly imports (benchmarks/startup.py)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runs import environment

# module, what it is for
NOT_NEEDED = [
    ("babel", "making catalogues"),
    ("email", "importlib.metadata"),
    ("flask", "the pages"),
    ("importlib.metadata", "--version"),
    ("langdetect", "adding articles"),
    ("multiprocessing", "workers"),
    ("search.copies", "copies, when they are found or compared"),
    ("search.evaluation", "search evaluate"),
    ("search.index.history", "statistics"),
    ("search.index.misses", "why nothing was found"),
    ("search.index.suggesting", "where no article holds all words"),
    ("search.index.syncing", "changed rules"),
    ("search.index.updating", "adding articles"),
    ("search.ingest", "adding articles"),
    ("search.mining", "search aliases mine"),
    ("search.saved", "search saved"),
    ("search.suggest", "suggestions"),
    ("snowballstemmer", "an archive with other languages"),
    ("socket", "importlib.metadata"),
    ("statistics", "ranking by age"),
    ("subprocess", "a pager"),
    ("tantivy", "the other engine"),
    ("tomllib", "settings in a file"),
    ("urllib.request", "a name in whoosh.compat that nothing uses"),
    ("whoosh.qparser", "Whoosh's own query language"),
    ("zipfile", "importlib.metadata"),
]

SEARCH = """
import sys
from search.cli import main
try:
    main()
except SystemExit as ended:
    assert ended.code == 0
print(*sys.modules, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def loaded(seed_index_path: Path) -> set[str]:
    """The modules of a process that searched."""
    command = [sys.executable, "-c", SEARCH, "koalisi Rusia"]
    variables = environment(seed_index_path, {})
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60, check=True)
    assert "Koalisi" in done.stdout
    return set(done.stderr.split())


@pytest.mark.parametrize(("module", "purpose"), NOT_NEEDED, ids=[module for module, _ in NOT_NEEDED])
def test_a_plain_search_loads_nothing_that_it_does_not_use(loaded: set[str], module: str, purpose: str) -> None:
    assert {"numpy", "search.index.searching", "whoosh.index"} <= loaded
    assert module not in loaded, f"that is for {purpose}"


def test_public_names_are_loaded_when_they_are_asked_for() -> None:
    program = "import search, sys; assert 'search.copies' not in sys.modules; search.differences; from search import *"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
