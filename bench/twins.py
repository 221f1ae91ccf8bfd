"""Bare twins: same session, same user, same rows; no rights, no rules, no flow, a plain template."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from inspections.models import Answer, Case, EvidenceFile, Finding, Turn

INBOX = Template(
    "<ul>{% for t in rows %}<li><a href='/ho-so/{{ t.case_id }}/'>{{ t.label }}</a> {{ t.case.title }} "
    "{{ t.case.institution.name }} {{ t.case.code }} {{ t.due_on|date:'d/m/Y' }} {{ t.why }}</li>{% endfor %}</ul>"
)
CASE = Template(
    "<h1>{{ case.code }} {{ case.title }}</h1><table>{% for a in rows %}<tr><td>{{ a.item.code }}</td>"
    "<td>{{ a.item.requirement }}</td><td>{{ a.item.act }}</td><td>{{ a.get_method_display }}</td>"
    "<td>{{ a.result }}</td><td>{{ a.get_rating_display }}</td></tr>{% endfor %}</table>"
    "<ul>{% for f in files %}<li>{{ f.name }}</li>{% endfor %}</ul>"
    "<ul>{% for f in findings %}<li>{{ f.code }} {{ f.text }}</li>{% endfor %}</ul>"
)


def _page(template: Template, **context: Any) -> HttpResponse:
    return HttpResponse(template.render(Context(context)))


def inbox(request: HttpRequest) -> HttpResponse:
    """W1: open turns of the person."""
    rows = Turn.objects.filter(person_id=request.user.pk, closed_at__isnull=True)
    return _page(INBOX, rows=rows.select_related("case__institution").order_by("due_on", "id")[:200])


def case(request: HttpRequest, pk: int) -> HttpResponse:
    """W2: items, files and findings of a party."""
    return _page(
        CASE,
        case=Case.objects.select_related("institution").get(pk=pk),
        rows=Answer.objects.filter(party_id=pk).select_related("item__act").order_by("item__position"),
        files=EvidenceFile.objects.filter(case_id=pk),
        findings=Finding.objects.filter(party_id=pk),
    )


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """W3: one answer by its version; the database writes its history as it does for ours."""
    version = int(request.POST["version"])
    changed = Answer.objects.filter(pk=pk, version=version).update(
        result=request.POST["result"], rating=request.POST["rating"], version=version + 1
    )
    return HttpResponse(str(changed))


urlpatterns = [
    path("", inbox),
    path("case/<int:pk>/", case),
    path("answer/<int:pk>/", answer),
]
