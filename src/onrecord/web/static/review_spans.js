"use strict";
// The words of a statement, drawn in its text with edges that are dragged by mouse, finger or arrow keys. A comfort: what it
// chooses goes into fields into which a person can type the same.
globalThis.SpanEditor = (() => {
  const ROLES = ["source", "cue", "content"];

  // ---- The text as the server counts it: characters are code points, and what is shown is a part of it.
  const readParagraphs = (passage) =>
    [...passage.querySelectorAll("[data-start]")].map((element) => {
      const signs = Array.from(element.textContent);
      const start = Number(element.dataset.start);
      return { element, signs, start, end: start + signs.length };
    });

  // A word, with what may stand within one, or a single sign: what an edge snaps to.
  const WORD = /[\p{L}\p{N}\p{M}]+(?:['’.,\-‑][\p{L}\p{N}\p{M}]+)*|[^\s]/gu;
  // No statement begins with what closes another, or ends with what opens one.
  const CLOSES = /^[\p{Pe}\p{Pf}.,;:!?…%]$/u, OPENS = /^[\p{Ps}\p{Pi}]$/u;
  const readEdges = (paragraphs) => {
    const words = [];
    for (const paragraph of paragraphs) {
      const text = paragraph.signs.join("");
      let at = paragraph.start, read = 0;
      for (const match of text.matchAll(WORD)) {
        at += Array.from(text.slice(read, match.index)).length;
        const word = { text: match[0], start: at, stop: at + Array.from(match[0]).length };
        words.push(word);
        at = word.stop;
        read = match.index + match[0].length;
      }
    }
    return {
      words,
      start: words.filter(({ text }) => !CLOSES.test(text)).map(({ start }) => start),
      stop: words.filter(({ text }) => !OPENS.test(text)).map(({ stop }) => stop),
    };
  };

  const squeezed = (text) => text.replace(/[^\S\uFEFF]+/gu, " ").trim();
  const subtract = (spans, [from, to]) =>
    spans.flatMap(([start, stop]) =>
      stop <= from || to <= start ? [[start, stop]] : [[start, Math.min(stop, from)], [Math.max(start, to), stop]],
    );

  class Editor {
    constructor(form, passage) {
      this.form = form;
      this.passage = passage;
      this.paragraphs = readParagraphs(passage);
      this.edges = readEdges(this.paragraphs);
      this.grips = new Map();
      this.known = new Map();
      this.spans = {};
      for (const role of ROLES) this.spans[role] = this.readPlaces(role);
      for (const role of ROLES) {
        const lines = this.words(role).value.split("\n");
        this.spans[role].forEach((span, piece) => this.known.set(String(span), lines[piece] || ""));
        this.words(role).addEventListener("change", () => this.find(role));
        this.places(role).addEventListener("change", () => this.replace(role, this.readPlaces(role)));
      }
      this.selected = null;
      this.drag = null;
      this.listen();
      this.draw();
    }

    words(role) {
      return this.form.elements[role];
    }

    places(role) {
      return this.form.elements[`${role}_at`];
    }

    readPlaces(role) {
      return [...this.places(role).value.matchAll(/(\d+)\s*[-–]\s*(\d+)/g)]
        .map(([, start, stop]) => [Number(start), Number(stop)])
        .filter(([start, stop]) => start < stop)
        .sort((one, other) => one[0] - other[0]);
    }

    say(text) {
      document.getElementById("pick-told").textContent = text;
    }

    textOf([start, stop]) {
      const pieces = this.paragraphs
        .filter((each) => each.start < stop && start < each.end)
        .map((each) => each.signs.slice(Math.max(0, start - each.start), stop - each.start).join(""));
      return squeezed(pieces.join(" "));
    }

    // ---- Drawing: every paragraph is cut at every edge; a grip stands at each.
    draw() {
      for (const paragraph of this.paragraphs) this.drawParagraph(paragraph);
    }

    drawParagraph({ element, signs, start, end }) {
      const marks = ROLES.flatMap((role) =>
        this.spans[role].map(([from, to], piece) => ({ role, piece, from, to })),
      ).filter(({ from, to }) => from < end && start < to);
      const cuts = new Set([start, end]);
      for (const { from, to } of marks) for (const at of [from, to]) if (start < at && at < end) cuts.add(at);
      const nodes = [], sorted = [...cuts].sort((one, other) => one - other);
      sorted.forEach((cut, place) => {
        for (const mark of marks) if (mark.to === cut) nodes.push(this.grip(mark, "stop"));
        for (const mark of marks) if (mark.from === cut) nodes.push(this.grip(mark, "start"));
        const next = sorted[place + 1];
        if (next === undefined) return;
        const roles = marks.filter(({ from, to }) => from <= cut && next <= to).map(({ role }) => role);
        const text = document.createTextNode(signs.slice(cut - start, next - start).join(""));
        if (roles.length === 0) return nodes.push(text);
        const span = document.createElement("span");
        span.className = [...new Set(roles)].join(" ");
        span.append(text);
        nodes.push(span);
      });
      element.classList.toggle("has-edges", marks.some(({ from, to }) => from >= start || to <= end));
      const focused = element.contains(document.activeElement) ? document.activeElement : null;
      element.replaceChildren(...nodes);
      if (focused !== null && element.contains(focused)) focused.focus({ preventScroll: true });
    }

    grip({ role, piece, from, to }, side) {
      const name = `${role}-${piece}-${side}`;
      let edge = this.grips.get(name);
      if (edge === undefined) {
        edge = document.createElement("span");
        edge.className = `edge edge-${role} edge-${side}`;
        const handle = document.createElement("span");
        handle.className = "edge-grip";
        handle.tabIndex = 0;
        handle.setAttribute("role", "slider");
        handle.setAttribute("aria-orientation", "horizontal");
        Object.assign(handle.dataset, { role, piece, side });
        edge.append(handle);
        this.grips.set(name, edge);
      }
      const many = this.spans[role].length > 1 ? `, piece ${piece + 1}` : "";
      const handle = edge.firstElementChild, now = side === "start" ? from : to;
      const [least, most] = this.bounds(role, piece, side);
      handle.setAttribute("aria-label", `${side === "start" ? "Start" : "End"} of the ${role}${many}`);
      handle.setAttribute("aria-valuemin", least);
      handle.setAttribute("aria-valuemax", most);
      handle.setAttribute("aria-valuenow", now);
      handle.setAttribute("aria-valuetext", this.nearby(from, to, side));
      return edge;
    }

    nearby(from, to, side) {
      const words = this.textOf([from, to]).split(" ");
      return side === "start" ? `before “${words.slice(0, 3).join(" ")}”` : `behind “${words.slice(-3).join(" ")}”`;
    }

    // ---- Moving: an edge stops where its own span would end, and where another one stands.
    bounds(role, piece, side) {
      const [start, stop] = this.spans[role][piece];
      const others = ROLES.flatMap((each) => this.spans[each].filter((_, at) => each !== role || at !== piece));
      const first = this.edges.start[0] ?? start, last = this.edges.stop.at(-1) ?? stop;
      if (side === "start") {
        return [Math.max(Math.min(first, start), ...others.map((each) => each[1]).filter((at) => at <= start)), stop - 1];
      }
      return [start + 1, Math.min(Math.max(last, stop), ...others.map((each) => each[0]).filter((at) => at >= stop))];
    }

    move(role, piece, side, at) {
      const [least, most] = this.bounds(role, piece, side);
      const place = side === "start" ? 0 : 1, span = [...this.spans[role][piece]];
      const to = Math.min(Math.max(at, least), most);
      if (to === span[place]) return;
      span[place] = to;
      this.spans[role][piece] = span;
      this.write(role);
      this.draw();
    }

    step(role, piece, side, direction, isFree) {
      const now = this.spans[role][piece][side === "start" ? 0 : 1];
      if (isFree) return this.move(role, piece, side, now + direction);
      const [least, most] = this.bounds(role, piece, side);
      const places = this.edges[side].filter((at) => least <= at && at <= most);
      const next = direction > 0 ? places.find((at) => at > now) : places.findLast((at) => at < now);
      if (next !== undefined) this.move(role, piece, side, next);
    }

    nearest(role, piece, side, at) {
      const [least, most] = this.bounds(role, piece, side);
      let best = null;
      for (const each of this.edges[side]) {
        if (least <= each && each <= most && (best === null || Math.abs(each - at) < Math.abs(best - at))) best = each;
      }
      return best ?? at;
    }

    // ---- What was chosen goes into the fields, which are what is sent.
    write(role) {
      const spans = this.spans[role];
      this.words(role).value = spans.map((span) => this.known.get(String(span)) ?? this.textOf(span)).join("\n");
      this.places(role).value = spans.map(([start, stop]) => `${start}-${stop}`).join(", ");
    }

    replace(role, spans) {
      this.spans[role] = spans;
      this.write(role);
      this.draw();
    }

    // Words that somebody typed: shown in the text where each stands in one place only; else the server tells.
    find(role) {
      const lines = this.words(role).value.split("\n").map(squeezed).filter(Boolean);
      const spans = lines.map((line) => this.only(line, this.spans[role]));
      if (spans.some((span) => span === null)) {
        this.say("Not all of these words stand in one place of the paragraphs shown. They are looked up when you save.");
        return;
      }
      lines.forEach((line, at) => this.known.set(String(spans[at]), line));
      this.spans[role] = spans.sort((one, other) => one[0] - other[0]);
      this.places(role).value = this.spans[role].map(([start, stop]) => `${start}-${stop}`).join(", ");
      this.say("");
      this.draw();
    }

    only(line, before) {
      const found = [];
      for (const from of this.edges.start) {
        const to = this.edges.stop.find((at) => at > from && this.textOf([from, at]).length >= line.length);
        if (to !== undefined && this.textOf([from, to]) === line) found.push([from, to]);
      }
      const same = found.filter((each) => before.some((span) => each[0] < span[1] && span[0] < each[1]));
      return found.length === 1 ? found[0] : same.length === 1 ? same[0] : null;
    }

    // ---- Selected words become a role; of a content what is source or cue is left out.
    make(role) {
      const span = this.selected ?? (this.spans[role].length === 0 ? this.firstFree() : null);
      if (span === null) return this.say("Select words in the text first, or move the edges.");
      const isMore = document.getElementById("another").checked;
      const before = Object.fromEntries(ROLES.map((each) => [each, this.spans[each]]));
      const own = isMore ? [...subtract(before[role], span), span] : [span];
      const left = (spans, cut) => this.trimmed(cut.reduce(subtract, spans));
      const after = { ...before, [role]: this.trimmed(own) };
      if (role === "content") after.content = left(own, [...before.source, ...before.cue]);
      else for (const each of ROLES) if (each !== role) after[each] = left(before[each], [span]);
      if (after.content.length === 0) return this.say("Nothing would be left of the content.");
      for (const each of ROLES) {
        const isSame = String(after[each]) === String(before[each]);
        if (!isSame) this.replace(each, after[each]);
      }
      this.selected = null;
      getSelection().removeAllRanges();
      this.say(`The ${role} is “${this.spans[role].map((each) => this.textOf(each)).join(" … ")}”.`);
      this.focusGrip(role);
    }

    focusGrip(role) {
      this.grips.get(`${role}-0-start`)?.firstElementChild.focus({ preventScroll: true });
    }

    // Edges drawn in to whole words; what holds none is nothing.
    trimmed(spans) {
      return spans
        .map(([start, stop]) => [this.edges.start.find((at) => at >= start), this.edges.stop.findLast((at) => at <= stop)])
        .filter(([start, stop]) => start !== undefined && stop !== undefined && start < stop)
        .sort((one, other) => one[0] - other[0]);
    }

    firstFree() {
      const taken = ROLES.flatMap((role) => this.spans[role]);
      const isFree = ({ start }) => !taken.some((span) => span[0] <= start && start < span[1]);
      const word = this.edges.words.find((each) => isFree(each) && !CLOSES.test(each.text) && !OPENS.test(each.text));
      return word === undefined ? null : [word.start, word.stop];
    }

    // ---- Where in the text a point or a selection is.
    placeOf(node, offset) {
      const paragraph = this.paragraphs.find(({ element }) => element.contains(node));
      if (paragraph === undefined) return null;
      const range = document.createRange();
      range.setStart(paragraph.element, 0);
      range.setEnd(node, offset);
      return paragraph.start + Array.from(range.toString()).length;
    }

    placeAt(x, y) {
      const caret = document.caretPositionFromPoint?.(x, y);
      if (caret) return this.placeOf(caret.offsetNode, caret.offset);
      const range = document.caretRangeFromPoint?.(x, y);
      return range ? this.placeOf(range.startContainer, range.startOffset) : null;
    }

    // The selection, drawn out to whole words.
    select() {
      const selection = getSelection();
      if (selection.rangeCount === 0 || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      const start = this.placeOf(range.startContainer, range.startOffset);
      const stop = this.placeOf(range.endContainer, range.endOffset);
      if (start === null || stop === null) return;
      const first = this.edges.words.find((word) => word.stop > start);
      const last = this.edges.words.findLast((word) => word.start < stop);
      if (first !== undefined && last !== undefined && first.start <= last.start) this.selected = [first.start, last.stop];
    }

    listen() {
      this.passage.addEventListener("pointerdown", (event) => this.take(event));
      this.passage.addEventListener("pointermove", (event) => this.pull(event));
      for (const name of ["pointerup", "pointercancel"]) this.passage.addEventListener(name, () => this.drop());
      this.passage.addEventListener("keydown", (event) => this.key(event));
      for (const button of document.querySelectorAll("#pick [data-role]")) {
        // Else the words would be selected no more before the button is heard.
        button.addEventListener("pointerdown", (event) => event.preventDefault());
        button.addEventListener("click", () => this.make(button.dataset.role));
      }
    }

    take(event) {
      const handle = event.target.closest?.(".edge-grip");
      if (!handle || event.button !== 0) return;
      event.preventDefault();
      handle.focus({ preventScroll: true });
      const { role, piece, side } = handle.dataset;
      this.drag = { role, piece: Number(piece), side };
      this.passage.setPointerCapture(event.pointerId);
      this.passage.classList.add("dragging");
    }

    pull(event) {
      if (this.drag === null) return;
      const at = this.placeAt(event.clientX, event.clientY);
      if (at === null) return;
      const { role, piece, side } = this.drag;
      this.move(role, piece, side, event.shiftKey ? at : this.nearest(role, piece, side, at));
    }

    drop() {
      this.drag = null;
      this.passage.classList.remove("dragging");
    }

    key(event) {
      const handle = event.target.closest?.(".edge-grip");
      const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
      if (!handle || direction === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const { role, piece, side } = handle.dataset;
      this.step(role, Number(piece), side, direction, event.shiftKey);
    }
  }

  return Editor;
})();
