// What was typed outlives a lost session: kept in this tab until the form is sent, given back after signing in again.
// Never files, passwords or hidden fields; another person on the same tab gets nothing.

const PREFIX = "nhap:";
const LEFT_OUT = "[type=hidden], [type=password], [type=file], [type=submit], button";

const person = document.body.dataset.person ?? "";

function keyOf(form) {
  const number = [...document.querySelectorAll("form[data-guard]")].indexOf(form);
  return `${PREFIX}${person}:${window.location.pathname}:${number}`;
}

function drafts() {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
}

function read(key) {
  return JSON.parse(sessionStorage.getItem(key) ?? "null");
}

function write(key, draft) {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A full store only means that nothing is given back later.
  }
}

function mark(key, state) {
  const draft = read(key);
  if (draft) write(key, { ...draft, state });
}

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !field.matches(LEFT_OUT));
}

function isChoice(field) {
  return field.type === "radio" || field.type === "checkbox";
}

function valuesOf(form) {
  return fieldsOf(form).map((field) => ({
    name: field.name,
    value: field.value,
    chosen: isChoice(field) ? field.checked : null,
  }));
}

function fill(form, kept) {
  fieldsOf(form).forEach((field) => {
    const found = kept.find((one) => one.name === field.name && (!isChoice(field) || one.value === field.value));
    if (!found) return;
    if (isChoice(field)) field.checked = found.chosen;
    else field.value = found.value;
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function tell(form) {
  const notice = document.createElement("p");
  notice.className = "alert-box alert-info";
  notice.setAttribute("role", "status");
  form.before(notice);
  notice.textContent = document.body.dataset.draftWords ?? "";
}

/* A form that was sent and is not shown again with its errors has arrived. */
function settle(key) {
  const draft = read(key);
  const here = key.startsWith(`${PREFIX}${person}:${window.location.pathname}:`);
  const over = document.querySelector("[data-session-over]");
  if (!person || (here && over)) mark(key, "lost");
  else if (draft.state === "sent" && !(here && document.querySelector("[data-error-summary]"))) {
    sessionStorage.removeItem(key);
  }
}

function giveBack(form) {
  const key = keyOf(form);
  const draft = read(key);
  if (!draft) return;
  if (draft.state === "lost") {
    fill(form, draft.values);
    tell(form);
  } else if (draft.state === "typing") {
    sessionStorage.removeItem(key);
  }
}

function keep(event) {
  const form = event.target.closest("form[data-guard]");
  if (form) write(keyOf(form), { state: "typing", values: valuesOf(form) });
}

function forgetOrHold(event) {
  const form = event.target;
  if (form.action.endsWith("/logout/")) drafts().forEach((key) => sessionStorage.removeItem(key));
  else if (form.matches("form[data-guard]")) mark(keyOf(form), "sent");
}

function forgetSaved(event) {
  const form = event.target.closest?.("form[data-guard]");
  if (form && event.detail.successful && !event.detail.xhr.responseURL.includes("/login/")) {
    sessionStorage.removeItem(keyOf(form));
  }
}

function start() {
  drafts().forEach(settle);
  if (!person) return;
  document.addEventListener("input", keep);
  document.addEventListener("submit", forgetOrHold);
  document.addEventListener("htmx:afterRequest", forgetSaved);
  document.querySelectorAll("form[data-guard]").forEach(giveBack);
}

// After htmx, which then sees what was given back and saves it.
document.addEventListener("DOMContentLoaded", start);
