"use strict";
// Pointing at any piece of a statement lights all its pieces and its note; a click opens it beside the text. j and k go
// from statement to statement. Without this file the numbers lead to the notes, and the notes to a page of their own.
(() => {
  const ROLES = ["source", "cue", "content"];
  const report = document.querySelector(".report");
  const panel = document.getElementById("panel");
  if (!report || !panel) return;
  const wide = matchMedia("(min-width: 80rem)");
  let lit = [];
  let at = null; // the number of the statement that was chosen last

  const clear = () => {
    for (const element of lit) element.classList.remove("lit", ...ROLES.map((role) => "lit-" + role));
    lit = [];
  };
  const add = (element, ...classes) => {
    element.classList.add(...classes);
    lit.push(element);
  };
  const light = (numbers) => {
    clear();
    for (const number of numbers) {
      for (const role of ROLES) {
        for (const element of report.querySelectorAll(`[data-s~="${number}-${role}"]`)) add(element, "lit", "lit-" + role);
      }
      const note = document.getElementById("c" + number);
      if (note) add(note, "lit");
    }
  };
  const numbersAt = (element) => (element.dataset.lit || element.dataset.n || element.dataset.c || "").split(" ").filter(Boolean);
  const pointedAt = (target) => target instanceof Element && report.contains(target) && target.closest("[data-s], [data-c]");
  const keep = () => (at ? light([at]) : clear());

  const linkOf = (number) => document.querySelector(`#c${number} a`);
  const open = (number) => {
    const link = linkOf(number);
    if (!link) return;
    at = number;
    light([number]);
    link.click();
  };
  const close = () => {
    const back = at && linkOf(at);
    panel.replaceChildren();
    const address = new URL(location.href);
    address.searchParams.delete("statement");
    history.replaceState(history.state, "", address);
    document.querySelectorAll(".notes [aria-current]").forEach((each) => each.removeAttribute("aria-current"));
    if (back) back.focus({ preventScroll: true });
  };
  const toText = (number) => {
    const place = document.getElementById("s" + number) || document.getElementById("c" + number);
    if (place) place.scrollIntoView({ block: wide.matches ? "center" : "start" });
  };

  report.addEventListener("pointerover", (event) => {
    const element = pointedAt(event.target);
    if (element) light(numbersAt(element));
    else keep();
  });
  report.addEventListener("pointerleave", keep);
  report.addEventListener("focusin", (event) => {
    const element = pointedAt(event.target);
    if (element) light(numbersAt(element));
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest("[data-close]")) {
      event.preventDefault();
      close();
      return;
    }
    if (event.target.closest("#panel [data-to-text]") && at) {
      event.preventDefault();
      toText(at);
      return;
    }
    const element = pointedAt(event.target);
    if (!element) return;
    const [number] = numbersAt(element);
    if ("c" in element.dataset) {
      at = number;
      return;
    }
    if (String(getSelection())) return; // words are being marked, not chosen
    event.preventDefault();
    open(number);
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== panel) return;
    document.querySelectorAll(".notes [aria-current]").forEach((each) => each.removeAttribute("aria-current"));
    const link = at && linkOf(at);
    if (link) link.setAttribute("aria-current", "true");
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
    if (at && !wide.matches) toText(at); // the sheet at the foot would cover it
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog")) return;
    if (event.key === "Escape" && panel.firstElementChild) close();
    else if (event.key === "Escape") { at = null; clear(); }
    else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    else if (event.key === "o" && at) open(at);
    else return;
    event.preventDefault();
  });
  const step = (by) => {
    const numbers = [...report.querySelectorAll(".notes [data-c]")].map((note) => note.dataset.c);
    if (!numbers.length) return;
    const here = numbers.indexOf(at);
    at = numbers[Math.min(Math.max(here < 0 ? (by > 0 ? 0 : numbers.length - 1) : here + by, 0), numbers.length - 1)];
    light([at]);
    toText(at);
    if (panel.firstElementChild) open(at);
  };

  const opened = report.querySelector(".notes [aria-current]");
  if (opened) {
    at = opened.closest("[data-c]").dataset.c;
    light([at]);
    toText(at);
  }
})();
