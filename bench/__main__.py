"""Runs every measurement on SQLite, then on PostgreSQL; with "provinsi" those of 8,500 villages."""

import os
import subprocess
import sys
import tempfile


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "SECRET_KEY": "ukur-0123456789-0123456789-0123456789-abcdefghij",
            "DEBUG": "0",
            "HTTPS": "0",
            "WAJIB_2FA": "0",
            "LOG_LEVEL": "ERROR",
            "VAR_DIR": folder,
            "KUNCI_DATA": f"ukur:{'A' * 43}=",
            "KUNCI_INDEKS": f"{'B' * 42}A=",
        }
        jalan = [sys.executable, "-m", "bench.jalan"]
        sqlite = env | {"DATABASE_URL": f"sqlite:///{folder}/ukur.sqlite3"}
        hasil = [
            subprocess.call([*jalan, "SQLite", *sys.argv[1:]], env=sqlite),
            subprocess.call(
                [sys.executable, "scripts/with_postgres.py", *jalan, "PostgreSQL", *sys.argv[1:]],
                env=env,
            ),
        ]
    return max(hasil)


if __name__ == "__main__":
    sys.exit(main())
