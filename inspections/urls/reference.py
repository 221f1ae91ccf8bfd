"""Addresses of the settings that the administrator keeps: rules, calendar, acts, names of the agency, institutions."""

from django.urls import path

from inspections.views import institutions as register
from inspections.views import reference, reference_acts, reference_agency, reference_calendar, reference_rules
from inspections.views.quarantine import LiftQuarantine
from inspections.views.signature_table import signature_table

urlpatterns = [
    path("", reference.index, name="reference"),
    path("quy-dinh/", reference_rules.rules, name="rules"),
    path("quy-dinh/<str:key>/", reference_rules.rule, name="rule"),
    path("quy-dinh/<str:key>/doi/", reference_rules.ChangeRule.as_view(), name="change_rule"),
    path("quy-dinh/<str:key>/sua/", reference_rules.CorrectRule.as_view(), name="correct_rule"),
    path("quy-dinh/<str:key>/rut/", reference_rules.WithdrawRule.as_view(), name="withdraw_rule"),
    path("chu-ky/", signature_table, name="signature_table"),
    path("khoi-phuc/", LiftQuarantine.as_view(), name="quarantine"),
    path("lich/", reference_calendar.calendar_years, name="calendar_years"),
    path("lich/mo/", reference_calendar.AddYear.as_view(), name="add_year"),
    path("lich/<int:year>/", reference_calendar.calendar_year, name="calendar_year"),
    path("lich/<int:year>/xac-nhan/", reference_calendar.ConfirmYear.as_view(), name="confirm_year"),
    path("lich/<int:year>/bo-xac-nhan/", reference_calendar.UnconfirmYear.as_view(), name="unconfirm_year"),
    path("lich/<int:year>/ngay/them/", reference_calendar.AddDay.as_view(), name="add_day"),
    path("lich/<int:year>/ngay/<int:pk>/sua/", reference_calendar.ChangeDay.as_view(), name="change_day"),
    path("lich/<int:year>/ngay/<int:pk>/bo/", reference_calendar.RemoveDay.as_view(), name="remove_day"),
    path("van-ban/", reference_acts.legal_acts, name="legal_acts"),
    path("van-ban/them/", reference_acts.AddAct.as_view(), name="add_act"),
    path("van-ban/<slug:code>/", reference_acts.legal_act, name="legal_act"),
    path("van-ban/<slug:code>/sua/", reference_acts.ChangeAct.as_view(), name="change_act"),
    path("co-quan/", reference_agency.agency_profiles, name="agency_profiles"),
    path("co-quan/doi-ten/", reference_agency.ChangeName.as_view(), name="change_name"),
    path("co-quan/<int:pk>/sua/", reference_agency.CorrectProfile.as_view(), name="correct_profile"),
    path("co-quan/<int:pk>/rut/", reference_agency.WithdrawProfile.as_view(), name="withdraw_profile"),
    path("co-so/", register.institution_register, name="institution_register"),
    path("co-so/them/", register.AddInstitution.as_view(), name="add_institution"),
    path("co-so/<int:pk>/", register.registered_institution, name="registered_institution"),
    path("co-so/<int:pk>/sua/", register.ChangeInstitution.as_view(), name="change_institution"),
    path("co-so/<int:pk>/ngung-hoat-dong/", register.EndInstitution.as_view(), name="end_institution"),
    path("co-so/<int:pk>/hoat-dong-lai/", register.RestoreInstitution.as_view(), name="restore_institution"),
    path("co-so/<int:pk>/mien-thuc-te/", register.ExemptInstitution.as_view(), name="exempt_institution"),
    path("co-so/<int:pk>/bo-mien-thuc-te/", register.EndExemption.as_view(), name="end_exemption"),
]
