"""Legal acts: the list with search and state, one act with what it touches, and its change."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.actions import reference_acts as actions
from inspections.documents.cited_acts import documents_citing
from inspections.forms.files import FilesForm
from inspections.forms.reference import ActFilter, ActForm
from inspections.models import LegalAct, SettingChange
from inspections.queries.reference import acts_like, changes_of, items_to_review, touched_by
from inspections.rules.legal_acts import ActState, state_on
from inspections.rules.roles import Permission
from inspections.views.access import demand, today
from inspections.views.reference import Crumbs, SettingView, index_crumbs

PAGE = 25
TONES = {
    ActState.IN_FORCE: "done",
    ActState.ENDED: "late",
    ActState.COMING: "info",
    ActState.UNKNOWN: "soon",
}


def legal_acts(request: HttpRequest) -> HttpResponse:
    """Acts by words and by state."""
    demand(request, Permission.MANAGE_SETTINGS)
    form = ActFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {"q": "", "state": ""}
    found = acts_like(chosen["q"], chosen["state"], today())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    review = items_to_review(today())
    context = {
        "filter_form": form,
        "rows": [_row(act, review.get(act.pk, 0)) for act in page.object_list],
        "page_obj": page,
        "review_count": len(review),
        "crumbs": index_crumbs((_("Văn bản pháp luật"), "")),
    }
    return render(request, "inspections/reference/acts.html", context)


def _row(act: LegalAct, items_to_look_at: int) -> dict[str, Any]:
    state = state_on(today(), act.valid_from, act.valid_until)
    return {
        "act": act,
        "state": state.label,
        "tone": TONES[state],
        "review": items_to_look_at,
        "url": reverse("legal_act", args=[act.code]),
    }


def _act(code: str) -> LegalAct:
    return get_object_or_404(LegalAct.objects.select_related("replaced_by"), code=code)


def legal_act(request: HttpRequest, code: str) -> HttpResponse:
    """One act: validity, what it replaces, what cites it, who changed it."""
    demand(request, Permission.MANAGE_SETTINGS)
    act = _act(code)
    touched = touched_by(act, today())
    in_checklists = any(row["version__status"] == "published" for row in touched.versions)
    context = {
        **_row(act, items_to_review(today()).get(act.pk, 0)),
        "replaces": list(act.replaces.order_by("-valid_from")),
        "touched": touched,
        "documents": list(documents_citing(act.code, in_checklists=in_checklists)),
        "changes": changes_of(SettingChange.Subject.LEGAL_ACT, act.code),
        "crumbs": _crumbs((str(act), "")),
    }
    return render(request, "inspections/reference/act.html", context)


def _crumbs(*more: tuple[str, str]) -> Crumbs:
    return index_crumbs((_("Văn bản pháp luật"), reverse("legal_acts")), *more)


class AddAct(SettingView):
    """One more act."""

    heading = _l("Thêm văn bản pháp luật")
    submit = _l("Thêm văn bản")
    done = _l("Đã thêm văn bản.")

    def make_form(self, *data: Any) -> FilesForm:
        """An empty act."""
        return ActForm(*data)

    def act(self, **arguments: Any) -> object:
        """Enter it."""
        return actions.add_act(**arguments)

    def back(self) -> str:
        """The list of acts."""
        return reverse("legal_acts")

    def crumbs(self) -> Crumbs:
        """From the index to the acts."""
        return _crumbs()


class ChangeAct(SettingView):
    """Correct an act, say its text was compared, or name its successor."""

    heading = _l("Sửa văn bản pháp luật")

    def load(self, **kwargs: Any) -> None:
        """The act of the address, or 404."""
        self.found = _act(kwargs["code"])

    def make_form(self, *data: Any) -> FilesForm:
        """The form with what stands now."""
        return ActForm(*data, act=self.found)

    def act(self, **arguments: Any) -> object:
        """Change it."""
        return actions.change_act(self.found, **arguments)

    def back(self) -> str:
        """The page of the act."""
        return reverse("legal_act", args=[self.found.code])

    def crumbs(self) -> Crumbs:
        """From the index over the acts to the act."""
        return _crumbs((str(self.found), self.back()))

    def extra(self) -> dict[str, Any]:
        """What a change touches."""
        touched = touched_by(self.found, today())
        items = sum(row["items"] for row in touched.versions)
        if not items and not touched.rules:
            return {}
        sentence = _(
            "%(items)s nội dung đề cương và %(rules)s quy định dẫn văn bản này; %(inspections)s cuộc kiểm tra đang mở "
            "dùng các đề cương đó. Văn bản đã phát hành giữ nguyên cách viện dẫn."
        ) % {"items": items, "rules": len(touched.rules), "inspections": touched.inspections}
        return {"warnings": [sentence]}
