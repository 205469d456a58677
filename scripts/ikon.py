"""Draw the icons of the installed application into static/ikon/ from static/favicon.svg.

Run it after changing the favicon: .venv/bin/python scripts/ikon.py
"""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright


STATIC = Path(__file__).resolve().parent.parent / "static"
# File, size, share of the width that the sign takes: a maskable icon is cut to a circle or a drop.
ICONS = [("192.png", 192, 1.0), ("512.png", 512, 1.0), ("512-maskable.png", 512, 0.7)]


def main() -> None:
    svg = (STATIC / "favicon.svg").read_text()
    (STATIC / "ikon").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        for name, size, share in ICONS:
            page.set_viewport_size({"width": size, "height": size})
            sign = svg.replace("<svg ", f'<svg width="{size * share}" height="{size * share}" ')
            ground = "#073f4a" if share < 1 else "transparent"
            page.set_content(
                f"<style>body{{margin:0;height:{size}px;display:grid;place-items:center;"
                f"background:{ground}}}</style>{sign}"
            )
            page.screenshot(path=STATIC / "ikon" / name, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
