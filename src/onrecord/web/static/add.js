"use strict";
// Files can be dropped anywhere on the page; which were chosen is told. Without this file the field takes them.
(() => {
  const zone = document.querySelector("[data-drop]");
  if (!zone) return;
  const field = zone.querySelector("input[type=file]");
  const list = zone.querySelector("[data-chosen]");
  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
  const tell = () => {
    list.replaceChildren(
      ...[...field.files].slice(0, 20).map((file) => {
        const item = document.createElement("li");
        item.textContent = `${file.name}, ${size(file.size)}`;
        return item;
      })
    );
    if (field.files.length > 20) {
      const rest = document.createElement("li");
      rest.textContent = `and ${field.files.length - 20} more`;
      list.append(rest);
    }
  };
  const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  let depth = 0; // elements within elements: each says when it is entered and left
  document.addEventListener("dragenter", (event) => {
    if (!holdsFiles(event)) return;
    depth += 1;
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    if (!depth) zone.classList.remove("over");
  });
  document.addEventListener("dragover", (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    zone.classList.remove("over");
    const all = new DataTransfer();
    for (const file of [...field.files, ...event.dataTransfer.files]) all.items.add(file);
    field.files = all.files;
    tell();
  });
  field.addEventListener("change", tell);
})();
