"""WCAG 2.2 AA, as far as a program can tell: axe-core in a real browser finds nothing on any page, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.web.driving import DESK, PHONE, chromium, type_first

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "/",
    "/?q=warga",
    "/?q=warga+tanggal:2013+sumber:%3D%22Kabar+Utara%22&sort=newest",
    "/?q=judul:Palu+(",
    "/?q=tidakadasamasekali",
    "/?q=warga&page=99",
    "/document/berita/00?q=pasar+banjir+jaring#m2",
    "/compare?id=berita/00&other=salinan/00",
    "/archive",
    "/aliases",
    "/help",
    "/analyze?text=Presiden+memerangi+NIIS",
    "/document/none",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with chromium() as browser:
        yield browser


def page_of(browser: Browser, site: str, address: str, scheme: Literal["light", "dark"], *, is_phone: bool) -> Page:
    """The page, unfolded, with the list of suggestions where it has one."""
    context = browser.new_context(
        base_url=site, locale="id-ID", color_scheme=scheme, viewport=PHONE if is_phone else DESK, bypass_csp=True
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(
    browser: Browser, newsroom_site: str, address: str, scheme: Literal["light", "dark"]
) -> None:
    page = page_of(browser, newsroom_site, address, scheme, is_phone=scheme == "dark")
    page.evaluate(files(AXE).joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    assert len(found["passes"]) >= 15
    wrong = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]]
    page.context.close()
    assert not wrong


def test_axe_finds_nothing_in_open_suggestions(browser: Browser, newsroom_site: str) -> None:
    page = page_of(browser, newsroom_site, "/", "light", is_phone=False)
    type_first(page, "banj")
    page.locator("#suggestions li").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.evaluate(files(AXE).joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
    page.context.close()
    assert not [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_text_stands_out_from_its_ground(
    browser: Browser, newsroom_site: str, address: str, scheme: Literal["light", "dark"]
) -> None:
    """1.4.3: at least 4.5 to 1, for every element with text of its own; axe leaves out what it cannot tell."""
    page = page_of(browser, newsroom_site, address, scheme, is_phone=False)
    ratios = page.evaluate((Path(__file__).parent / "contrast.js").read_text(encoding="utf-8"))
    page.context.close()
    assert len(ratios) >= 6
    assert not [(text, ratio) for text, ratio in ratios if ratio < 4.5]
