"""What the pages weigh, how soon they are painted, and what axe-core says of them, in Debian's chromium.

    python benchmarks/pages.py [--index FOLDER] [--query WORDS] [--rounds N]     the seeds, "koalisi Rusia", 9 rounds

Bytes are uncompressed, as waitress sends them; first paint is the median of rounds with an empty cache, as the browser
tells it, on loopback, so it holds the time of the server and of the renderer and none of a network.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from search import open_index

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
SERVE = "import sys; from web.serving import serve; serve(sys.argv[1], 0, on_ready=lambda url: print(url, flush=True))"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
ANSWERED = "performance.getEntriesByType('navigation')[0].responseEnd"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def measured(browser: Browser, url: str, rounds: int) -> dict[str, float]:
    """The figures of one page."""
    answered, painted, sizes = [], [], {"document": 0, "stylesheet": 0, "script": 0, "image": 0, "other": 0}
    for number in range(rounds):
        context = browser.new_context(locale="id-ID", bypass_csp=True)
        page = context.new_page()
        if number == 0:
            page.on("response", lambda answer: sizes.update({answer.request.resource_type: len(answer.body())}))
        page.goto(url, wait_until="networkidle")
        answered.append(page.evaluate(ANSWERED))
        painted.append(page.evaluate(PAINT))
        if number == rounds - 1:
            page.evaluate(AXE)
            found = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
        context.close()
    whole = sizes["document"] + sizes["stylesheet"] + sizes["script"]
    figures = {"html": sizes["document"], "whole": whole, "answered": median(answered), "painted": median(painted)}
    return figures | {"passed": len(found["passes"]), "violated": len(found["violations"])}


def pages(folder: Path, query: str) -> dict[str, str]:
    """Name -> address of the pages to look at."""
    with open_index(folder) as index:
        first = index.search(query, limit=1).hits[0].document.id
    asked = urlencode({"q": query})
    return {
        "first page": "",
        "results": f"?{asked}",
        "article": f"document/{first}?{asked}",
        "archive": "archive",
        "names": "aliases",
        "help": "help",
    }


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--index", type=Path)
    parser.add_argument("--query", default="koalisi Rusia")
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = asked.index or Path(made) / "index"
        with open_index(folder, create_missing=True) as index:
            if not len(index):
                index.add([ROOT / "seeds"])
        command = [sys.executable, "-c", SERVE, str(folder)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as it:
            assert server.stdout is not None
            url = server.stdout.readline().strip()
            browser = it.chromium.launch(executable_path="/usr/bin/chromium", args=["--headless", "--no-sandbox"])
            print("| page | HTML, bytes | with style and script | answered, ms | first paint, ms | passed | violated |")
            print("|---|---|---|---|---|---|---|")
            for name, address in pages(folder, asked.query).items():
                figures = measured(browser, url + address, asked.rounds).values()
                print(f"| {name} | {' | '.join(f'{one:,.0f}' for one in figures)} |")
            browser.close()
            server.terminate()


if __name__ == "__main__":
    main()
