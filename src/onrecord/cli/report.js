
"use strict";
// Pointing at any piece of a statement, or reaching its number by keyboard, lights all its pieces
// and its card. A click keeps them lit; Escape or a click elsewhere lets go.
(() => {
  const ROLES = ["source", "cue", "content"];
  const wide = matchMedia("(min-width: 64rem)");
  const card = document.createElement("ol");
  card.className = "card";
  card.hidden = true;
  card.setAttribute("role", "status");
  document.body.append(card);
  let lit = [];
  let kept = false;

  const clear = () => {
    for (const element of lit) element.classList.remove("lit", ...ROLES.map((role) => "lit-" + role));
    lit = [];
    kept = false;
    card.hidden = true;
    card.replaceChildren();
  };

  const add = (element, ...classes) => {
    element.classList.add(...classes);
    lit.push(element);
  };

  // The list keeps what is lit in sight by scrolling itself; the page stays where it is.
  const reveal = (item) => {
    const list = item.closest(".statements");
    const box = item.getBoundingClientRect();
    const frame = list.getBoundingClientRect();
    if (box.top < frame.top) list.scrollTop += box.top - frame.top - 8;
    else if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom + 8;
  };

  const light = (report, number, fromText) => {
    for (const role of ROLES) {
      for (const element of report.querySelectorAll(`.text [data-s~="${number}-${role}"]`)) {
        add(element, "lit", "lit-" + role);
      }
    }
    const item = report.querySelector(`[data-c="${number}"]`);
    if (!item) return;
    add(item, "lit");
    if (!fromText) return;
    if (wide.matches) return reveal(item);
    const copy = item.cloneNode(true);
    copy.removeAttribute("id");
    card.append(copy);
    card.hidden = false;
  };

  const numbersAt = (element) => {
    if (element.dataset.lit) return element.dataset.lit.split(" ");
    return [element.dataset.n || element.dataset.c];
  };

  const show = (event) => {
    const element = event.target instanceof Element && event.target.closest("[data-s], [data-c]");
    const report = element && element.closest(".report");
    if (!report) return false;
    clear();
    for (const number of numbersAt(element)) light(report, number, "s" in element.dataset);
    return true;
  };

  document.addEventListener("pointerover", (event) => { if (!kept && !show(event)) clear(); });
  document.addEventListener("focusin", show);
  document.addEventListener("click", (event) => {
    if (card.contains(event.target)) return;
    if (show(event)) kept = true;
    else clear();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
})();
