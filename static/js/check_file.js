// The file never leaves the machine: its SHA-256 is counted here and compared with that of the issued bytes.
const box = document.querySelector("[data-check-file]");

const hexOf = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function compare(file) {
  const answer = box.querySelector("[data-answer]");
  answer.textContent = box.dataset.busy;
  answer.className = "public-answer";
  try {
    const found = hexOf(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const same = found === box.dataset.sha256;
    answer.textContent = same ? box.dataset.same : `${box.dataset.other} ${found}`;
    answer.classList.add(same ? "public-same" : "public-other");
  } catch {
    answer.textContent = box.dataset.failed;
  }
}

// Without a secure connection a browser counts no hash: the way by hand stays.
if (box && globalThis.crypto?.subtle) {
  const field = box.querySelector("input");
  const drop = box.querySelector(".public-drop");
  box.hidden = false;
  field.addEventListener("change", () => field.files[0] && compare(field.files[0]));
  for (const name of ["dragover", "drop"]) {
    drop.addEventListener(name, (event) => event.preventDefault());
  }
  drop.addEventListener("drop", (event) => {
    const [file] = event.dataTransfer.files;
    if (file) compare(file);
  });
}
