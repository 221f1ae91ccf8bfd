"""Compare W1-W4 with their twins at two sizes of the database, and tell how their cost grows.

CPU time of this program and of the database's process together; of five rounds the highest ratio counts.
Pages are those of a department's own installation (no bar of the demonstration, templates kept in memory).
"""

import argparse
import os
import sys
import tempfile
import time

from config import database

SIZES = (10_000, 100_000)
GROWTH = 0.1


def measure(sizes: list[int]) -> None:
    """One table a size, then the exponents."""
    from bench.clock import Figures, compare, exponent
    from bench.clones import Multiplier
    from bench.workloads import Stage

    stage = Stage()
    many = Multiplier(stage.model)
    found: dict[str, list[Figures]] = {}
    for size in sizes:
        began = time.monotonic()
        many.grow_to(size)
        print(f"{size:,} hồ sơ (nhân trong SQL: {time.monotonic() - began:.0f} s)", flush=True)
        for load in stage.workloads():
            figures = compare(load)
            found.setdefault(load.name, []).append(figures)
            print(line(load.name, figures, load.floor), flush=True)
    if len(sizes) > 1:
        print(f"Số mũ tăng từ {sizes[0]:,} lên {sizes[-1]:,} hồ sơ (không quá {GROWTH})")
        for name, rows in found.items():
            grown = exponent(rows[0].typical, rows[-1].typical, sizes[-1] / sizes[0])
            print(f"  {name:28} {grown:5.2f}{'' if grown <= GROWTH else '  vượt'}")


def line(name: str, figures: "Figures", floor: float) -> str:  # type: ignore[name-defined]  # noqa: F821
    """Milliseconds of our page and of its twin (program + database), the ratios, the highest against the floor."""
    columns = []
    for rounds in (figures.ours, figures.twin):
        program, base = (sum(column) / len(rounds) * 1000 for column in zip(*rounds, strict=True))
        columns.append(f"{program:5.1f} + {base:4.1f} ms")
    spread = " ".join(f"{ratio:.2f}" for ratio in figures.ratios)
    highest = figures.ratios[-1]
    verdict = "" if highest <= floor else "  vượt"
    return f"  {name:28} {columns[0]}  {columns[1]}  x {spread}  cao nhất {highest:.2f}, sàn {floor}{verdict}"


def main() -> None:
    """Run on a database and in folders of its own, which are gone afterwards."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="so many cases, one table each")
    sizes = sorted(parser.parse_args().sizes)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"FILES_DIR": folder, "SIGNING_FOLDER": folder, "DEBUG": "1", "LOG_LEVEL": "ERROR"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django
        from django.conf import settings

        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "bench"]
        django.setup()
        database.ensure_running()
        from django.db import connection

        settings.DEBUG = settings.DEMO = False
        settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "bench.urls", ["testserver"]
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        for engine in settings.TEMPLATES:
            engine["OPTIONS"]["loaders"] = [
                ("django.template.loaders.cached.Loader", engine["OPTIONS"]["loaders"])
            ]
        connection.settings_dict["TEST"]["NAME"] = f"bench_kiemtraso_{os.getpid()}"
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            measure(sizes)
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
