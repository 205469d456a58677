"""Copy the pinned front-end assets from node_modules/ into static/ (`make vendor`).

The copies are committed, so neither CI nor a server needs npm. Two things are done on the way:
source map comments are dropped (WhiteNoise's manifest storage stops at a map that is not there),
and the icons in use become one sprite instead of a 1.1 MB file or a font.
"""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
SPRITE = ROOT / "static" / "ikon.svg"

FILES = {
    "bootstrap": ["dist/css/bootstrap.min.css", "dist/js/bootstrap.bundle.min.js", "LICENSE"],
    "leaflet": ["dist/leaflet.css", "dist/leaflet.js", "LICENSE"],
}
ICONS = [
    "arrow-counterclockwise",
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "arrow-up-right",
    "bar-chart",
    "bell",
    "box-arrow-in-right",
    "box-arrow-right",
    "building",
    "calendar-event",
    "camera",
    "chat-left-text",
    "check-circle",
    "check-lg",
    "chevron-down",
    "chevron-right",
    "clipboard-check",
    "clipboard-data",
    "clock-history",
    "download",
    "exclamation-triangle",
    "file-earmark-excel",
    "file-earmark-pdf",
    "filter",
    "flag",
    "gear",
    "geo-alt",
    "hourglass-split",
    "house",
    "image",
    "info-circle",
    "journal-text",
    "key",
    "link-45deg",
    "list-check",
    "lock",
    "map",
    "paperclip",
    "pencil",
    "people",
    "person",
    "person-gear",
    "phone",
    "plus-lg",
    "printer",
    "search",
    "send",
    "shield-lock",
    "table",
    "three-dots",
    "trash",
    "unlock",
    "upload",
    "whatsapp",
    "x-circle",
    "x-lg",
]

SOURCE_MAP = re.compile(rb"\n?(/\*#|//#) sourceMappingURL=[^\n*]*(\*/)?")
# Pictures that a style sheet names and we never show (Leaflet's layer switch and markers): the
# manifest storage stops at a file that is not there.
PICTURE = re.compile(rb"\s*(background-image|behavior): url\([^)]*\);")
SVG = re.compile(r'<svg[^>]*viewBox="([^"]+)"[^>]*>(.*)</svg>', re.DOTALL)


def copy_package(name: str, files: list[str]) -> None:
    version = json.loads((MODULES / name / "package.json").read_text())["version"]
    for old in VENDOR.glob(f"{name}-*"):
        shutil.rmtree(old)
    target = VENDOR / f"{name}-{version}"
    target.mkdir(parents=True)
    for file in files:
        content = SOURCE_MAP.sub(b"", (MODULES / name / file).read_bytes())
        if name == "leaflet" and file.endswith(".css"):
            content = PICTURE.sub(b"", content)
        (target / Path(file).name).write_bytes(content)


def write_sprite(icons: list[str]) -> None:
    version = json.loads((MODULES / "bootstrap-icons" / "package.json").read_text())["version"]
    symbols = []
    for icon in icons:
        source = (MODULES / "bootstrap-icons" / "icons" / f"{icon}.svg").read_text()
        view_box, body = SVG.search(source).groups()
        body = re.sub(r"\s*\n\s*", "", body)
        symbols.append(
            f'<symbol id="{icon}" viewBox="{view_box}" fill="currentColor">{body}</symbol>\n'
        )
    SPRITE.write_text(
        f"<!-- Bootstrap Icons {version}, MIT, https://icons.getbootstrap.com;"
        " written by scripts/vendor.py -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'
    )


def write_sums() -> None:
    """Record SHA-256 sums in the format of `sha256sum --check` (run inside static/)."""
    static = VENDOR.parent
    files = sorted(
        path for path in VENDOR.rglob("*") if path.is_file() and path.name != "SHA256SUMS"
    )
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(static).as_posix()}\n"
        for path in [*files, SPRITE]
    ]
    (VENDOR / "SHA256SUMS").write_text("".join(lines))


def main() -> None:
    if not MODULES.is_dir():
        sys.exit("node_modules/ belum ada. Jalankan `make vendor`.")
    for name, files in FILES.items():
        copy_package(name, files)
    write_sprite(ICONS)
    write_sums()


if __name__ == "__main__":
    main()
