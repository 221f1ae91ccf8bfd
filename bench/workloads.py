"""W1-W4 of the figures: for each, one call of our page and one call of its twin on the same data."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.test import Client
from django.urls import reverse
from viewflow.workflow.models import Task

from bench.clock import Side, Workload
from bench.stock import NoteFlow
from inspections.enums import Rating
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Answer, Case
from tests.factories.cases import after, case_after, story_of
from tests.factories.people import make_people
from tests.figures.browsing import browser_of, step_url
from tests.figures.test_case_page import MANY, fill
from tests.figures.test_inbox import ask

WORDS = "Đã đối chiếu hồ sơ, khớp với báo cáo của đơn vị."
Sent = dict[str, str | int]


def opened(client: Client, address: str) -> Callable[[], None]:
    """Open a page."""

    def call() -> None:
        page = client.get(address)
        assert page.status_code == 200, (address, page.status_code)

    return call


@dataclass
class Form:
    """Sending something that differs each time: what is sent is made beforehand."""

    client: Client
    make: Callable[[], tuple[str, Sent]]
    ready: tuple[str, Sent] = field(default=("", {}))

    @property
    def side(self) -> Side:
        """Made before, sent while the clock runs."""
        return Side(self.send, self.prepare)

    def prepare(self) -> None:
        """Make what is sent next."""
        self.ready = self.make()

    def send(self) -> None:
        """Send it."""
        address, data = self.ready
        page = self.client.post(address, data)
        assert page.status_code in (200, 302) and page.content != b"0", (address, page.status_code)


class Stage:
    """The people and the dossiers that are worked on, made once through our own code."""

    def __init__(self) -> None:
        self.cast: Cast = make_people()
        self.model = case_after(self.cast, "gather_files", Plot(theme="van-bang-chung-chi", codes=("MH-04",)))
        self.party = case_after(self.cast, "gather_files").children.get()
        with transaction.atomic():
            fill(self.party, MANY)
        people = self.cast.people
        ask(people["thanhvien1"], self.party, 200)
        self.member, self.director = browser_of(people["thanhvien1"]), browser_of(people["giamdoc"])
        self.plot = Plot(theme="chuan-co-so", codes=("MH-03",))
        self.planned = case_after(self.cast, "submit_conduct_plan", self.plot)
        page = self.director.post("/stock/start/", {"text": WORDS})
        assert page.status_code == 302, page.content

    def workloads(self) -> list[Workload]:
        """The four, in their order."""
        case_url = reverse("case", args=[self.party.pk])
        return [
            Workload(
                "W1 hộp việc, 200 việc",
                1.8,
                20,
                Side(opened(self.member, reverse("home"))),
                Side(opened(self.member, "/twins/")),
            ),
            Workload(
                "W2 hồ sơ, 120 nội dung",
                2.0,
                10,
                Side(opened(self.member, case_url)),
                Side(opened(self.member, f"/twins/case/{self.party.pk}/")),
            ),
            self._answer(),
            Workload(
                "W4 một bước của luồng việc",
                2.0,
                10,
                Form(self.director, self._returned).side,
                Form(self.director, self._noted).side,
            ),
        ]

    def _answer(self) -> Workload:
        answer = Answer.objects.filter(party=self.party).earliest("pk")
        address = reverse("autosave", args=[self.party.pk, answer.pk])

        def made(at: str) -> Callable[[], tuple[str, Sent]]:
            def make() -> tuple[str, Sent]:
                version = Answer.objects.values_list("version", flat=True).get(pk=answer.pk)
                return at, {"version": version, "result": f"{WORDS} {version}", "rating": Rating.COMPLIES}

            return make

        ours, twin = (Form(self.member, made(at)) for at in (address, f"/twins/answer/{answer.pk}/"))
        return Workload("W3 ghi một kết quả", 2.0, 40, ours.side, twin.side)

    def _returned(self) -> tuple[str, Sent]:
        """The director returns a plan that was submitted again."""
        if Case.objects.values_list("stage", flat=True).get(pk=self.planned.pk) == "decided":
            again = after("submit_conduct_plan")
            story_of(self.cast).submit_conduct_plan(self.planned, self.plot, again)
        mark = secrets.token_urlsafe(24)
        return step_url(self.planned, "return_conduct_plan"), {"reason": WORDS, "once": mark}

    def _noted(self) -> tuple[str, Sent]:
        """The stock process waits in one of its two steps."""
        task = Task.objects.filter(process__flow_class=NoteFlow, finished__isnull=True).latest("pk")
        return task.flow_task.reverse("execute", args=[task.process_id, task.pk]), {
            "text": f"{WORDS} {task.pk}"
        }
