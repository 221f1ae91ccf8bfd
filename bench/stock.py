"""viewflow as its own quick start shows it: stock process, task, views and addresses, and one audit row a step."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpResponse
from django.urls import path
from viewflow import jsonstore, this
from viewflow.workflow import flow
from viewflow.workflow.flow import FlowViewset, views
from viewflow.workflow.models import Process


class NoteProcess(Process):
    """A process that carries one text."""

    text = jsonstore.CharField(max_length=500)

    class Meta:
        proxy = True
        app_label = "bench"


class AuditedUpdate(views.UpdateProcessView):
    """The stock view; who did what is written beside it, in the same transaction."""

    def form_valid(self, form: ModelForm) -> HttpResponse:
        """Complete the task and tell it."""
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
            LogEntry.objects.create(
                user_id=self.request.user.pk,
                content_type_id=ContentType.objects.get_for_model(Process).pk,
                object_id=str(self.object.pk),
                object_repr=str(self.object),
                action_flag=CHANGE,
                change_message=form.cleaned_data["text"],
            )
        return answer


class NoteFlow(flow.Flow):
    """Two steps that lead to each other, so that one process serves any number of completions."""

    process_class = NoteProcess
    app_label, flow_label = "bench", "note"
    start = flow.Start(views.CreateProcessView.as_view(fields=["text"])).Next(this.check)
    check = flow.View(AuditedUpdate.as_view(fields=["text"])).Assign(this.start.owner).Next(this.mend)
    mend = flow.View(AuditedUpdate.as_view(fields=["text"])).Assign(this.start.owner).Next(this.check)


urlpatterns = [path("", FlowViewset(NoteFlow).urls)]
