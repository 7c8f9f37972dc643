// Walking, copying, cards in place and memory. The page reads well without all of this.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (query) => [...document.querySelectorAll(query)], one = (query) => document.querySelector(query);
  const words = JSON.parse(one("#words").textContent);
  const pairs = all("main .pair"), tools = one(".tools"), said = one(".said"), pop = one("#pop");
  let at = -1, top = null;

  // What changes when the reader changes the look: curtains close, the place in the text stays.
  document.addEventListener("look", () => {
    for (const pair of all(".seen")) pair.classList.remove("seen");
    if (at >= 0) top = pairs[at];
    if (top && scrollY > 80) top.scrollIntoView({ block: "start" });
  });

  // Progress, and which sentence is at the top.
  const bar = one(".progress div"), timeline = CSS.supports("animation-timeline: scroll()");
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const length = root.scrollHeight - innerHeight;
      if (!timeline) bar.style.transform = `scaleX(${length > 0 ? Math.min(1, scrollY / length) : 0})`;
      const found = document.elementFromPoint(innerWidth / 2 - 40, 90)?.closest("main .pair")
        || document.elementFromPoint(innerWidth / 4, 120)?.closest("main .pair");
      if (found) top = found;
    });
  }, { passive: true });

  // Walking.
  const hiding = () => one("#hide").checked;
  function light(index, { focus = true } = {}) {
    const pair = pairs[index];
    if (!pair) return;
    pairs[at]?.classList.remove("lit");
    pairs[at]?.setAttribute("tabindex", "-1");
    at = index;
    pair.classList.add("lit");
    pair.setAttribute("tabindex", "0");
    if (focus) pair.focus({ preventScroll: true });
    const box = pair.getBoundingClientRect();
    if (box.top < 70 || box.bottom > innerHeight - 80) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      pair.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    }
    tools.hidden = false;
    one(".tools output").textContent = `${index + 1} / ${pairs.length}`;
  }
  function leave() {
    pairs[at]?.classList.remove("lit");
    pairs[at]?.blur();
    at = -1;
    tools.hidden = true;
  }
  const nearest = () => Math.max(0, pairs.findIndex((pair) => pair.getBoundingClientRect().bottom > 80));
  const step = (by) => light(at < 0 ? nearest() : Math.min(pairs.length - 1, Math.max(0, at + by)));

  // Copying: both sentences, as they read.
  const plain = (part) => {
    const copy = part.cloneNode(true);
    for (const marker of copy.querySelectorAll(".marker")) marker.remove();
    return copy.textContent.trim();
  };
  async function copy() {
    if (at < 0) return;
    const text = [...pairs[at].querySelectorAll(":scope > .s, :scope > .t")].map(plain).join("\n");
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      pairs[at].focus({ preventScroll: true });
    }
    said.textContent = done ? words.copied : words.copy_failed;
    setTimeout(() => { said.textContent = ""; }, 1600);
  }
  const actions = { next: () => step(1), previous: () => step(-1), copy };
  tools.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.do;
    if (name) actions[name]();
  });

  if (pairs.length) pairs[0].setAttribute("tabindex", "0");
  one("main").addEventListener("click", (event) => {
    const pair = event.target.closest(".pair");
    if (!pair || event.target.closest("a") || String(getSelection())) return;
    pair.classList.add("seen");
    light(pairs.indexOf(pair));
  });
  one("main").addEventListener("focusin", (event) => {
    if (event.target.matches(".pair:focus-visible")) light(pairs.indexOf(event.target), { focus: false });
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, summary, [popover]")) return;
    const walking = at >= 0, own = event.target === pairs[at];
    const keys = {
      j: () => step(1), k: () => step(-1), c: copy,
      ArrowDown: walking && (() => step(1)), ArrowUp: walking && (() => step(-1)),
      Enter: own && (() => pairs[at].classList.toggle("seen")), " ": own && hiding() && (() => pairs[at].classList.toggle("seen")),
      Escape: walking && !pop.matches(":popover-open") && leave,
    };
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // Cards where the term stands; without this the link leads to the list at the end.
  if (!pop.showPopover) return;
  let card = null, timer = 0;
  function show(term, focus) {
    clearTimeout(timer);
    const entry = one(term.getAttribute("href"));
    if (!entry) return;
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    pop.replaceChildren(copy);
    pop.showPopover();
    const box = term.getBoundingClientRect(), own = pop.getBoundingClientRect();
    const below = box.bottom + 8 + own.height < innerHeight;
    pop.style.top = `${Math.max(8, below ? box.bottom + 8 : box.top - own.height - 8)}px`;
    pop.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
    card = term;
    if (focus) { pop.tabIndex = -1; pop.focus({ preventScroll: true }); }
  }
  pop.addEventListener("toggle", (event) => {
    if (event.newState !== "closed" || !card) return;
    if (pop.contains(document.activeElement)) card.focus({ preventScroll: true });
    card = null;
  });
  pop.addEventListener("keydown", (event) => { if (event.key === "Escape") { pop.hidePopover(); event.stopPropagation(); } });
  for (const term of all("main a.term")) {
    term.setAttribute("aria-haspopup", "dialog");
    term.addEventListener("click", (event) => { event.preventDefault(); show(term, event.detail === 0); });
    term.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") timer = setTimeout(() => show(term, false), 250);
    });
    term.addEventListener("pointerleave", () => {
      clearTimeout(timer);
      if (card === term) timer = setTimeout(() => { if (!pop.matches(":hover")) pop.hidePopover(); }, 300);
    });
  }
  pop.addEventListener("pointerleave", () => { timer = setTimeout(() => pop.hidePopover(), 300); });
  pop.addEventListener("pointerenter", () => clearTimeout(timer));
})();
