// Kiểm tra số: small comforts. Every page works without this file.

const THEMES = ["auto", "light", "dark"];

/* One press sends one form: the button rests until the page changes, or half a minute if it does not. */
const REST = 30000;

function wake(form) {
  delete form.dataset.sent;
  form.querySelectorAll(".busy").forEach((button) => {
    button.classList.remove("busy");
    button.removeAttribute("aria-disabled");
  });
}

function restAfterSubmit(form, button) {
  form.dataset.sent = "yes";
  button?.classList.add("busy");
  button?.setAttribute("aria-disabled", "true");
  window.setTimeout(() => wake(form), REST);
}

function guardSubmits() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method") !== "post") return;
    if (form.dataset.sent === "yes") event.preventDefault();
    else restAfterSubmit(form, event.submitter);
  });
  // The Back button brings the page back as it was: let it be sent again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(wake);
  });
}

/* A changed form asks before it is left; a form that saves itself does not. */
function guardLeaving() {
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form && !form.hasAttribute("hx-post")) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    const open = [...changed].some((form) => form.isConnected);
    if (open) event.preventDefault();
  });
}

function rememberTheme(name) {
  const year = 60 * 60 * 24 * 365;
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${name}; path=/; max-age=${year}; SameSite=Lax${secure}`;
}

function offerThemes() {
  const button = document.querySelector("[data-theme-toggle]");
  if (!button) return;
  const root = document.documentElement;
  const describe = () => {
    button.querySelector("[data-theme-name]").textContent = button.dataset[root.dataset.bsTheme] ?? "";
  };
  button.hidden = false;
  describe();
  button.addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(root.dataset.bsTheme) + 1) % THEMES.length];
    root.dataset.bsTheme = next;
    rememberTheme(next);
    describe();
  });
}

function isTyping(target) {
  return target.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");
}

/* "/" goes to the search; on the page of an item 1-4 rate it and the arrows turn the page. */
function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    } else {
      pressItemKey(event);
    }
  });
}

function pressItemKey(event) {
  const item = document.querySelector("[data-item]");
  if (!item) return;
  const choice = item.querySelectorAll("[data-ratings] input[type=radio]")[Number(event.key) - 1];
  if (choice) {
    choice.click();
    choice.focus();
  } else if (!event.target.matches("input[type=radio]")) {
    const link = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (link) document.querySelector(`a[rel=${link}]`)?.click();
  }
}

/* The words beside a form that saves itself: saving, no network; the server's answer says the rest. */
function tellSaving() {
  const say = (part, state) => {
    const place = part.closest("form")?.querySelector("[data-save-state]");
    if (!place) return;
    place.textContent = place.dataset[state] ?? "";
    place.dataset.now = state;
  };
  document.addEventListener("htmx:beforeRequest", (event) => say(event.target, "saving"));
  document.addEventListener("htmx:sendError", (event) => say(event.target, "offline"));
  document.addEventListener("htmx:responseError", (event) => say(event.target, "failed"));
  document.addEventListener("htmx:beforeSwap", (event) => {
    // 409 carries the other person's value: show it instead of dropping it.
    if (event.detail.xhr.status === 409) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
    // A lost session answers with the sign-in page: that is no answer for this place.
    if (event.detail.xhr.responseURL.includes("/login/")) {
      event.detail.shouldSwap = false;
      say(event.detail.target, "signedOut");
    }
  });
  window.addEventListener("online", () => {
    document.querySelectorAll("form[hx-post] [data-save-state][data-now=offline]").forEach((place) => {
      place.closest("form").dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
}

/* A file field says what was chosen in the page's own language, not the browser's. */
function nameFiles() {
  document.querySelectorAll("[data-file-pick]").forEach((pick) => {
    const input = pick.querySelector("input[type=file]");
    const names = pick.querySelector("[data-file-names]");
    const none = names.textContent;
    const tell = () => {
      const chosen = [...input.files].map((file) => file.name).join(", ");
      names.textContent = chosen || none;
    };
    pick.classList.add("file-pick-live");
    input.addEventListener("change", tell);
    input.addEventListener("input", tell);
    input.addEventListener("dragover", () => pick.classList.add("drag-over"));
    ["dragleave", "drop"].forEach((name) => input.addEventListener(name, () => pick.classList.remove("drag-over")));
    tell();
  });
}

function focusErrors() {
  document.querySelector("[data-error-summary]")?.focus();
}

guardSubmits();
guardLeaving();
offerThemes();
listenToKeys();
tellSaving();
nameFiles();
focusErrors();
