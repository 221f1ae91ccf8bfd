"""W1-W4 of the figures: for each, one call of our page and one call of its twin on the same data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.test import Client, override_settings
from django.urls import reverse

from inspections.enums import Rating
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Answer, Case
from tests.factories.cases import after, case_after, story_of
from tests.figures.browsing import browser_of, step_url
from tests.figures.test_case_page import MANY, fill
from tests.figures.test_inbox import ask

WORDS = "Đã đối chiếu hồ sơ, khớp với báo cáo của đơn vị."


@dataclass(frozen=True)
class Workload:
    """What is compared: calls a round, our call, the twin's, and what must stand before each of ours."""

    name: str
    calls: int
    ours: Callable[[], None]
    twin: Callable[[], None]
    before: Callable[[], None] = lambda: None


def on_twins(client: Client, address: str, data: dict[str, str | int] | None = None) -> None:
    """One request to a twin."""
    with override_settings(ROOT_URLCONF="bench.twins"):
        page = client.get(address) if data is None else client.post(address, data)
    assert page.status_code == 200 and page.content != b"0", (address, page.status_code)


def on_ours(client: Client, address: str, data: dict[str, str | int] | None = None) -> None:
    """One request to our page."""
    page = client.get(address) if data is None else client.post(address, data)
    assert page.status_code in (200, 302), (address, page.status_code)


def workloads(cast: Cast) -> Iterator[Workload]:
    """Make the data once, then one workload after the other."""
    party = case_after(cast, "gather_files").children.get()
    fill(party, MANY)
    member, director = cast.people["thanhvien1"], cast.people["giamdoc"]
    ask(member, party, 200)
    at_member, at_director = browser_of(member), browser_of(director)
    yield Workload(
        "W1 hộp việc, 200 việc",
        20,
        lambda: on_ours(at_member, reverse("home")),
        lambda: on_twins(at_member, "/"),
    )
    case_url = reverse("case", args=[party.pk])
    yield Workload(
        "W2 hồ sơ, 120 nội dung",
        10,
        lambda: on_ours(at_member, case_url),
        lambda: on_twins(at_member, f"/case/{party.pk}/"),
    )
    yield _answer(at_member, party)
    yield _step(cast, at_director)


def _answer(client: Client, party: Case) -> Workload:
    answer = Answer.objects.filter(party=party).earliest("pk")
    address = reverse("autosave", args=[party.pk, answer.pk])

    def data() -> dict[str, str | int]:
        version = Answer.objects.values_list("version", flat=True).get(pk=answer.pk)
        return {"version": version, "result": f"{WORDS} {version}", "rating": Rating.COMPLIES}

    return Workload(
        "W3 ghi một kết quả",
        20,
        lambda: on_ours(client, address, data()),
        lambda: on_twins(client, f"/answer/{answer.pk}/", data()),
    )


def _step(cast: Cast, client: Client) -> Workload:
    plot = Plot(theme="chuan-co-so", codes=("MH-03",))
    case = case_after(cast, "submit_conduct_plan", plot)
    other = case_after(cast, "propose", Plot(theme="van-bang-chung-chi", codes=("MH-04",)))
    address = step_url(case, "return_conduct_plan")
    story = story_of(cast)

    def submitted() -> None:
        if Case.objects.values_list("stage", flat=True).get(pk=case.pk) == "decided":
            story.submit_conduct_plan(case, plot, after("submit_conduct_plan"))

    return Workload(
        "W4 một bước của luồng việc",
        5,
        lambda: on_ours(client, address, {"reason": WORDS}),
        lambda: on_twins(client, f"/step/{other.pk}/", {"reason": WORDS}),
        submitted,
    )
