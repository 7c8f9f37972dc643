"""The reading edition in a real browser: what a reader sees, taps and types, and what must not happen.

Needs Debian's Chromium (``apt-get install chromium``); without it these tests are skipped.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import editions
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from translator.writers import LAYOUTS, WriteOptions, write
from translator.writers.site import write_site
from translator.writers.volume import Chapter, Part, Titles, Volume

CHROMIUM = Path("/usr/bin/chromium")
WIDTHS = (360, 768, 1280)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed (apt-get install chromium)"),
]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open an edition; at the end no error, no refused script and no request beyond the page may have happened."""
    contexts, trouble = [], []

    def open_(
        name: str, width: int = 1280, layout: str = "side-by-side", ui: str = "en", **context: Any
    ) -> Page:
        path = tmp_path / f"{name}.html"
        write(editions.EDITIONS[name](), path, options=WriteOptions(layout=layout, ui_language=ui))  # type: ignore[arg-type]
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, **context))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text))
        page.on(
            "request",
            lambda r: None if r.url == path.as_uri() or r.url.startswith("data:") else trouble.append(r.url),
        )
        page.goto(path.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert trouble == []


def choose(page: Page, control: str) -> None:
    page.click(".settings summary")
    page.locator(f"label:has(#{control})").click()
    page.click(".settings summary")


def box(page: Page, selector: str, nth: int = 0) -> dict[str, float]:
    found = page.locator(selector).nth(nth).bounding_box()
    assert found, f"{selector} is not shown"
    return dict(found)


@pytest.mark.parametrize("name", editions.EDITIONS)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_layout_scrolls_sideways(show: Open, name: str, width: int) -> None:
    page = show(name, width)
    for layout in LAYOUTS:
        page.evaluate(f"document.getElementById('layout-{layout}').checked = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, layout


@pytest.mark.parametrize(
    ("name", "source_left"), [("en_ru", True), ("en_ar", True), ("ar_en", False), ("he_ru", False)]
)
def test_sentences_stand_side_by_side_in_the_order_of_their_scripts(
    show: Open, name: str, source_left: bool
) -> None:
    page = show(name, 1280)
    for nth in range(2):
        source, target = box(page, "p .pair > .s", nth), box(page, "p .pair > .t", nth)
        assert abs(source["y"] - target["y"]) < 3
        assert (source["x"] < target["x"]) == source_left
        assert abs(source["width"] - target["width"]) < 1


def test_on_a_phone_the_translation_stands_under_each_sentence(show: Open) -> None:
    page = show("en_ru", 360)
    for nth in range(3):
        source, target = box(page, "p .pair > .s", nth), box(page, "p .pair > .t", nth)
        assert target["y"] >= source["y"] + source["height"] - 1
        assert source["width"] > 250


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_layouts_and_colours_change_with_and_without_a_script(show: Open, script: bool) -> None:
    page = show("en_ru", java_script_enabled=script)
    choose(page, "layout-translation")
    assert not page.locator("p .s").first.is_visible()
    assert page.locator("p .t").first.is_visible()
    first, second = box(page, "p .t", 0), box(page, "p .t", 1)
    assert second["y"] < first["y"] + first["height"], "sentences run on as a paragraph"
    choose(page, "layout-source")
    assert page.locator("p .s").first.is_visible()
    assert not page.locator("p .t").first.is_visible()
    choose(page, "layout-interleaved")
    assert box(page, "p .t", 0)["y"] > box(page, "p .s", 0)["y"]
    light = page.locator("body").screenshot()
    choose(page, "theme-dark")
    assert page.locator("body").screenshot() != light


def test_a_flagged_sentence_is_marked_with_its_reason_in_every_layout_that_shows_it(show: Open) -> None:
    page = show("en_ru")
    bar = """(() => {
      const bar = getComputedStyle(document.querySelector(".flagged > .t"), "::before");
      return bar.content === "none" ? "" : bar.borderInlineStartWidth;
    })()"""
    for layout in ("side-by-side", "interleaved"):
        choose(page, f"layout-{layout}")
        assert page.evaluate(bar) == "2px"
        assert page.locator(".flagged .reason").is_visible()
    choose(page, "layout-translation")
    assert "underline" in page.locator(".flagged > .t").evaluate(
        "e => getComputedStyle(e).textDecorationLine"
    )
    page.locator(".flagged > .t").click()
    assert page.locator(".flagged .reason").is_visible()


def test_the_layout_asked_for_is_the_one_shown_first(show: Open) -> None:
    assert not show("en_ru", layout="translation").locator("p .s").first.is_visible()


def test_the_direction_of_a_single_language_is_its_own(show: Open) -> None:
    page = show("ar_en", layout="translation")
    paragraph, text = box(page, "article > p"), box(page, "p .t")
    assert text["x"] - paragraph["x"] < 2
    page = show("en_ar", layout="translation")
    paragraph, text = box(page, "article > p"), box(page, "p .t")
    assert abs(paragraph["x"] + paragraph["width"] - text["x"] - text["width"]) < 2


def test_keys_walk_from_sentence_to_sentence(show: Open) -> None:
    page = show("en_ru")
    lit = "document.querySelector('.lit')?.id"
    page.keyboard.press("j")
    first = page.evaluate(lit)
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(lit) == f"p{int(first[1:]) + 2}"
    page.keyboard.press("k")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(lit) == first
    assert page.locator(".tools output").inner_text().startswith("1 / ")
    for _step in range(60):
        page.keyboard.press("j")
    page.wait_for_timeout(400)
    assert box(page, ".lit")["y"] < 800, "the walk keeps the sentence on the screen"
    page.keyboard.press("Escape")
    assert page.evaluate(lit) is None
    assert not page.locator(".tools").is_visible()


def test_tapping_a_sentence_lights_both_sides(show: Open) -> None:
    page = show("en_ru", 360, has_touch=True)
    page.locator("p.caption .t").tap()
    assert page.evaluate("document.querySelectorAll('.lit').length") == 1
    assert page.evaluate("document.querySelector('.lit').contains(document.querySelector('p.caption .s'))")


def test_a_pair_is_copied_as_it_reads(show: Open) -> None:
    page = show("en_ru", permissions=["clipboard-read", "clipboard-write"])
    page.locator("li .pair > .s").first.click()
    page.click("[data-do=copy]")
    page.get_by_text("Copied").wait_for()
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == "A joint exercise in May.\nСовместные учения в мае."
    )


def test_a_learner_uncovers_one_translation_at_a_time(show: Open) -> None:
    page = show("en_ru")
    choose(page, "hide")
    covered = "getComputedStyle(document.querySelectorAll('p .pair > .t')[%d]).color"
    assert page.evaluate(covered % 0) == page.evaluate(covered % 1) == "rgba(0, 0, 0, 0)"
    page.locator("p .pair > .s").first.click()
    assert page.evaluate(covered % 0) != "rgba(0, 0, 0, 0)"
    assert page.evaluate(covered % 1) == "rgba(0, 0, 0, 0)"
    page.keyboard.press("j")
    assert page.evaluate(covered % 1) == "rgba(0, 0, 0, 0)", "walking on does not give the answer away"
    page.keyboard.press("Enter")
    assert page.evaluate(covered % 1) != "rgba(0, 0, 0, 0)"


def test_without_a_script_a_learner_uncovers_by_touching(show: Open) -> None:
    page = show("en_ru", java_script_enabled=False)
    choose(page, "hide")
    page.locator("p .pair > .s").first.click()
    style = page.locator("p .pair > .t").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert style == "rgba(0, 0, 0, 0)"


def test_settings_are_remembered(show: Open) -> None:
    page = show("en_ru")
    choose(page, "theme-sepia")
    choose(page, "size-3")
    choose(page, "hide")
    page.reload()
    for control in ("theme-sepia", "size-3", "hide"):
        assert page.locator(f"#{control}").is_checked()


def test_a_term_shows_its_card_to_mouse_and_keyboard(show: Open) -> None:
    page = show("en_ru")
    term = page.locator("main .s a.term").first
    term.hover()
    page.locator("#pop").wait_for(state="visible")
    said = page.locator("#pop").inner_text()
    assert "Collective Security Treaty Organization" in said
    assert "ОДКБ" in said
    assert "A military alliance" in said
    page.mouse.move(2, 400)
    page.locator("#pop").wait_for(state="hidden")
    term.focus()
    page.keyboard.press("Enter")
    assert page.locator("#pop").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#pop").is_visible()
    assert page.evaluate("document.activeElement.className") == "term", "the focus is back where it was"


def test_without_a_script_a_term_leads_to_the_list(show: Open) -> None:
    page = show("en_ru", java_script_enabled=False)
    page.locator("main .s a.term").first.click()
    assert page.url.endswith("#term-1")
    assert box(page, "#term-1")["y"] < 800


@pytest.mark.parametrize("side", ["s", "t"])
def test_notes_lead_there_and_back_on_their_own_side(show: Open, side: str) -> None:
    page = show("en_ru", layout="translation" if side == "t" else "source")
    page.locator(f".{side} a.noteref").click()
    assert page.url.endswith(f"#note-1-{side}")
    page.locator(f".{side} a.back").click()
    assert page.url.endswith(f"#ref-1-{side}")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_no_attack_runs(show: Open, script: bool) -> None:
    page = show("hostile", java_script_enabled=script)
    for link in page.locator("main a:not([href^=http])").all():
        link.click(timeout=2000)
    page.keyboard.press("Escape")
    page.mouse.move(300, 300)
    assert page.evaluate("window.pwned") is None
    assert page.url.startswith("file:")


def test_the_policy_refuses_what_is_not_ours(browser: Browser, tmp_path: Path) -> None:
    write(editions.ru_en(), tmp_path / "x.html")
    page = browser.new_page()
    page.goto((tmp_path / "x.html").as_uri())
    refused = page.evaluate(
        """() => new Promise((done) => {
          document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
          const frame = document.createElement("iframe");
          frame.src = "data:text/html,x";
          document.body.append(frame);
        })"""
    )
    page.close()
    assert refused == "frame-src"


def axe_findings(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:150]}"
        for v in found
        if v["impact"] in {"serious", "critical", "moderate"}
    ]


@pytest.mark.parametrize("name", ["en_ru", "ar_en", "zh_en", "he_ru", "empty"])
@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_axe_finds_nothing_serious(show: Open, name: str, theme: str) -> None:
    page = show(name, 1024)
    choose(page, f"theme-{theme}")
    assert axe_findings(page) == []


def test_axe_finds_nothing_serious_with_everything_open(show: Open) -> None:
    page = show("en_ru", 360)
    page.locator("p .pair > .s").first.click()
    page.click(".settings summary")
    assert axe_findings(page) == []


def test_paper_shows_two_columns_and_no_controls(show: Open) -> None:
    page = show("en_ru", 700, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert abs(box(page, "p .s")["y"] - box(page, "p .t")["y"]) < 3
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    text = " ".join(
        p.extract_text() for p in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    )
    assert "approved the plan on Monday" in text
    assert "утвердила план в понедельник" in text
    assert "Interleaved" not in text


def test_everything_moving_stops_for_who_asks(show: Open) -> None:
    page = show("en_ru", reduced_motion="reduce")
    seconds = page.evaluate(
        "getComputedStyle(document.querySelector('.pair'), '::before').transitionDuration"
    )
    assert seconds in {"0s", "1e-05s"}


# Sites


@pytest.fixture
def site(tmp_path: Path) -> Path:
    chapters = tuple(
        Chapter(f"text-{name.replace('_', '-')}", EDITIONS_OF_A_SITE[name]) for name in EDITIONS_OF_A_SITE
    )
    volume = Volume(
        "en", "ru", Titles("Notes", "Заметки"), (Part(chapters, Titles("One", "Часть первая")),), metadata={"author": "A. Reader"}
    )  # fmt: skip
    write_site(volume, tmp_path / "site", WriteOptions())
    return tmp_path / "site"


EDITIONS_OF_A_SITE = {name: editions.EDITIONS[name] for name in ("en_ru", "hostile", "empty")}


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    contexts, trouble = [], []

    def open_(name: str, **context: Any) -> Page:
        contexts.append(browser.new_context(viewport={"width": 1000, "height": 800}, **context))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text))
        inside = site.as_uri()
        page.on("request", lambda r: None if r.url.startswith((inside, "data:")) else trouble.append(r.url))
        page.goto((site / name).as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_site_is_walked_from_page_to_page(visit: Callable[..., Page], script: bool) -> None:
    page = visit("index.html", java_script_enabled=script)
    page.get_by_text("A bridge, a plan and a promise").click()
    assert page.url.endswith("text-en-ru.html")
    page.locator("nav.between a[rel=next]").click()
    assert page.url.endswith("text-hostile.html")
    page.locator("nav.between a[rel=prev]").click()
    page.locator(".home").click()
    assert page.url.endswith("index.html")


def test_the_search_finds_words_of_both_languages_without_a_server(visit: Callable[..., Page]) -> None:
    page = visit("search.html")
    for query, wanted in (
        ("secretary modest", "скромным шагом"),
        ("УЧЕНИЯ", "A joint exercise"),
        ("<script>", "window.pwned"),
    ):
        page.fill("#query", query)
        page.locator(".hit").first.wait_for()
        page.get_by_text(wanted).first.wait_for()
    assert page.evaluate("window.pwned") is None
    page.fill("#query", "secretary")
    page.locator(".hit", has_text="secretary-general").wait_for()
    page.locator(".hit a").first.click()
    assert page.url.endswith("text-en-ru.html#p2")
    page = visit("search.html")
    page.fill("#query", "zebra")
    page.get_by_text("Sentences found: 0").wait_for()


def test_settings_hold_for_the_whole_site(visit: Callable[..., Page]) -> None:
    page = visit("index.html")
    choose(page, "theme-sepia")
    page.goto(page.url.replace("index", "text-en-ru"))
    assert page.locator("#theme-sepia").is_checked()


@pytest.mark.parametrize("name", ["index.html", "search.html", "terms.html", "text-en-ru.html"])
def test_axe_finds_nothing_serious_on_a_site(visit: Callable[..., Page], name: str) -> None:
    assert axe_findings(visit(name)) == []


@pytest.mark.parametrize("name", ["index.html", "search.html", "terms.html"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_site_does_not_scroll_sideways(visit: Callable[..., Page], name: str, width: int) -> None:
    page = visit(name)
    page.set_viewport_size({"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
