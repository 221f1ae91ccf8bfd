import pytest
from datetime import timedelta
from django.utils import timezone
from django.test import Client
from django.conf import settings
from tests.factories.people import make_people, PASSWORD
from tests.factories.orders import told_until_now
from tests.factories.results import ResultDesk
from inspections.management.demo.story import Plot
from tests.figures.browsing import step_url
pytestmark = pytest.mark.django_db(transaction=True)
def test_look(live_server, chromium):
    cast = make_people()
    case = told_until_now(cast, "sign_minutes", Plot(codes=("MH-01","MH-02")))
    first, second = case.children.order_by("pk")
    def shot(user, url, name):
        c = Client(); c.force_login(cast.people[user])
        for w in (1366, 360):
            ctx = chromium.new_context(viewport={"width": w, "height": 900})
            ctx.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": c.cookies[settings.SESSION_COOKIE_NAME].value, "url": live_server.url}])
            page = ctx.new_page()
            page.goto(live_server.url + url)
            print(name, w, page.title(), page.evaluate("document.documentElement.scrollWidth"))
            page.screenshot(path=f"/tmp/ri_shot_{name}_{w}.png", full_page=True)
            ctx.close()
    shot("truongdoan", step_url(first, "draft_result"), "draft")
    desk, now = ResultDesk(cast), timezone.now()
    desk.draft(first, now); desk.draft(second, now, summary="Ghi nhận 3 tồn tại.")
    case = desk.report_signed(desk.approved(case, now), now)
    shot("giamdoc", step_url(case, "sign_result"), "sign")
    case = desk.sign(case, now)
    shot("vanthu", step_url(case, "issue_result"), "issue")
