import re
from pathlib import Path
import pytest
from playwright.sync_api import expect
from tests.browser.visitor import Visitors
pytestmark = [pytest.mark.browser, pytest.mark.timeout(500)]
OUT = Path("/tmp/people_shots"); OUT.mkdir(exist_ok=True)

def shot(v, name):
    for w, h in ((1366, 900), (360, 760)):
        v.page.set_viewport_size({"width": w, "height": h})
        v.page.wait_for_timeout(150)
        over = v.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        print(name, w, "overflow", over)
        v.page.screenshot(path=str(OUT / f"{name}-{w}.png"), full_page=True)
    v.page.set_viewport_size({"width": 1366, "height": 900})

def test_shots(visitors: Visitors):
    head = visitors.person("truongphong")
    head.open("/nhan-su/"); shot(head, "people")
    head.link(re.compile("Phạm Văn Lâm")); shot(head, "person-head")
    if head.page.locator("#ban-giao").count():
        head.follow(head.page.locator("#ban-giao")); shot(head, "choose")
        head.page.get_by_label("Người nhận").select_option(label="Hoàng Minh Đức")
        head.fill("Lý do bàn giao", "Nghỉ ốm")
        head.send("Xem trước khi bàn giao"); shot(head, "confirm")
        head.send(re.compile("Bàn giao cho")); shot(head, "done")
    director = visitors.person("giamdoc")
    director.page.goto("/"); 
    m = director.page.locator("#ca-nhan a").first.get_attribute("href")
    director.open(m); shot(director, "own")
    director.follow(director.page.locator("#ghi-vang")); shot(director, "absence")
    director.fill("Đến hết ngày", "01/01/2020"); director.send("Ghi đợt vắng"); shot(director, "absence-wrong")
    director.fill("Đến hết ngày", "31/12/2026"); director.page.get_by_label("Người làm thay").select_option(label="Trần Đình Khải"); director.send("Ghi đợt vắng"); shot(director, "absence-done")
    deputy = visitors.person("phogiamdoc"); deputy.open("/"); shot(deputy, "deputy-home")
    head.open("/ho-so/"); 
    admin = visitors.person("quantri")
    admin.open("/nhan-su/"); shot(admin, "people-admin")
    admin.link("Lập tài khoản"); shot(admin, "new-account")
    admin.open("/nhan-su/"); admin.link(re.compile("Trần Đình Khải")); shot(admin, "person-admin")
    admin.link("Ghi quyền hạn ký"); shot(admin, "capacity"); admin.send("Ghi quyền hạn ký"); shot(admin, "capacity-wrong")
    admin.open("/nhan-su/"); admin.link(re.compile("Vũ Đức Thắng")); admin.link("Phiếu giao tài khoản"); shot(admin, "access"); 
    admin.fill("Lý do", "Quên mật khẩu"); admin.send("Lập phiếu"); shot(admin, "sheet")
