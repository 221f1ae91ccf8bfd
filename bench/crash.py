"""P3: the site is killed thirty times in the middle of its work; nothing that was acknowledged is lost or doubled.

Web worker, job worker, all programs at once (kill -9) and the database (``pg_ctl -m immediate``) in turn, while people
change stages and hand in files over HTTP. Whoever gets no answer sends the same form again. Afterwards each
acknowledged deed must be there once, each file byte for byte, and ``check_integrity`` must be clean after the sweeper.
"""

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.crash_site import Site, free_port

if TYPE_CHECKING:
    from bench.crash_people import Tally
    from inspections.models import Case, User

KILLS, DEEDS = 30, 500
WRITERS = 10  # so many write at the same moment: one kill may cut off the file of each of them
THEMES = ("van-bang-chung-chi", "chuan-co-so", "tuyen-sinh", "nha-giao")
LONGEST_SECONDS = 3600
MARK = re.compile(r"\b[0-9a-f]{16}\b")


def prepare() -> tuple[list["Case"], list["Case"]]:
    """Dossiers whose plan goes to and fro, and parties under check, told through our own deeds."""
    from django.core.management import call_command
    from django.utils import timezone

    from inspections.management.demo import words
    from inspections.management.demo.plot import Plot
    from inspections.management.demo.timeline import moments
    from tests.factories.cases import story_of
    from tests.factories.people import make_people

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    words.SCOPES.setdefault("nha-giao", "Việc chấp hành quy định về nhà giáo, cán bộ quản lý.")
    story, now = story_of(make_people()), timezone.now()

    def told(theme: str, code: str, until: str) -> "Case":
        plot = Plot(theme=theme, codes=(code,))
        return story.tell(plot, until=until, moment=moments(now, last=until, working_days_ago=2))

    plans = [told(theme, f"MH-{place:02}", "issue_decision") for place, theme in enumerate(THEMES, start=3)]
    checks = [told("tuyen-sinh", code, "begin_check") for code in ("MH-08", "MH-09")]
    return plans, [case.children.get() for case in checks]


def session_of(user: "User") -> tuple[str, str]:
    """A session as after signing in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value


def crowd(site: Site, tally: "Tally", stop: threading.Event, plans: Any, parties: Any) -> list[Any]:
    """Everybody who works while the site is killed."""
    from django.urls import reverse
    from django.utils import timezone

    from bench.crash_people import Browser, Collector, Planner
    from inspections.models import User
    from tests.factories.evil_files import pdf
    from tests.figures.browsing import step_url

    def browser(name: str) -> Browser:
        return Browser(site.address, session_of(User.objects.get(username=name)), tally, stop)

    today = timezone.localdate()
    plan = {
        "requirement": "Đúng trọng tâm, đúng thời hạn.",
        "starts_on": f"{today + timedelta(days=1):%d/%m/%Y}",
        "ends_on": f"{today + timedelta(days=3):%d/%m/%Y}",
        "place": "Trụ sở Sở và trực tuyến",
        "assignment": "Trưởng đoàn phụ trách chung; thành viên theo nội dung.",
        "resources": "Máy tính, đường truyền.",
    }
    people: list[Any] = [
        Planner(
            browser("truongdoan"),
            browser("giamdoc"),
            step_url(case, "submit_conduct_plan"),
            step_url(case, "return_conduct_plan"),
            plan,
        )
        for case in plans
    ]
    for party in parties:
        for answer, name in zip(party.answers.order_by("pk"), ("truongdoan", "thanhvien1"), strict=False):
            add = reverse("step", args=[party.pk, "them-tai-lieu", answer.pk])
            people.append(Collector(browser(name), add, pdf()))
    return people


def run_and_kill(
    site: Site, people: list[Any], tally: "Tally", stop: threading.Event, chance: random.Random
) -> Any:
    """Let them work, kill in turn, and stop when there were kills and deeds enough."""
    ways = (site.kill_web_worker, site.kill_job_worker, site.kill_server, site.stop_database_at_once)
    failures: list[BaseException] = []

    def work(person: Any) -> None:
        try:
            person.run()
        except BaseException as failure:
            failures.append(failure)
            stop.set()

    threads = [threading.Thread(target=work, args=(person,), daemon=True) for person in people]
    for thread in threads:
        thread.start()
    kills: Counter[str] = Counter()
    deadline = time.monotonic() + LONGEST_SECONDS
    while not stop.is_set() and time.monotonic() < deadline:
        stop.wait(chance.uniform(0.5, 3))
        deeds = min(tally.acknowledged("submit", "return"), tally.acknowledged("upload"))
        if kills.total() >= KILLS and deeds >= DEEDS:
            break
        if deeds * KILLS < kills.total() * DEEDS:  # the kills are spread over the whole of the work
            continue
        way = ways[kills.total() % len(ways)]
        way()
        kills[way.__name__] += 1
        site.start()
        site.wait()
        moved, sent = tally.acknowledged("submit", "return"), tally.acknowledged("upload")
        print(f"  {kills.total():3}. {way.__name__}: {moved} lần chuyển, {sent} tệp", flush=True)
    stop.set()
    for thread in threads:
        thread.join(150)
    return kills, failures


def moves_told() -> int:
    """How many of the two changes of stage the events tell of."""
    from inspections.models import CaseEvent

    return CaseEvent.objects.filter(verb__in=["submit_conduct_plan", "return_conduct_plan"]).count()


def verdict(tally: "Tally", told_before: int) -> dict[str, int]:
    """Each acknowledged deed once; whole files; a clean record after the sweeper."""
    from django.utils import timezone

    from inspections.actions.left_over_files import sweep_left_over_files
    from inspections.actions.uploads import sweep
    from inspections.models import CaseEvent, Document, EvidenceFile
    from inspections.queries.integrity import Record, examine

    def times(marks: list[str], texts: Iterable[str]) -> list[int]:
        seen = Counter(mark for text in texts for mark in set(MARK.findall(text)))
        return [seen[mark] for mark in marks]

    plans = Document.objects.filter(kind="conduct_plan").values_list("snapshot", flat=True)
    returned = CaseEvent.objects.filter(verb="return_conduct_plan").values_list("reason", flat=True)
    files = Counter(EvidenceFile.objects.values_list("sha256", flat=True))
    found = times(tally.marks["submit"], (str(snapshot) for snapshot in plans))
    found += times(tally.marks["return"], returned)
    found += [files[sha256] for sha256 in tally.marks["upload"]]
    before = list(examine(Record()))
    later = timezone.now() + timedelta(days=30)
    swept = sweep(now=later) + sweep_left_over_files(now=later)
    after = list(examine(Record()))
    for flaw in [flaw for flaw in (*before, *after) if not flaw.is_notice][:20]:
        print(f"  VI PHẠM  {flaw.code}  {flaw.row}: {flaw.words}")
    return {
        "lost": sum(count == 0 for count in found),
        "doubled": sum(count > 1 for count in found),
        "untold": abs(moves_told() - told_before - tally.acknowledged("submit", "return")),
        "torn": sum(flaw.code.startswith(("file.", "document.")) for flaw in before if not flaw.is_notice),
        "orphans": sum(flaw.code == "file.orphan" for flaw in before),
        "swept": swept,
        "violations": sum(not flaw.is_notice for flaw in after),
        "orphans_after": sum(flaw.code == "file.orphan" for flaw in after),
    }


def report(
    kills: Counter[str], failures: list[BaseException], tally: "Tally", figures: dict[str, int]
) -> bool:
    """Print the figures; are they what they must be?"""
    moved, sent = tally.acknowledged("submit", "return"), tally.acknowledged("upload")
    print(f"Lần bị giết: {kills.total()} ({', '.join(f'{name} {number}' for name, number in kills.items())})")
    print(f"Lần chuyển giai đoạn được báo nhận: {moved}; tệp được báo nhận: {sent}")
    print(f"Lần không có trả lời, gửi lại đúng biểu mẫu đó: {tally.counts['unanswered']}")
    print(f"Mất: {figures['lost']}; làm hai lần: {figures['doubled']}; sự kiện thừa: {figures['untold']}")
    print(
        f"Rách (tệp, văn bản): {figures['torn']}; tệp không dòng nào ghi: {figures['orphans']} (sau khi dọn {figures['orphans_after']})"
    )
    print(f"check_integrity sau khi dọn: {figures['violations']} vi phạm")
    for failure in failures[:5]:
        print(f"  Người dùng gặp lỗi: {failure!r}")
    bad = ("lost", "doubled", "untold", "torn", "violations", "orphans_after")
    enough = kills.total() >= KILLS and moved >= DEEDS and sent >= DEEDS
    return (
        enough
        and not failures
        and not any(figures[name] for name in bad)
        and figures["orphans"] <= kills.total() * WRITERS
    )


def main() -> int:
    """On a database and in folders of its own, which are gone afterwards."""
    parser = argparse.ArgumentParser(prog="python -m bench.crash", description=__doc__)
    parser.add_argument("--seed", type=int, default=217)
    chance = random.Random(parser.parse_args().seed)
    folder, port = Path(tempfile.mkdtemp(prefix="kiemtraso-crash-")), free_port()
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "DATA_DIR": str(folder),
        "FILES_DIR": str(folder / "files"),
        "DEMO": "1",
        "LOG_LEVEL": "ERROR",
    }
    os.environ |= {
        "SIGNING_FOLDER": str(folder / "signing"),
        "PORT": str(port),
        "STATIC_ROOT": str(folder / "static"),
    }
    os.environ |= {"DEBUG": "0", "DJANGO_SETTINGS_MODULE": "config.settings"}
    site = Site(folder, port, chance)
    try:
        site.start_database()
        return work(site, chance)
    finally:
        site.end()
        if (base := site.joined[0].base) != folder:
            shutil.rmtree(base, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def work(site: Site, chance: random.Random) -> int:
    """Prepare, run, judge."""
    import django

    django.setup()
    from django.db import connections

    from bench.crash_people import Tally

    plans, parties = prepare()
    tally, stop, began, told_before = Tally(), threading.Event(), time.monotonic(), moves_told()
    people = crowd(site, tally, stop, plans, parties)
    connections.close_all()
    site.start()
    site.wait()
    kills, failures = run_and_kill(site, people, tally, stop, chance)
    print(f"Sau {time.monotonic() - began:.0f} giây", flush=True)
    site.end_programs()
    return 0 if report(kills, failures, tally, verdict(tally, told_before)) else 1


if __name__ == "__main__":
    sys.exit(main())
