// Files over a bad line: hashed beside the page, sent piece by piece, gone on with where they stopped.
// Without this file the form sends its files as usual. The server gives all words.

const LARGE = 100 * 1024;
const PIECES = { first: 1 << 16, least: 1 << 16, most: 1 << 20 };
const QUICK = 1500;
const SLOW = 6000;
const WAITS = [1, 2, 4, 8, 15, 30];
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

class Stopped extends Error {}

let told = null;
let lastInRow = Promise.resolve();
const underWay = new Map();

function fill(words, values) {
  return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), words ?? "");
}

function element(name, { text, ...attributes } = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

function megabytes(size) {
  const shown = size / 2 ** 20;
  return `${shown < 1 ? Math.max(0.1, shown).toFixed(1).replace(".", ",") : Math.round(shown)} MB`;
}

function ask(url, options = {}) {
  const csrf = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  return fetch(url, {
    ...options,
    redirect: "manual",
    headers: { "X-CSRFToken": csrf, Accept: "application/json", ...options.headers },
  });
}

function listening(pick) {
  told ??= ask(pick.dataset.uploads).then((answer) => {
    if (!answer.ok) throw new Stopped();
    return answer.json();
  });
  return told;
}

/* One line under the field: name, progress, what is being done; in the end a kept file as after any form. */
class Line {
  constructor(input, file, words) {
    this.input = input;
    this.words = words;
    this.file = file;
    this.row = element("li");
    this.name = element("span", { class: "kept-file-name", text: file.name });
    this.size = element("span", { class: "kept-file-size", text: `(${megabytes(file.size)})` });
    this.bar = element("progress", { max: "100", value: "0", "aria-label": file.name });
    this.state = element("span", { class: "upload-state", role: "status" });
    this.row.append(this.name, this.size, this.bar, this.state);
    this.list().append(this.row);
    this.say("queued");
  }

  list() {
    const pick = this.input.closest("[data-uploads]");
    let found = pick.parentElement.querySelector(":scope > ul.uploads");
    if (!found) {
      found = element("ul", { class: "kept-files uploads" });
      pick.after(found);
    }
    return found;
  }

  say(key, values = {}) {
    const text = fill(this.words[key], values);
    if (this.state.textContent !== text) this.state.textContent = text;
  }

  progress(key, done) {
    const percent = Math.floor((done * 100) / this.file.size);
    this.bar.value = percent;
    this.say(key, { percent });
  }

  refuse(sentence) {
    this.bar.remove();
    this.row.classList.add("upload-refused");
    this.state.textContent = sentence;
  }

  keep(state) {
    const field = this.input.name;
    const scope = this.input.closest("[data-uploads]").parentElement;
    if (!this.input.multiple) {
      scope.querySelectorAll(".kept-files li").forEach((row) => row !== this.row && row.remove());
    }
    const box = element("input", { type: "checkbox", name: `${field}-drop`, value: state.token });
    const label = element("label");
    label.append(box, ` ${fill(this.words.giveUp, { name: state.name })}`);
    this.bar.remove();
    this.name.textContent = state.name;
    this.say("kept");
    this.row.prepend(element("input", { type: "hidden", name: `${field}-kept`, value: state.token }));
    this.row.append(label);
    this.input.required = false;
  }
}

function hash(file, line, worker) {
  return new Promise((resolve, reject) => {
    const beside = new Worker(worker, { type: "module" });
    const end = (act, value) => {
      beside.terminate();
      act(value);
    };
    beside.onmessage = ({ data }) => {
      if (data.read) line.progress("reading", data.read);
      if (data.sha256) end(resolve, data.sha256);
      if (data.error) end(reject, new Stopped(line.words.unreadable));
    };
    beside.onerror = () => end(reject, new Stopped(line.words.failed));
    beside.postMessage(file);
  });
}

function pause(seconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1000);
    window.addEventListener("online", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

/* Ask until an answer comes: a line that is gone, or a server that rests, only costs time. */
async function persist(line, url, options) {
  for (let tried = 0; ; tried += 1) {
    let answer = null;
    try {
      answer = await ask(url, options);
    } catch {
      answer = null;
    }
    if (answer?.type === "opaqueredirect") throw new Stopped(line.words.signedOut);
    if (answer && !AGAIN.has(answer.status)) return answer;
    const seconds = WAITS[Math.min(tried, WAITS.length - 1)];
    line.say("waiting", { seconds });
    await pause(seconds);
  }
}

async function said(answer, line) {
  const body = await answer.json().catch(() => ({}));
  if (answer.ok || answer.status === 409) return body;
  throw new Stopped(body.error ?? line.words.failed);
}

async function sendPieces(file, line, begun) {
  let state = begun;
  let piece = PIECES.first;
  while (!state.token && !state.refusal) {
    const at = state.received;
    line.progress("sending", at);
    if (at + piece >= file.size) line.say("checking");
    const began = performance.now();
    const answer = await persist(line, begun.url, {
      method: "PUT",
      body: file.slice(at, at + piece),
      headers: { "Upload-Offset": String(at), "Content-Type": "application/octet-stream" },
    });
    state = { ...state, ...(await said(answer, line)) };
    const took = performance.now() - began;
    if (took < QUICK) piece = Math.min(piece * 2, PIECES.most);
    if (took > SLOW) piece = Math.max(piece / 2, PIECES.least);
  }
  return state;
}

async function send(input, file, line, { worker }) {
  const pick = input.closest("[data-uploads]");
  const sha256 = await hash(file, line, worker);
  const answer = await persist(line, pick.dataset.uploads, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: file.name, size: file.size, sha256, limit: Number(input.dataset.most) }),
  });
  const state = await sendPieces(file, line, await said(answer, line));
  if (state.refusal) throw new Stopped(state.refusal);
  line.keep(state);
}

/* Files one after the other: a narrow line is not shared among them. */
function queue(input, file, known) {
  const line = new Line(input, file, known.words);
  const form = input.form;
  const work = lastInRow.then(() => send(input, file, line, known));
  const done = work.then(() => true, (error) => {
    line.refuse((error instanceof Stopped && error.message) || known.words.failed);
    return false;
  });
  lastInRow = done;
  if (form) underWay.set(form, [...(underWay.get(form) ?? []), done]);
}

function leave(input, files) {
  const rest = new DataTransfer();
  files.forEach((file) => rest.items.add(file));
  input.files = rest.files;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

async function take(input) {
  const large = [...input.files].filter((file) => file.size > LARGE);
  if (!large.length) return;
  const known = await listening(input.closest("[data-uploads]")).catch(() => null);
  if (!known) {
    told = null;
    return; // the form itself sends the files
  }
  const still = [...input.files];
  leave(input, still.filter((file) => !large.includes(file)));
  large.filter((file) => still.includes(file)).forEach((file) => queue(input, file, known));
}

/* A form waits for its files and then sends itself; if one failed, the person decides. */
function holdForm(event) {
  const form = event.target;
  const works = underWay.get(form);
  if (!works) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  told.then(async ({ words }) => {
    const note = form.querySelector(".upload-note") ?? element("p", { class: "upload-note", role: "status" });
    (submitter?.parentElement ?? form).before(note);
    note.textContent = words.thenSend;
    const results = await Promise.all(works);
    await new Promise((resolve) => { setTimeout(resolve); }); // a form does not send itself while it is being sent
    if (underWay.get(form) !== works) return form.requestSubmit(submitter);
    underWay.delete(form);
    if (results.every(Boolean)) return form.requestSubmit(submitter);
    note.textContent = words.notSent;
    return null;
  });
}

/* What an earlier visit left unfinished is told once, under the first field. */
async function tellUnfinished(pick) {
  const { unfinished, words } = await listening(pick);
  if (!unfinished.length) return;
  const list = element("ul", { class: "kept-files upload-unfinished" });
  unfinished.forEach((state) => {
    const row = element("li");
    const button = element("button", {
      type: "button",
      class: "button button-quiet",
      text: fill(words.forget, state),
    });
    button.addEventListener("click", async () => {
      const answer = await ask(state.url, { method: "DELETE" }).catch(() => null);
      if (answer?.ok || answer?.status === 404) row.remove();
    });
    row.append(element("span", { text: fill(words.unfinished, state) }), button);
    list.append(row);
  });
  pick.after(list);
}

function begin() {
  const picks = [...document.querySelectorAll("form [data-uploads]")];
  picks.forEach((pick) => {
    const input = pick.querySelector("input[type=file]");
    ["change", "input"].forEach((name) => input.addEventListener(name, () => take(input)));
    take(input);
  });
  if (!picks.length) return;
  document.addEventListener("submit", holdForm, { capture: true });
  tellUnfinished(picks[0]).catch(() => {});
}

begin();
