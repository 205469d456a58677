"""Chromium for the browser stories: the system's own, at phone and desktop width.

Every page a story opens is watched: a CSP violation, a script error, a failed asset or a request
that leaves the application fails the test.
"""

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import override_settings
from django.urls import resolve
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.langkah import Orang


VIEWPORTS = {"ponsel": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}
ASSETS = {"stylesheet", "script", "image", "font", "manifest"}
LAYAR = 3_000  # characters of a page in the report of a failure
BATAS_MS = 30_000  # the first statistics page imports scipy, and the machine may be busy
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """What was on the screens is part of the report of a story that failed."""
    laporan = yield
    if call.when == "call" and laporan.failed:
        for page in (p for c in item.funcargs.get("contexts", []) for p in c.pages):
            laporan.sections.append((page.url, page.inner_text("body")[:LAYAR]))
    return laporan


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file, as in service: the threads of the server wait for each other there.

    In the shared memory where Django's tests live, the second writer gets "table is locked" at once.
    Nothing in it must survive a crash, so waiting for the disk is of no use.
    """
    basis = settings.DATABASES["default"]
    if basis["ENGINE"] == "django.db.backends.sqlite3":
        basis.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("basis") / "uji.sqlite3")
        basis["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session", autouse=True)
def _no_collectstatic():
    """The server starts once, before the settings of the single tests."""
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django takes for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=BATAS_MS)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "Chromium tidak ada; jalankan `make test-browser`."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def pages_without_javascript() -> set[Page]:
    return set()


@pytest.fixture
def contexts() -> list[BrowserContext]:
    return []


@pytest.fixture
def new_page(chromium, live_server, pages_without_javascript, contexts):
    """Open a watched page: `new_page("ponsel")`, `new_page("desktop", javascript=False)`."""
    problems: list[str] = []

    def open_page(viewport: str, *, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport=VIEWPORTS[viewport],
            java_script_enabled=javascript,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            accept_downloads=True,
        )
        context.set_default_timeout(BATAS_MS)
        watch(context, live_server.url, problems)
        contexts.append(context)
        page = context.new_page()
        if not javascript:
            pages_without_javascript.add(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def watch(context: BrowserContext, origin: str, problems: list[str]) -> None:
    def on_console(message):
        # CSP violations come this way, too. What fails to load is seen by on_response.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            problems.append(f"{message.page.url if message.page else ''}: {message.text}")

    def on_request(request):
        if not request.url.startswith((origin, "data:", "blob:")):
            problems.append(f"Permintaan keluar dari aplikasi: {request.url}")

    def on_response(response):
        is_asset = response.request.resource_type in ASSETS
        if response.status >= 500 or (is_asset and response.status >= 400):
            problems.append(f"{response.status} {response.url}")

    context.on("console", on_console)
    context.on("weberror", lambda error: problems.append(f"Galat skrip: {error.error}"))
    context.on("request", on_request)
    context.on("response", on_response)


@pytest.fixture(params=list(VIEWPORTS))
def lebar(request) -> str:
    """The width of the screen: the story is told once on a phone and once on a desktop."""
    return request.param


@pytest.fixture
def page(lebar, new_page) -> Page:
    return new_page(lebar)


@pytest.fixture
def orang(lebar, new_page, check_once):
    """`orang(pengguna)`: a person at an own browser, not yet signed in."""

    def sit_down(pengguna, *, javascript: bool = True) -> Orang:
        page = new_page(lebar, javascript=javascript)
        return Orang(page, pengguna, lambda: check_once(page, lebar))

    return sit_down


@pytest.fixture(scope="session")
def checked() -> set[tuple[str, str, str]]:
    return set()


@pytest.fixture
def check_once(check_page, checked):
    """`check_page` for every distinct page (view and heading) once per width: axe is slow."""

    def check(page: Page, lebar: str) -> None:
        page.wait_for_load_state()  # a click returns before the style sheets are there
        key = (lebar, resolve(urlsplit(page.url).path).view_name, page.inner_text("h1"))
        if key not in checked:
            check_page(page)
            checked.add(key)

    return check


@pytest.fixture(scope="session")
def axe() -> Axe:
    return Axe()


@pytest.fixture
def check_page(axe, pages_without_javascript):
    """Check what is on screen: WCAG 2.2 AA by axe, no sideways scroll, Indonesian, a title.

    Axe itself is JavaScript, so a page without it gets the other checks only.
    """

    def check(page: Page) -> None:
        page.wait_for_load_state()
        facts = page.evaluate(
            "() => ({lang: document.documentElement.lang, titled: document.title !== '',"
            " sideways: document.documentElement.scrollWidth > innerWidth})"
        )
        assert facts == {"lang": "id", "titled": True, "sideways": False}, page.url
        if page not in pages_without_javascript:
            assert violations(axe, page) == [], page.url

    return check


def violations(axe: Axe, page: Page) -> list[str]:
    """What axe finds, with the bar at the foot of a form laid into the page.

    Which fields that bar covers depends on how far the page happens to be scrolled, and the reader
    can scroll on: axe would pass or fail by chance.
    """
    page.evaluate(
        "document.querySelector('.bilah-tindakan')?.style.setProperty('position', 'static')"
    )
    options = {"runOnly": {"type": "tag", "values": WCAG_22_AA}, "resultTypes": ["violations"]}
    hasil = axe.run(page, options=options).response["violations"]
    page.evaluate("document.querySelector('.bilah-tindakan')?.style.removeProperty('position')")
    return [
        f"{violation['id']}: {node['html']} — {node['failureSummary']}"
        for violation in hasil
        for node in violation["nodes"]
    ]
