import re
from tests.actions.test_result_report import *
from inspections.documents.layout import render_pdf
def dump(name, answer):
    text = answer.content.decode().replace('"/static/', '"file:///work/main/static/')
    text = re.sub(r'(static/[a-z0-9./_-]+?)\.[0-9a-f]{12}\.(css|js|svg)', r'\1.\2', text)
    open(f"/tmp/rr/{name}.html","w").write(text)
def test_look(desk, case):
    report = desk.drafted(case)
    c = Clicks(desk)
    causes = report.sections.get(key="causes")
    dump("section", c.browser("truongdoan").get(step_url(case,"redraft_report_section", causes.pk)))
    desk.submit(case, changed={"causes":"Cán bộ phụ trách mới nhận việc."})
    desk.send_back(case)
    dump("edit", c.browser("truongdoan").get(step_url(case,"save_result_report")))
    desk.submit(case, changed={"causes":"Cán bộ phụ trách mới nhận việc từ tháng 9/2026; 05 tồn tại, hạn chế."})
    dump("review", c.browser("truongphong").get(step_url(case,"approve_result_report")))
    dump("versions", c.browser("truongphong").get(reverse("result_report",args=[case.pk])))
    dump("case", c.browser("truongphong").get(case.get_absolute_url()))
    paper = desk.approve(case)
    open("/tmp/rr/report.pdf","wb").write(render_pdf("result_report.html", paper.snapshot, draft=False))
