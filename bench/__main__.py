"""Compare W1-W4 with their bare twins in one run: five rounds, CPU time of this program, the high end counts."""

import os
import sys
import tempfile
import time
from collections.abc import Callable

from config import database

ROUNDS = 5


def seconds(call: Callable[[], None], before: Callable[[], None]) -> float:
    """CPU time of one call."""
    before()
    began = time.process_time()
    call()
    return time.process_time() - began


def compare() -> None:
    """Print one line a workload: time of our page and of its twin, ratios of the rounds, the highest."""
    from bench.workloads import workloads
    from tests.factories.people import make_people

    for load in workloads(make_people()):
        seconds(load.ours, load.before)
        load.twin()
        ratios, ours, twins = [], 0.0, 0.0
        for _round in range(ROUNDS):
            page = twin = 0.0
            for _call in range(load.calls):
                page += seconds(load.ours, load.before)
                twin += seconds(load.twin, lambda: None)
            ratios.append(page / twin)
            ours, twins = ours + page, twins + twin
        calls = ROUNDS * load.calls
        spread = " ".join(f"{ratio:.2f}" for ratio in sorted(ratios))
        times = f"{ours / calls * 1000:7.1f} ms  {twins / calls * 1000:7.1f} ms"
        print(f"{load.name:30} {times}  x {spread}  max {max(ratios):.2f}", flush=True)


def main() -> None:
    """Run on a database and in folders of its own, which are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"FILES_DIR": folder, "SIGNING_FOLDER": folder, "DEBUG": "1", "LOG_LEVEL": "ERROR"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        database.ensure_running()
        from django.conf import settings
        from django.db import connection
        from django.test.utils import setup_test_environment

        setup_test_environment(debug=False)
        for engine in settings.TEMPLATES:
            engine["OPTIONS"]["loaders"] = [
                ("django.template.loaders.cached.Loader", engine["OPTIONS"]["loaders"])
            ]
        connection.settings_dict["TEST"]["NAME"] = f"bench_kiemtraso_{os.getpid()}"
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            compare()
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
