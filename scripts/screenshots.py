#!/usr/bin/env python3
"""Make the pictures of the README anew: a real edition of a sample article in Chromium and in another script.

    scripts/screenshots.py [folder]

Needs Chromium (apt-get install chromium) and the packages of the test group.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "tests" / "samples" / "ferghana-border.txt"


def editions(folder: Path) -> Path:
    """Translate the article with the starter package; gives the page."""
    page = folder / "summit.ru.html"
    command = [
        sys.executable,
        "-m",
        "translator",
        "translate",
        str(ARTICLE),
        "--to",
        "ru",
        "-g",
        "cis-security",
        "-q",
    ]
    subprocess.run([*command, "-o", str(page), "--overwrite"], check=True)
    return page


def desktop(browser: Browser, page: Path, out: Path) -> None:
    """Two columns, a sentence lit, the card of a term."""
    view = browser.new_page(viewport={"width": 1180, "height": 760})
    view.goto(page.as_uri())
    view.locator("p .pair > .s").nth(3).click(position={"x": 4, "y": 8})
    view.locator("p a.term").nth(1).click()
    view.wait_for_timeout(400)
    view.screenshot(path=out)


def phone(browser: Browser, page: Path, out: Path) -> None:
    """One column, dark."""
    view = browser.new_page(viewport={"width": 390, "height": 760}, color_scheme="dark")
    view.goto(page.as_uri())
    view.screenshot(path=out)


def right_to_left(browser: Browser, folder: Path, out: Path) -> None:
    """Arabic beside English, sepia; from the editions made by hand for the tests."""
    sys.path.insert(0, str(ROOT / "tests"))
    import editions as made

    from translator.writers import write

    page = folder / "visit.html"
    write(made.ar_en(), page)
    view = browser.new_page(viewport={"width": 900, "height": 420})
    view.goto(page.as_uri())
    view.evaluate("document.querySelector('#theme-sepia').checked = true")
    view.screenshot(path=out)


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "golden" / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        page = editions(folder)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        desktop(browser, page, target / "edition.png")
        phone(browser, page, target / "phone.png")
        right_to_left(browser, folder, target / "right-to-left.png")
        browser.close()
    for picture in sorted(target.iterdir()):
        print(picture, f"{picture.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
