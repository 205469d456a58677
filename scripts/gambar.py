"""Take the screenshots of docs/gambar/ from a running example installation (`make screenshots`).

Start it first with `make run` (PORT= as there). Each page is taken at phone and at desktop width
and reduced to a palette, so that the repository stays small.
"""

import io
import os
import shutil
import sys
import urllib.error
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright


ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "gambar"
ADDRESS = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
PASSWORD = "contoh-pati-2026"  # of every account of the example data
VIEWPORTS = {
    "ponsel": ({"width": 360, "height": 740}, 2),
    "desktop": ({"width": 1280, "height": 860}, 1),
}
MAX_BYTES = 150_000

# Picture: account, address, part of the address of a link to follow, part to scroll to.
PAGES = {
    "masuk": (None, "/", None, None),
    "beranda-petugas": ("petugas", "/", None, None),
    "isi-survei": ("petugas", "/", "/survei/isi/", None),
    "isi-excel": ("petugas", "/", "/excel/", None),
    "desa": ("petugas", "/desa/33.18.16.2012/", None, None),
    "beranda-sekretariat": ("sekretariat", "/", None, None),
    "verifikasi": ("sekretariat", "/survei/verifikasi/", "/periksa/", None),
    "program": ("sekretariat", "/program/", None, None),
    "impor": ("sekretariat", "/impor/", None, None),
    "sebelum-sesudah": ("analis", "/laporan/sebelum-sesudah/", None, ".liputan"),
    "indikator": ("analis", "/laporan/sebelum-sesudah/", "/indikator/RTLH", "figure"),
    "peta": ("analis", "/laporan/peta/", None, "figure"),
    "pimpinan": ("pimpinan", "/", None, None),
    "pengguna": ("admin", "/pengguna/", None, None),
}


def main() -> None:
    try:
        urllib.request.urlopen(ADDRESS)
    except urllib.error.URLError:
        sys.exit(f"Tidak ada aplikasi di {ADDRESS}. Jalankan `make run` di terminal lain.")
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for width in VIEWPORTS:
            take_all(browser, width)
            take_offline(browser, width)
        browser.close()


def take_all(browser: Browser, width: str) -> None:
    viewport, scale = VIEWPORTS[width]
    pages: dict[str | None, Page] = {}
    for name, (account, address, link, part) in PAGES.items():
        if account not in pages:
            context = browser.new_context(
                base_url=ADDRESS, viewport=viewport, device_scale_factor=scale, locale="id-ID"
            )
            pages[account] = context.new_page()
            if account:
                sign_in(pages[account], account)
        page = pages[account]
        page.goto(address)
        if link:
            page.locator(f"main a[href*='{link}']:visible").first.click()
        if part:
            page.locator(part).first.evaluate("e => e.scrollIntoView({behavior: 'instant'})")
        store(page.screenshot(), TARGET / f"{name}-{width}.png")


def take_offline(browser: Browser, width: str) -> None:
    """The entry form without signal. The context closes offline, so that the example stays as it is."""
    viewport, scale = VIEWPORTS[width]
    context = browser.new_context(
        base_url=ADDRESS, viewport=viewport, device_scale_factor=scale, locale="id-ID"
    )
    page = context.new_page()
    sign_in(page, "petugas")
    page.locator("main a[href*='/survei/isi/']:visible").first.click()
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_timeout(2_000)  # the form is kept on the device
    context.set_offline(True)
    page.locator("[data-isian] input[inputmode]").first.fill("11")
    page.get_by_text("Menunggu sinyal (1)").wait_for()
    page.reload()
    page.get_by_text("Menunggu sinyal (1)").wait_for()
    page.locator("[data-isian]").first.evaluate("e => e.scrollIntoView({behavior: 'instant'})")
    store(page.screenshot(), TARGET / f"isi-luring-{width}.png")
    page.goto("/luring/")
    page.get_by_role("heading", level=1).wait_for()
    store(page.screenshot(), TARGET / f"luring-{width}.png")
    context.close()


def sign_in(page: Page, account: str) -> None:
    page.goto("/")
    page.get_by_label("Nama pengguna").fill(account)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/akun/masuk/" not in url)


def store(png: bytes, file: Path) -> None:
    """Write with as many colours as fit into MAX_BYTES."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        picture.quantize(colours).save(file, optimize=True)
        if file.stat().st_size <= MAX_BYTES:
            return
    sys.exit(f"{file.name} lebih dari {MAX_BYTES} byte.")


if __name__ == "__main__":
    main()
