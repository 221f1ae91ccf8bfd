// Drop several files at once: each goes to the item whose words its name shares most.

function words(text) {
  return text
    .toLowerCase()
    .replace(/đ/g, "d")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1);
}

function shared(name, item) {
  const known = new Set(words(item.dataset.dropWords));
  return words(name).filter((word) => known.has(word)).length;
}

function bestItem(name, items) {
  const ranked = items.map((item) => [shared(name, item), item]).sort((a, b) => b[0] - a[0]);
  return ranked.length && ranked[0][0] > 0 ? ranked[0][1] : null;
}

function addFile(input, file) {
  const files = new DataTransfer();
  [...input.files, file].forEach((one) => files.items.add(one));
  input.files = files.files;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function place(zone, files) {
  const items = [...document.querySelectorAll("[data-drop-words]")];
  const report = zone.querySelector("[data-drop-report]");
  report.replaceChildren();
  report.hidden = false;
  [...files].forEach((file) => {
    const item = bestItem(file.name, items);
    const line = document.createElement("li");
    line.textContent = item
      ? `${file.name} → ${item.dataset.dropTitle}`
      : `${file.name}: ${zone.dataset.unplaced}`;
    if (item) addFile(item.querySelector("input[type=file]"), file);
    else line.className = "tone-soon";
    report.append(line);
  });
}

function listen(zone) {
  zone.hidden = false;
  const input = zone.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    place(zone, input.files);
    input.value = "";
  });
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("drag-over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("drag-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("drag-over");
    place(zone, event.dataTransfer.files);
  });
}

document.querySelectorAll("[data-dropzone]").forEach(listen);
