"""A real browser: type, find, open, go back; by keyboard alone, without script, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

CHROMIUM = Path("/usr/bin/chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
if not CHROMIUM.exists():
    pytest.skip("Debian's chromium is not installed", allow_module_level=True)

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MARKED = "/document/003_35e67127c36b5ce3.txt?q=perang+NIIS"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["desk", "phone", "no script"])
def page(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An open page; what the console says is an error of ours."""
    size: ViewportSize = {"width": 360, "height": 740} if request.param == "phone" else {"width": 1280, "height": 900}
    context = browser.new_context(
        base_url=site, locale="id-ID", viewport=size, java_script_enabled=request.param != "no script"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert not said


def fits(page: Page) -> bool:
    """Whether nothing is wider than the window: the last element of the body ends inside it."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    boxes = [element.bounding_box() for element in page.locator("main, main *, header, form").all()]
    return all(box["x"] >= -1 and box["x"] + box["width"] <= width + 1 for box in boxes if box and box["width"] > 1)


def test_type_find_open_and_go_back_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    playwright.expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("koalisi Rusia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=koalisi+Rusia")
    assert page.locator("h1").inner_text() == "Hasil untuk “koalisi Rusia”"
    assert page.locator(".hit").count() == 5
    assert page.locator(".hit mark", has_text="Rusia").count() >= 5
    assert fits(page)

    title = page.locator(".hit h2 a").first
    for _ in range(12):
        page.keyboard.press("Tab")
        if title.evaluate("link => link === document.activeElement"):
            break
    assert title.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/document/**")
    assert page.locator("article.text mark").count() >= 5
    assert fits(page)

    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("link => link.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # from the start of the content to the way back
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=koalisi+Rusia")


def test_the_switch_changes_the_language_for_good(page: Page) -> None:
    page.goto("/?q=serang")
    page.get_by_role("link", name="English").click()
    assert page.locator("h1").inner_text() == "Results for “serang”"
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "en"


def test_removed_lines_unfold(page: Page) -> None:
    page.goto("/document/003_35e67127c36b5ce3.txt")
    line = page.get_by_text("latestnews")
    assert not line.is_visible()
    page.locator("summary").first.click()
    assert line.is_visible()


def test_a_slash_takes_the_cursor_to_the_box(browser: Browser, site: str) -> None:
    page = browser.new_page(base_url=site)
    page.goto("/?q=serang")
    page.keyboard.press("/")
    page.keyboard.type("Sinai/Mesir")
    assert page.locator("#q").input_value() == "Sinai/Mesir"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/", "/?q=memerangi+Daesh+Turki+(", MARKED, "/none"])
def test_text_stands_out_from_its_ground(
    browser: Browser, site: str, address: str, scheme: Literal["light", "dark"]
) -> None:
    """WCAG 2.2 AA, 1.4.3: at least 4.5 to 1, for every element with text of its own."""
    page = browser.new_page(base_url=site, color_scheme=scheme)
    page.goto(address)
    ratios = page.evaluate((Path(__file__).parent / "contrast.js").read_text(encoding="utf-8"))
    assert len(ratios) >= 6
    assert not [(text, ratio) for text, ratio in ratios if ratio < 4.5]
    page.close()
