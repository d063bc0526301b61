"use strict";
// Comforts only: every page works without this file.
(() => {
  const typing = (element) =>
    element instanceof Element && (element.closest("input, textarea, select") || element.isContentEditable);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const field = document.querySelector("main input[type=search]") || document.getElementById("find");
      field.focus();
      field.select();
      event.preventDefault();
    } else if (event.key === "?") {
      document.getElementById("keys").showModal();
      event.preventDefault();
    }
  });
})();
