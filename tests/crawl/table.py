"""Who may open what: every address and every deed has its row here; what has none fails the crawl."""

DEPARTMENT = frozenset(
    {"director", "deputy_director", "section_head", "officer", "lead", "records_clerk", "monitor"}
)
OFFICERS = frozenset({"section_head", "officer", "lead"})
SIGNERS = frozenset({"director", "deputy_director"})
TEAM = frozenset({"lead", "team_member"})
LEAD = frozenset({"lead"})
SCHOOL = frozenset({"institution_head", "institution_clerk"})
HEAD = frozenset({"institution_head"})
ADMINISTRATOR = frozenset({"administrator"})
EVERYBODY = DEPARTMENT | TEAM | SCHOOL | ADMINISTRATOR | {"nobody"}
NO_ONE = frozenset[str]()

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
    "cases": EVERYBODY,
    "propose": OFFICERS,
    "institutions": DEPARTMENT,
    "search": DEPARTMENT,
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
    "sent_mail": EVERYBODY - {"nobody"},
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
# Pages of an object: ``doors.py`` knows the objects and who sees each of them.
OF_OBJECTS = OF_SETTINGS | {
    "case",
    "deadlines",
    "deadline",
    "step",
    "item",
    "autosave",
    "minutes",
    "send_code",
    "document",
    "evidence",
    "institution",
    *OF_VERSIONS,
}

# Deed -> the dossier of the world that stands where the deed is due, and who may do it.
INSPECTION_DEEDS = {
    "review_overlap": ("proposed", OFFICERS),
    "confirm_overlap": ("team_named", frozenset({"section_head"})),
    "nominate_team": ("team_named", OFFICERS),
    "declare_conflicts": ("team_named", TEAM),
    "draft_decision": ("team_named", OFFICERS),
    "sign_decision": ("drafted", SIGNERS),
    "issue_decision": ("drafted", frozenset({"records_clerk"})),
    "submit_conduct_plan": ("decided", LEAD),
    "approve_conduct_plan": ("submitted", SIGNERS),
    "return_conduct_plan": ("submitted", SIGNERS),
    "abandon": ("drafted", SIGNERS | {"section_head"}),
}
PARTY_DEEDS = {
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
    "sign_minutes": ("minutes", LEAD),
    "record_refusal": ("minutes", LEAD),
}
DEEDS = {"inspection": INSPECTION_DEEDS, "inspected_party": PARTY_DEEDS}
