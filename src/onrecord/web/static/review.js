"use strict";
// Comforts only: single keys, and the next statement without a new page. The edges that are dragged: review_spans.js.
(() => {
  const within = (selector) => document.querySelector(`#work ${selector}`);
  const isTyping = (element) =>
    element instanceof Element && (element.closest("input, textarea, select") !== null || element.isContentEditable);

  // ---- Single keys. They can be turned off: whoever speaks to the machine would set them off by words.
  const KEPT = "onrecord-single-keys";
  const remembered = (value) => {
    try {
      if (value !== undefined) localStorage.setItem(KEPT, value);
      return localStorage.getItem(KEPT);
    } catch {
      return value;
    }
  };
  let isSingle = remembered() !== "off";

  const press = (key) => {
    const element = within(`[aria-keyshortcuts="${key}"]`);
    if (element === null) return false;
    if (element.matches("textarea")) element.focus();
    else element.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") !== null) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const button = within("#save") || (event.target.id === "note" ? within("#save-note") : null);
      if (button !== null) {
        event.preventDefault();
        button.click();
      }
      return;
    }
    if (event.key === "Escape" && isTyping(event.target) && event.target.closest("#work")) {
      event.target.blur();
      return;
    }
    if (!isSingle || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (/^[aexnjku123]$/.test(event.key) && press(event.key)) event.preventDefault();
  });

  document.addEventListener("change", (event) => {
    if (event.target.id !== "single-keys") return;
    isSingle = event.target.checked;
    remembered(isSingle ? "on" : "off");
  });

  let editor = null;
  document.addEventListener("selectionchange", () => editor?.select());

  const begin = () => {
    const form = within("#edit"), passage = within("#passage");
    editor = form !== null && passage !== null ? new SpanEditor(form, passage) : null;
    const single = document.getElementById("single-keys");
    if (single !== null) {
      single.checked = isSingle;
      single.closest(".single-keys").hidden = false;
    }
  };
  begin();
  document.addEventListener("htmx:historyRestore", begin);

  // ---- The next statement without a new page. What is refused is shown, too: it says why.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([400, 409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "work" && event.detail.elt?.id !== "work") return;
    begin();
    const first = within("#refusal") ?? within("#passage .edge-grip") ?? within("#statement");
    const active = document.activeElement;
    const isNowhere = active === null || active === document.body || active.id === "statement";
    if (isNowhere || within("#refusal") !== null) first?.focus({ preventScroll: true });
    const top = within("#refusal, .done, .statement, .nothing");
    if (top !== null && (top.getBoundingClientRect().top < 0 || top.getBoundingClientRect().top > innerHeight / 2)) {
      top.scrollIntoView({ block: "start" });
    }
  });
})();
