"""check_integrity on many dossiers: one whole life multiplied in SQL, its chains made anew, then examined with a clock.

Limit: 10 seconds for 10,000 cases (issue 5). Files and frozen texts belong to the model alone; what they cost more is
told apart: it grows with the bytes, not with the dossiers.
"""

import argparse
import os
import sys
import tempfile
import time

from config import database

SIZE, LIMIT = 10_000, 10.0
EMPTY = (
    "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"  # of the text {}, which copies carry
)


def make_chains_anew() -> int:
    """Hash the events of all dossiers at once, place by place: copies carry the numbers of others in old hashes."""
    from django.db import connection

    from inspections.queries.integrity.chains import RECOMPUTED

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "CREATE TEMP TABLE places AS SELECT id, lag(id) OVER told AS before, row_number() OVER told AS place "
            "FROM inspections_caseevent WINDOW told AS (PARTITION BY root_id ORDER BY id)"
        )
        cursor.execute("CREATE INDEX ON places (place)")
        cursor.execute("SELECT max(place) FROM places")
        longest = int(cursor.fetchone()[0])
        for place in range(1, longest + 1):
            for change in (
                "previous_hash = COALESCE((SELECT b.hash FROM inspections_caseevent b WHERE b.id = places.before), '')",
                f"hash = {RECOMPUTED}",
            ):
                cursor.execute(
                    f"UPDATE inspections_caseevent e SET {change} FROM places WHERE places.id = e.id AND places.place = %s",
                    [place],
                )
        cursor.execute(
            "UPDATE inspections_document SET snapshot_sha256 = %s WHERE snapshot = '{}'::jsonb", [EMPTY]
        )
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
    return longest


def measure(size: int) -> int:
    """Print how long each check takes; did it stay within the limit and find nothing?"""
    from bench.clones import Multiplier
    from inspections.models import Case, CaseEvent, Document, EvidenceFile
    from inspections.queries.integrity import CHECKS, Record
    from tests.factories.cases import case_after
    from tests.factories.people import make_people

    Multiplier(case_after(make_people(), "sign_minutes")).grow_to(size)
    make_chains_anew()
    rows = [model.objects.count() for model in (Case, CaseEvent, Document, EvidenceFile)]
    print("{:,} hồ sơ, {:,} sự kiện, {:,} văn bản, {:,} tệp".format(*rows), flush=True)
    total, found, record = 0.0, 0, Record(with_files=False)
    for check in CHECKS:
        began = time.monotonic()
        flaws = [flaw for flaw in check(record) if not flaw.is_notice]
        spent = time.monotonic() - began
        total, found = total + spent, found + len(flaws)
        print(
            f"  {check.__module__.rsplit('.', 1)[-1]}.{check.__name__:18} {spent:6.2f} s  {len(flaws)} vi phạm"
        )
        for flaw in flaws[:3]:
            print(f"    {flaw.code} {flaw.row}: {flaw.words}")
    print(f"Tất cả: {total:.1f} s (không quá {LIMIT:.0f} s cho {SIZE:,} hồ sơ), {found} vi phạm")
    return 0 if total <= LIMIT and not found else 1


def main() -> int:
    """Run on a database and in a folder of its own, which are gone afterwards."""
    parser = argparse.ArgumentParser(prog="python -m bench.integrity", description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=SIZE, help="so many cases")
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"FILES_DIR": folder, "SIGNING_FOLDER": folder, "DEBUG": "1", "LOG_LEVEL": "ERROR"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ["STATEMENT_TIMEOUT_SECONDS"] = "600"
        import django
        from django.conf import settings

        django.setup()
        database.ensure_running()
        from django.db import connection

        settings.DEBUG = False
        connection.settings_dict["TEST"]["NAME"] = f"bench_integrity_{os.getpid()}"
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            return measure(size)
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
