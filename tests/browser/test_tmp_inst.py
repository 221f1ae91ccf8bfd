import os, re
def shot(who, path, name):
    who.open(path)
    for width in (1366, 360):
        who.page.set_viewport_size({"width": width, "height": 900})
        who.page.screenshot(path=f"/tmp/inst_{name}_{width}.png", full_page=True)
    who.page.set_viewport_size({"width": 1366, "height": 900})

def test_tmp(visitors):
    who = visitors.person("quantri")
    shot(who, "/danh-muc/", "index")
    shot(who, "/danh-muc/co-so/", "list")
    who.page.locator("a.row-title").filter(has_text="Đức An").first.click()
    base = re.sub(r"https?://[^/]+", "", who.page.url)
    who.open(base + "mien-thuc-te/")
    who.fill("Căn cứ miễn", "Kết quả xếp loại chấp hành pháp luật năm 2025, Thông báo số 12/TB-SGDĐT")
    who.send("Ghi diện miễn")
    shot(who, base, "one")
    shot(who, base + "sua/", "change")
    who.fill("Địa chỉ", "Số 6, huyện Đắk Song")
    who.fill("Lý do", "Thử")
    who.send("Ghi thay đổi")
    who.page.screenshot(path="/tmp/inst_wrong_1366.png", full_page=True)
    who.open(base + "ngung-hoat-dong/")
    who.fill("Ngừng hoạt động", "24/11/2026")
    who.choose("Đơn vị kế thừa", "Kiến Đức")
    shot(who, base + "ngung-hoat-dong/", "end")
    shot(who, base + "hoat-dong-lai/", "restore")
