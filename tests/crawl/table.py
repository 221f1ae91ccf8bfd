"""Who may open what: every address and every deed has its row here; what has none fails the crawl."""

from tests.crawl import archives, of_figures, public, remedies, result_papers

DEPARTMENT = frozenset(
    {"director", "deputy_director", "section_head", "officer", "lead", "records_clerk", "monitor"}
)
OFFICERS = frozenset({"section_head", "officer", "lead"})
SIGNERS = frozenset({"director", "deputy_director"})
TEAM = frozenset({"lead", "team_member"})
LEAD = frozenset({"lead"})
SCHOOL = frozenset({"institution_head", "institution_clerk"})
HEAD = frozenset({"institution_head"})
HELPER = frozenset({"institution_helper"})
ADMINISTRATOR = frozenset({"administrator"})
EVERYBODY = DEPARTMENT | TEAM | SCHOOL | HELPER | ADMINISTRATOR | {"nobody"}
NO_ONE = frozenset[str]()
CLERK = frozenset({"records_clerk"})

# Open to visitors too: they carry nothing of a dossier.
PUBLIC = {
    "healthz",
    "readyz",
    "set_language",
    "switch_account",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "receive_account",
    "receive_account_link",
    "accept_invitation",
    *public.OPEN,
    *of_figures.OPEN,
}
# Of the signed-in person alone: password and second factor.
OWN = {
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
# Pages without an object: who gets them; everybody else is refused.
PLAIN = {
    "home": EVERYBODY,
    **archives.PLAIN,
    **of_figures.PLAIN,
    **dict.fromkeys((*public.OWN_PAGES, *public.POSTED), EVERYBODY),
    "daily_papers": CLERK,
    "daily_papers_export": CLERK,
    "incoming_book": CLERK,
    "outgoing_book": CLERK,
    "enter_incoming": CLERK,
    "uploads": EVERYBODY,
    "cases": EVERYBODY,
    "propose": OFFICERS,
    "urgent": OFFICERS,
    "institutions": DEPARTMENT,
    "follow_up": DEPARTMENT,
    "share": DEPARTMENT,
    "share_lines": DEPARTMENT,
    "search": DEPARTMENT,
    "people": ADMINISTRATOR | SIGNERS | {"section_head"},
    "new_account": ADMINISTRATOR,
    "reference": ADMINISTRATOR,
    "checklists": ADMINISTRATOR,
    "checklist_new": ADMINISTRATOR,
    "rules": ADMINISTRATOR,
    "calendar_years": ADMINISTRATOR,
    "add_year": ADMINISTRATOR,
    "legal_acts": ADMINISTRATOR,
    "add_act": ADMINISTRATOR,
    "agency_profiles": ADMINISTRATOR,
    "change_name": ADMINISTRATOR,
    "signature_table": ADMINISTRATOR,
    "quarantine": ADMINISTRATOR,
    "institution_register": ADMINISTRATOR,
    "add_institution": ADMINISTRATOR,
    "returned_drop": DEPARTMENT - {"monitor"},
    "past": DEPARTMENT,
    "past_new": OFFICERS,
    "past_upload": OFFICERS,
    "past_template": OFFICERS,
    "office_templates": ADMINISTRATOR,
    "add_office_template": ADMINISTRATOR,
    "sent_mail": EVERYBODY - {"nobody"},
    "institution_people": SCHOOL,
    "own_page": SCHOOL,
    "own_data": EVERYBODY,
    "ask_export": EVERYBODY,
    "ask_data_request": EVERYBODY,
    "data_requests": ADMINISTRATOR | CLERK,
    "enter_data_request": ADMINISTRATOR | CLERK | OFFICERS,
    "data_map": ADMINISTRATOR,
    "recurrence": DEPARTMENT,
    "referrals": DEPARTMENT,
    "vault": SCHOOL,
    "vault_new": SCHOOL,
    "invite_colleague": SCHOOL,
    "name_contact": HEAD,
}
# Pages of one setting: ``settings.py`` knows them; everybody but the administrator is refused.
OF_SETTINGS = {
    "rule",
    "change_rule",
    "correct_rule",
    "withdraw_rule",
    "calendar_year",
    "confirm_year",
    "unconfirm_year",
    "add_day",
    "change_day",
    "remove_day",
    "legal_act",
    "change_act",
    "correct_profile",
    "withdraw_profile",
    "registered_institution",
    "change_institution",
    "end_institution",
    "restore_institution",
    "exempt_institution",
    "end_exemption",
}
# Pages of a checklist: settings, so the administrator alone; drafts take changes, published versions end.
OF_DRAFTS = frozenset(
    {
        "checklist_paste",
        "checklist_item_new",
        "checklist_item",
        "checklist_arrange",
        "checklist_publish",
        "checklist_delete",
    }
)
OF_PUBLISHED = frozenset({"checklist_withdraw", "checklist_approval"})
OF_VERSIONS = OF_DRAFTS | OF_PUBLISHED | {"checklist_version", "checklist_diff", "checklist_version_new"}
# Of the register of past paper inspections: ``papers.py`` knows the row and the workbooks.
OF_PAPERS = frozenset(
    {"past_one", "past_withdraw", "past_import", "past_confirm", "past_cancel", "past_mends"}
)
# Of what leaves a dossier as a whole, and of the Word templates: ``dossier.py`` knows them.
OF_DOSSIERS = frozenset(
    {
        "document_word",
        "dossier",
        "dossier_zip",
        "ask_dossier_print",
        "dossier_print",
        "office_template_places",
        "office_template_file",
        "retire_office_template",
    }
)
# Pages of an object: ``doors.py`` knows the objects and who sees each of them.
# Pages of one person: ``staff.py`` knows them.
OF_PEOPLE = {
    "person",
    "appoint",
    "end_post",
    "give_capacity",
    "end_capacity",
    "switch_account_lock",
    "give_access",
    "record_absence",
    "end_absence",
    "hand_over",
}
# Of personal data: ``privacy.py`` knows the requests and the copies.
OF_PRIVACY = {"data_reads", "data_request", "answer_data_request", "carry_out_erasure", "own_export"}
# Of the people of an institution: ``access.py`` knows letters, invitations and shared parts.
OF_ACCESS = {
    "contact_letter",
    "contact_scan",
    "contact_sheet",
    "enter_contact_letter",
    "invitation",
    "send_invitation_again",
    "call_off_invitation",
    "end_helper",
    "share_items",
    "share",
    "take_back_share",
    "share_file",
}
OF_OBJECTS = (
    OF_SETTINGS
    | OF_PEOPLE
    | OF_PRIVACY
    | OF_ACCESS
    | {
        "case",
        "deadlines",
        "deadline",
        "step",
        "item",
        "autosave",
        "minutes",
        "minutes_changes",
        "minutes_deed",
        "result_report",
        "on_site",
        "on_site_item",
        "diary",
        "sources",
        "send_code",
        "document",
        "returned",
        "returned_confirm",
        "signing_agent",
        "signed_sample",
        "signing_prepare",
        "signing_finish",
        "incoming_scan",
        "dispatch_proof",
        "book_export",
        "evidence",
        "evidence_page",
        "evidence_preview",
        "vault_file",
        "vault_version",
        "vault_retire",
        "vault_keep",
        "upload",
        "institution",
        "follow_up_unit",
        "share_line",
        *OF_VERSIONS,
        *OF_PAPERS,
        *OF_DOSSIERS,
        *archives.OF_ARCHIVES,
        *of_figures.OF_OBJECTS,
    }
)

# Of the interventions (inspections/steps/orders.py).
DRAFTERS = OFFICERS | SIGNERS
ORDER_DEEDS = {
    "draft_extension": ("decided", DRAFTERS),
    "draft_pause": ("decided", DRAFTERS),
    "draft_resumption": ("decided", DRAFTERS),
    "draft_termination": ("decided", DRAFTERS),
    "draft_revocation": ("decided", DRAFTERS),
    "draft_amendment": ("decided", DRAFTERS),
    "draft_replacement": ("decided", DRAFTERS),
    "sign_order": ("decided", SIGNERS),
    "issue_order": ("decided", frozenset({"records_clerk"})),
    "drop_order": ("decided", DRAFTERS),
}
PARTY_ORDER_DEEDS = {
    "draft_party_termination": ("checked", DRAFTERS),
    "draft_plan_adjustment": ("checked", LEAD),
}
# Deed -> the dossier of the world that stands where the deed is due, and who may do it.
INSPECTION_DEEDS = {
    **ORDER_DEEDS,
    "review_overlap": ("proposed", OFFICERS),
    "confirm_overlap": ("team_named", frozenset({"section_head"})),
    "nominate_team": ("team_named", OFFICERS),
    "declare_conflicts": ("team_named", TEAM),
    "enter_paper_declaration": ("team_named", OFFICERS | LEAD),
    "draft_decision": ("team_named", OFFICERS),
    "sign_decision": ("drafted", SIGNERS),
    "issue_decision": ("drafted", frozenset({"records_clerk"})),
    "submit_conduct_plan": ("decided", LEAD),
    "approve_conduct_plan": ("submitted", SIGNERS),
    "return_conduct_plan": ("submitted", SIGNERS),
    "abandon": ("drafted", SIGNERS | {"section_head"}),
}
# Of the records inside a dossier (inspections/steps/records.py).
KEEPERS = OFFICERS | SIGNERS | TEAM | {"records_clerk"}
COMPLAINT_DEEDS = {
    "record_complaint": ("checked", KEEPERS),
    "number_complaint": ("checked", frozenset({"records_clerk"})),
    "answer_complaint": ("checked", OFFICERS | SIGNERS),
    "forward_complaint": ("checked", OFFICERS | SIGNERS),
    "withdraw_complaint": ("checked", OFFICERS | SIGNERS),
}
PARTY_DEEDS = {
    **PARTY_ORDER_DEEDS,
    **COMPLAINT_DEEDS,
    "hand_in_complaint": ("checked", SCHOOL),
    "record_visit": ("checked", TEAM),
    "withdraw_visit": ("checked", TEAM),
    "withdraw_evidence": ("checked", TEAM),
    "renew_evidence": ("checked", TEAM),
    "withdraw_own_file": ("checked", SCHOOL),
    "renew_own_file": ("checked", SCHOOL),
    "reuse_own_file": ("checked", SCHOOL),
    "note_referral": ("checked", TEAM),
    "approve_referral": ("checked", SIGNERS),
    "send_referral": ("checked", LEAD | {"records_clerk"}),
    "receive_referral": ("checked", LEAD | {"records_clerk"}),
    "drop_referral": ("checked", LEAD | SIGNERS),
    "follow_referral": ("checked", OFFICERS | SIGNERS | CLERK),
    "notify_schedule": ("submitted", LEAD),
    "submit_outline_report": ("notified", HEAD),
    "announce_decision": ("notified", LEAD),
    "begin_check": ("notified", LEAD),
    "send_information_request": ("checked", TEAM),
    "answer_information_request": ("checked", SCHOOL),
    "decide_refusal": ("checked", LEAD),
    "raise_finding": ("checked", TEAM),
    "add_evidence": ("checked", TEAM),
    "draft_minutes": ("checked", LEAD),
    "explain_finding": ("minutes", SCHOOL),
    "give_opinion": ("minutes", SCHOOL),
    "note_silence": ("minutes", LEAD),
    "settle_finding": ("minutes", LEAD),
    "confirm_minutes": ("minutes", LEAD | HEAD),
    "reopen_minutes": ("minutes", LEAD),
    "begin_check_unannounced": ("submitted", LEAD),
    "take_up_again": ("minutes", LEAD),
    "invite_to_sign": ("minutes", LEAD),
    "sign_minutes": ("minutes", LEAD),
    "record_refusal": ("minutes", LEAD),
}
# Of the sheets around an inspection (inspections/steps/sheets.py).
INSPECTION_DEEDS |= {"print_sheet": ("decided", OFFICERS | LEAD)}
PARTY_DEEDS |= {"draft_handover": ("checked", LEAD | {"records_clerk"})}
DIARY_DEEDS = {"write_diary": ("checked", TEAM), "change_diary_line": ("checked", TEAM)}
INSPECTION_DEEDS |= {**DIARY_DEEDS, **COMPLAINT_DEEDS}
# Of issued papers that left by other roads (inspections/steps/correspondence.py).
INSPECTION_DEEDS |= {"note_dispatch": ("decided", CLERK), "note_received": ("decided", CLERK)}
PARTY_DEEDS |= {"note_dispatch": ("checked", CLERK), "note_received": ("checked", CLERK)}
# Of answers, additions, more time, the report and what came on paper (inspections/steps/replies.py).
PARTY_DEEDS |= {
    "prepare_outline_report": ("notified", SCHOOL),
    "print_outline_report": ("notified", SCHOOL),
    "add_to_answer": ("checked", SCHOOL),
    "ask_more_time": ("checked", SCHOOL),
    "decide_more_time": ("checked", LEAD),
    "enter_paper_answer": ("checked", TEAM | OFFICERS | CLERK),
}
# Of papers that no step of the flow signs, and of the mending of issued ones (inspections/steps/papers.py).
INSPECTION_DEEDS |= {
    "sign_paper": ("decided", LEAD | SIGNERS),
    "issue_paper": ("decided", CLERK),
    "correct_paper": ("decided", DRAFTERS),
    "replace_paper": ("decided", DRAFTERS),
}
PARTY_DEEDS |= {
    "sign_paper": ("checked", LEAD | SIGNERS),
    "issue_paper": ("checked", CLERK),
    "correct_paper": ("checked", DRAFTERS),
    "replace_paper": ("checked", DRAFTERS),
}
# Of the meeting of the minutes and of supplements (inspections/steps/minutes.py).
PARTY_DEEDS |= {
    "record_meeting": ("minutes", LEAD),
    "note_related_person": ("minutes", LEAD),
    "change_related_person": ("minutes", LEAD),
    "drop_related_person": ("minutes", LEAD),
    "draft_supplement": ("minutes", LEAD),
    "give_supplement_opinion": ("minutes", SCHOOL),
    "freeze_supplement": ("minutes", LEAD),
    "sign_supplement": ("minutes", LEAD),
    "refuse_supplement": ("minutes", LEAD),
    "drop_supplement": ("minutes", LEAD),
}
# Of the result papers: ``result_papers.py`` knows them.
INSPECTION_DEEDS |= result_papers.INSPECTION_DEEDS
PARTY_DEEDS |= result_papers.PARTY_DEEDS
# Of the result report (inspections/steps/results.py).
REVIEWERS = SIGNERS | {"section_head"}
INSPECTION_DEEDS |= {
    "draft_result_report": ("checked", LEAD),
    "save_result_report": ("checked", TEAM),
    "redraft_report_section": ("checked", TEAM),
    "submit_result_report": ("checked", LEAD),
    "approve_result_report": ("checked", REVIEWERS),
    "return_result_report": ("checked", REVIEWERS),
}
# Of the unit that mends: ``remedies.py`` knows them.
PARTY_DEEDS |= remedies.PARTY_DEEDS
# Of the follow-up of what a unit mends (inspections/steps/follow_up.py).
FOLLOWERS = OFFICERS | SIGNERS | TEAM
PARTY_DEEDS |= {
    "review_remedy": ("checked", FOLLOWERS),
    "confirm_remedy": ("checked", SIGNERS | {"section_head"}),
    "end_remedy_item": ("checked", SIGNERS),
    "draft_urging_letter": ("checked", FOLLOWERS),
    "draft_superior_report": ("checked", FOLLOWERS),
    "check_effect": ("checked", FOLLOWERS),
}
# Of closing and keeping: ``archives.py`` knows them.
INSPECTION_DEEDS |= archives.DEEDS
DEEDS = {"inspection": INSPECTION_DEEDS, "inspected_party": PARTY_DEEDS}
