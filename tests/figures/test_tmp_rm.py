import pytest
from django.utils import timezone
from datetime import timedelta
from inspections.actions import later_dates, remedies as deeds
from inspections.models.inputs import RemedyPlanInput
from tests.figures import remedies
from tests.figures.browsing import Office, step_url
from tests.figures.test_steps import Life, assert_within
from tests.factories.remedies import items_of
pytestmark = pytest.mark.django_db
def test_x(cast):
    life = Life(Office(cast), cast)
    party = remedies.asked_to_mend(life)
    now = timezone.now()
    first, second = items_of(party)
    o = life.office
    def keep(name, who, url):
        r = o.browser(who).get(url)
        assert r.status_code == 200, (name, r.status_code)
        open(f"/tmp/rm_{name}.html", "w").write(r.content.decode())
    keep("plan", "truonga-canbo", step_url(party, "submit_remedy_plan"))
    plan = RemedyPlanInput("Trưởng phòng Đào tạo", "Rà soát, bổ sung.", (now+timedelta(days=9)).date(), "Chưa phân công.")
    deeds.submit_remedy_plan(party, by=cast.people["truonga-canbo"], now=now, plans={first.pk: plan, second.pk: plan})
    wish = later_dates.ask_later_date(party, by=cast.people["truonga-canbo"], now=now, item_id=second.pk, until_on=(now+timedelta(days=40)).date(), reason="Chờ in sổ gốc mới.")
    keep("save", "truonga-canbo", step_url(party, "save_remedy_report"))
    keep("report", "truonga-hieutruong", step_url(party, "report_remedy"))
    keep("later", "truonga-canbo", step_url(party, "ask_later_date", first.pk))
    keep("decide", "giamdoc", step_url(party, "decide_later_date", wish.pk))
    keep("print", "truonga-canbo", step_url(party, "print_remedy_report"))
    keep("tab", "truonga-hieutruong", party.get_absolute_url() + "?tab=remedy")
    r = o.browser("truonga-hieutruong").post(step_url(party, "report_remedy"), {"way": "by_hand", f"measure_{first.pk}": "Đã làm xong phần này."})
    assert r.status_code == 200 and "Đã làm xong phần này." in r.content.decode()
    open("/tmp/rm_error.html", "w").write(r.content.decode())
    r = o.browser("truonga-hieutruong").get(party.get_absolute_url())
    open("/tmp/rm_case.html", "w").write(r.content.decode())
    remedies.mend(life, party) if False else None
