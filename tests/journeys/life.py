"""An inspection told by the forms that people send: the steps that several journeys share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from inspections.enums import Ground, Rating
from inspections.models import Answer, Case
from tests.journeys.page import Page
from tests.journeys.people import Person, Town, by_hand, scan

OFFICER, SECTION_HEAD, DIRECTOR, CLERK = "chuyenvien", "truongphong", "giamdoc", "vanthu"
LEAD, MEMBERS = "truongdoan", ("thanhvien1", "thanhvien2")
WORDS = "Nội dung đã kiểm tra, ghi theo hồ sơ của đơn vị và đối chiếu với dữ liệu của Sở."


@dataclass
class Life:
    """One decision and its institutions."""

    town: Town
    codes: Sequence[str]
    theme: str = "cong-khai-thu-chi"
    title: str = "Kiểm tra việc công khai, thu chi"
    lead: str = LEAD
    heads: Mapping[str, str] = field(default_factory=dict)
    case: Case = field(init=False)

    # ---- reading -----------------------------------------------------------------------------------------

    def again(self) -> Case:
        """The inspection as it is now."""
        return Case.objects.get(pk=self.case.pk)

    def party(self, code: str) -> Case:
        """The file of one institution as it is now."""
        return Case.objects.get(parent=self.case, institution=self.town.cast.institutions[code])

    def head(self, code: str) -> Person:
        """The head of an institution."""
        return self.town(self.heads[code])

    @property
    def leader(self) -> Person:
        """The lead of the team."""
        return self.town(self.lead)

    def limits(self, case: Case, name: str = LEAD) -> dict[str, str]:
        """What the page «Thời hạn» says: each limit and its last day."""
        answer = self.town(name).client.get(reverse("deadlines", args=[case.pk]))
        assert answer.status_code == 200
        words = Page(answer.content.decode()).words
        rows = {row["label"]: row["end_on"] for row in answer.context["rows"]}
        assert all(label in words and day in words for label, day in rows.items())
        return rows

    # ---- up to the decision ------------------------------------------------------------------------------

    def propose(self) -> None:
        """Row 1: what, why, whom."""
        cast = self.town.cast
        self.town(OFFICER).send(
            reverse("propose"),
            title=self.title,
            checklist_version=cast.checklists[self.theme].pk,
            institutions=[cast.institutions[code].pk for code in self.codes],
            ground=Ground.PLAN,
            ground_text="Kế hoạch kiểm tra chuyên đề của Sở, dòng 3.",
            period_from="01/01/2026",
            period_to="31/08/2026",
        )
        self.case = Case.objects.roots().latest("pk")

    def review(self) -> None:
        """Row 2: reviewed by the officer, confirmed by the head of section."""
        self.town(OFFICER).deed(self.case, "Rà soát trùng lặp, chồng chéo")
        self.town(SECTION_HEAD).turn("Xác nhận kết quả rà soát", self.case.code)

    def form_team(self) -> None:
        """Row 3: the team is named and declares."""
        people = self.town.cast.people
        self.town(OFFICER).deed(
            self.case,
            "Cử Đoàn kiểm tra",
            lead=people[self.lead].pk,
            members=[people[name].pk for name in MEMBERS],
        )
        for name in (self.lead, *MEMBERS):
            self.town(name).turn("Kê khai xung đột lợi ích", self.case.code, truthful="on")

    def decide(self, signer: str = DIRECTOR) -> None:
        """Row 4: drafted, signed, numbered, issued."""
        capacity = self.town.cast.capacity(signer).pk
        self.town(OFFICER).deed(self.case, "Dự thảo quyết định kiểm tra", capacity=capacity)
        self.town(signer).turn("Ký quyết định", self.case.code, **by_hand())
        self.town(CLERK).turn("Cấp số, phát hành", self.case.code, **by_hand())

    def up_to_the_decision(self) -> None:
        """All of that on one day."""
        self.propose()
        self.review()
        self.form_team()
        self.decide()

    # ---- the plan ----------------------------------------------------------------------------------------

    def days(self, code: str, first: str, last: str, way: str = "as_list") -> dict[str, Any]:
        """What the plan says of one institution."""
        party = self.party(code)
        return {f"from_{party.pk}": first, f"to_{party.pk}": last, f"way_{party.pk}": way}

    def plan(self, first: str, last: str, **given: Any) -> None:
        """Row 5, without any warning."""
        url = self.plan_url()
        self.leader.send(url, starts_on=first, ends_on=last, **given)

    def plan_url(self) -> str:
        """Where the lead writes the plan."""
        return self.leader.inbox().link("Lập và trình kế hoạch", self.case.code)

    def approve(self, signer: str = DIRECTOR) -> None:
        """Row 6."""
        self.town(signer).turn("kế hoạch tiến hành", self.case.code, **by_hand())

    # ---- one institution ---------------------------------------------------------------------------------

    def notify(self, code: str, session: str, report_due: str) -> None:
        """T1."""
        self.leader.deed(
            self.party(code), "Thông báo lịch kiểm tra", session_at=session, report_due_on=report_due
        )

    def report(self, code: str) -> None:
        """T2, by the head."""
        self.head(code).turn("Nộp báo cáo theo đề cương", self.party(code).code, report=WORDS)

    def announce(self, code: str, **given: Any) -> None:
        """T3 and T4: announced now, the items shared out."""
        self.leader.deed(self.party(code), "Công bố quyết định kiểm tra", **given)
        self.leader.deed(self.party(code), "Phân công và bắt đầu kiểm tra")

    def visit(self, code: str, starts: str, ends: str, **given: Any) -> None:
        """A record of who came, with the items of the plan ticked by the form."""
        records = self.leader.case(self.party(code), "records")
        url = records.link("Ghi việc đến làm việc trực tiếp")
        self.leader.send(url, starts_at=starts, ends_at=ends, work_done=WORDS, **given)

    def conclude(self, code: str) -> None:
        """The member collects a paper; every item rests on it and gets its result."""
        party, member = self.party(code), self.town(MEMBERS[0])
        items = list(
            Answer.objects.filter(party=party).order_by("item__position").values_list("pk", flat=True)
        )
        urls = [reverse("item", args=[party.pk, pk]) for pk in items]
        member.send(member.open(urls[0]).link("Thêm tệp, ảnh chụp"), files=scan())
        proof = [party.evidence.latest("pk").pk]
        for url in urls:
            member.send(url, "Lưu", result=WORDS, rating=Rating.COMPLIES, files=proof)

    def find(self, code: str) -> None:
        """The first item falls short after all, and becomes a finding at once."""
        party, member = self.party(code), self.town(MEMBERS[0])
        answer = Answer.objects.filter(party=party).order_by("item__position")[0]
        url = reverse("item", args=[party.pk, answer.pk])
        wording = member.send(url, "Ghi nhận tồn tại, hạn chế", rating=Rating.FALLS_SHORT)
        member.send(wording, text=WORDS, locator="khoản 2 Điều 12")

    def draft_minutes(self, code: str) -> None:
        """T7."""
        self.leader.deed(self.party(code), "Dự thảo biên bản kiểm tra", place="Họp trực tuyến")

    def agree(self, code: str, opinion: str = "") -> None:
        """The head gives an opinion, both sides confirm the text."""
        given = {"opinion": opinion} if opinion else {"no_opinion": "on"}
        self.head(code).turn("Nêu ý kiến về dự thảo biên bản", self.party(code).code, **given)
        self.leader.confirm(self.party(code))
        self.head(code).confirm(self.party(code))

    def sign(self, code: str, **given: Any) -> Page:
        """T10: signed by both on paper, the scan comes in."""
        return self.leader.deed(
            self.party(code), "Ghi nhận biên bản đã ký", **{**by_hand("Văn thư Sở, hộp 12"), **given}
        )
