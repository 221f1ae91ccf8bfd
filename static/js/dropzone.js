// Drop several files at once: each goes to the item that its name says; what is not clear is chosen by hand.

import { placeFile } from "./matching.js";

function addFile(item, file) {
  const input = item.querySelector("input[type=file]");
  const files = new DataTransfer();
  [...input.files, file].forEach((one) => files.items.add(one));
  input.files = files.files;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function choice(zone, items, file, line) {
  const select = document.createElement("select");
  select.setAttribute("aria-label", `${file.name}: ${zone.dataset.choose}`);
  select.append(new Option(zone.dataset.choose, ""));
  items.forEach((item, place) => select.append(new Option(item.dataset.dropTitle, String(place))));
  select.addEventListener("change", () => {
    if (select.value === "") return;
    const item = items[Number(select.value)];
    addFile(item, file);
    tell(line, file, item);
  });
  return select;
}

function tell(line, file, item) {
  line.className = "";
  line.textContent = `${file.name} → ${item.dataset.dropTitle}`;
}

function place(zone, files) {
  const items = [...document.querySelectorAll("[data-drop-words]")];
  const asked = items.map((item) => item.dataset.dropWords);
  const report = zone.querySelector("[data-drop-report]");
  report.hidden = false;
  [...files].forEach((file) => {
    const line = document.createElement("li");
    const found = placeFile(file.name, asked);
    report.append(line);
    if (found !== null) {
      addFile(items[found], file);
      tell(line, file, items[found]);
      return;
    }
    line.className = "tone-soon";
    line.textContent = `${file.name}: ${zone.dataset.unplaced} `;
    line.append(choice(zone, items, file, line));
  });
}

function listen(zone) {
  zone.hidden = false;
  document.querySelectorAll("[data-without-script]").forEach((part) => {
    part.hidden = !part.querySelector("select, [data-error], .kept-files");
  });
  const input = zone.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    place(zone, [...input.files]);
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
    place(zone, [...event.dataTransfer.files]);
  });
}

document.querySelectorAll("[data-dropzone]").forEach(listen);
