"""A real browser: type, find, narrow, open, jump, go back; by keyboard alone, without script, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.web.driving import DESK, PHONE, chromium, fits, opened, type_first

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with chromium() as browser:
        yield browser


@pytest.fixture(params=["desk", "phone", "no script"])
def page(browser: Browser, newsroom_site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An open page of the archive of invented reports."""
    size = PHONE if request.param == "phone" else DESK
    with opened(browser, newsroom_site, viewport=size, java_script_enabled=request.param != "no script") as page:
        yield page


@pytest.fixture
def scripted(browser: Browser, newsroom_site: str) -> Iterator[Page]:
    """The same, with script, at a desk."""
    with opened(browser, newsroom_site) as page:
        yield page


def is_focused(element: Locator) -> bool:
    return bool(element.evaluate("element => element === document.activeElement"))


def tab_to(page: Page, element: Locator, most: int = 40) -> None:
    """Walk there with the key that walks."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if is_focused(element):
            break
    assert element.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_type_find_open_and_go_back_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    type_first(page, "banjir Palu")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=banjir+Palu")
    assert page.locator("h1").inner_text() == "Hasil untuk “banjir Palu”"
    assert page.locator(".hit mark", has_text="Palu").count() >= 2
    assert fits(page)
    tab_to(page, page.locator(".hit h2 a").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/document/**")
    assert page.locator("article.text mark").count() >= 3
    assert fits(page)
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("link => link.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # from the start of the content to the way back
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=banjir+Palu")


def test_a_bar_of_the_chart_leads_to_its_year_and_a_chip_back(page: Page) -> None:
    page.goto("/?q=warga")
    before = page.locator(".total").inner_text()
    page.locator(".chart svg a").first.click()
    page.wait_for_url("**tanggal:2013")
    assert page.locator(".chart svg a").count() >= 4
    assert fits(page)
    page.locator(".chips a").click()
    page.wait_for_url("**/?q=warga")
    assert page.locator(".total").inner_text().split(" hasil")[0] == before.split(" hasil")[0]


def test_the_table_of_the_chart_does_the_same_from_the_keyboard(page: Page) -> None:
    page.goto("/?q=warga")
    tab_to(page, page.locator(".chart summary"), 90)
    page.keyboard.press("Enter")
    tab_to(page, page.locator(".chart th a").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**tanggal:2013")


def test_a_facet_narrows_and_pages_follow(page: Page) -> None:
    page.goto("/?q=warga")
    page.get_by_role("link", name="Berikutnya").click()
    page.wait_for_url("**page=2")
    assert page.locator(".hits").first.get_attribute("start") == "11"
    page.locator("#filters li a").first.click()
    page.wait_for_url(lambda url: "page=2" not in url)
    assert page.locator(".chips a").count() == 1
    assert page.locator(".hits").first.get_attribute("start") == "1"


def test_marks_lead_to_one_another_without_script(page: Page) -> None:
    page.goto("/document/berita/00?q=pasar+banjir")
    page.get_by_role("link", name="Ke kata pertama").click()
    page.wait_for_url("**#m1")
    assert page.locator(".hop:visible").count() == 1
    page.locator(".hop:visible .next").click()
    page.wait_for_url("**#m2")
    page.locator(".hop:visible .prev").click()
    page.wait_for_url("**#m1")


def test_copies_unfold_and_stand_side_by_side(page: Page) -> None:
    page.goto("/?q=judul:Palu")
    page.locator(".copies summary").first.click()
    page.locator(".copies .compare").first.click()
    page.wait_for_url("**/compare?**")
    assert page.locator("mark.differs:visible").count() == 1
    assert fits(page)


def test_the_switch_changes_the_language_for_good(page: Page) -> None:
    page.goto("/?q=banjir")
    page.get_by_role("link", name="English").click()
    assert page.locator("h1").inner_text() == "Results for “banjir”"
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("address", ["/archive", "/aliases", "/help", "/analyze?text=Presiden+memerangi+NIIS"])
def test_other_pages_fit_the_window(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator("h1").count() == 1
    assert fits(page)


def test_suggestions_are_chosen_with_arrows_searched_with_enter_and_closed_with_escape(scripted: Page) -> None:
    page = scripted
    page.goto("/")
    type_first(page, "banj")
    page.locator("#suggestions li").first.wait_for()
    assert page.locator("#q").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    first = page.locator("#suggestions li").first
    assert page.locator("#q").get_attribute("aria-activedescendant") == first.get_attribute("id")
    chosen = page.locator("#q").input_value()
    assert chosen.lower().startswith("banj")
    assert chosen != "banj"
    page.keyboard.press("Escape")
    assert page.locator("#q").input_value() == "banj"
    assert not page.locator("#suggestions").is_visible()
    page.keyboard.type("i")
    page.locator("#suggestions li").first.wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    assert page.locator(".hit").count() >= 1


def test_on_a_slow_line_the_last_letters_have_their_suggestions(scripted: Page) -> None:
    page, held = scripted, []
    page.route("**/api/v1/suggest?q=ba", lambda route: held.append(route))  # and never answered
    page.goto("/")
    with page.expect_request("**/api/v1/suggest?q=ba"):
        type_first(page, "ba")
    page.keyboard.type("nj")
    page.locator("#suggestions li", has_text="anj").first.wait_for()
    assert held


def test_a_suggestion_can_be_clicked(scripted: Page) -> None:
    scripted.goto("/")
    type_first(scripted, "harga be")
    scripted.locator("#suggestions li").first.click()
    scripted.wait_for_url("**/?q=*")
    assert scripted.locator(".hit").count() >= 1


def test_keys_lead_to_the_box_and_from_mark_to_mark_until_they_are_turned_off(scripted: Page) -> None:
    page = scripted
    page.goto("/document/berita/00?q=pasar+banjir")
    for key, at in (("n", "#m1"), ("n", "#m2"), ("p", "#m1")):
        page.keyboard.press(key)
        page.wait_for_url(f"**{at}")
    page.keyboard.press("/")
    page.keyboard.type("Sinai/Mesir n")
    assert page.locator("#q").input_value() == "Sinai/Mesir n"
    page.goto("/help")
    page.get_by_role("link", name="Matikan").click()
    page.goto("/document/berita/00?q=pasar+banjir")
    page.keyboard.press("n")
    page.keyboard.press("/")
    page.keyboard.type("x")
    assert "#m" not in page.url
    assert page.locator("#q").input_value() == "pasar banjir"


def test_a_citation_can_be_copied(browser: Browser, newsroom_site: str) -> None:
    with opened(browser, newsroom_site, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto("/document/berita/00")
        page.get_by_role("button", name="Salin").click()
        page.get_by_role("button", name="Tersalin").wait_for()
        assert "/document/berita/00" in page.evaluate("navigator.clipboard.readText()")


def test_removed_lines_unfold(browser: Browser, site: str) -> None:
    with opened(browser, site) as page:
        page.goto("/document/003_35e67127c36b5ce3.txt")
        line = page.get_by_text("latestnews")
        assert not line.is_visible()
        page.locator(".about summary").first.click()
        assert line.is_visible()


def test_forced_colours_leave_the_chosen_suggestion_and_the_open_page_to_be_seen(
    browser: Browser, newsroom_site: str
) -> None:
    def ground(element: Locator) -> str:
        return str(element.evaluate("element => getComputedStyle(element).backgroundColor"))

    with opened(browser, newsroom_site, forced_colors="active") as page:
        page.goto("/?q=warga")
        offered = page.locator(".paging li a")
        assert ground(offered.first) != ground(offered.last)
        page.goto("/")
        type_first(page, "banj")
        page.locator("#suggestions li").nth(1).wait_for()
        page.keyboard.press("ArrowDown")
        assert ground(page.locator("#suggestions li").first) != ground(page.locator("#suggestions li").last)


def test_paper_has_the_article_and_its_citation_and_nothing_to_press(browser: Browser, newsroom_site: str) -> None:
    with opened(browser, newsroom_site) as page:
        page.goto("/document/berita/00?q=pasar+banjir")
        page.emulate_media(media="print")
        assert page.locator("article.text mark").first.is_visible()
        assert page.locator(".cite").is_visible()
        assert page.locator("main a:visible, main button:visible, nav:visible, form:visible").count() == 0
        page.goto("/?q=warga")
        assert page.locator("main a:visible").count() == page.locator(".hit h2 a").count()
        assert page.locator("details:visible, nav:visible, form:visible").count() == 0


@pytest.mark.parametrize("address", ["/", "/?q=warga", "/document/berita/00?q=pasar", "/archive", "/aliases", "/help"])
def test_pages_fit_a_window_of_320_pixels(browser: Browser, newsroom_site: str, address: str) -> None:
    """1.4.10, Reflow: a desk of 1280 pixels at 400 per cent."""
    with opened(browser, newsroom_site, viewport={"width": 320, "height": 256}) as page:
        page.goto(address)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert fits(page)
