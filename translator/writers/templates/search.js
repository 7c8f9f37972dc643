// Looks for words in all sentences of the book; everything it needs is in the page.
(() => {
  "use strict";
  const LIMIT = 200, field = document.querySelector("#query"), list = document.querySelector("#found"), said = document.querySelector("#count");
  const words = JSON.parse(document.querySelector("#words").textContent);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let book = null;
  const make = (tag, text, kind) => Object.assign(document.createElement(tag), { textContent: text || "", className: kind || "" });
  function load() {
    book = JSON.parse(document.querySelector("#data").textContent).map(([file, source, target, pairs]) => ({
      file, source, target, pairs: pairs.map(([id, s, t]) => ({ id, s, t, plain: plain(`${s} ${t}`) })),
    }));
  }
  function look() {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    said.textContent = "";
    if (!wanted.length) return;
    if (!book) load();
    let count = 0;
    for (const chapter of book) {
      const hits = chapter.pairs.filter((pair) => wanted.every((word) => pair.plain.includes(word)));
      count += hits.length;
      if (!hits.length || list.childElementCount >= LIMIT) continue;
      const head = make("li", "", "chapter");
      const link = make("a", [chapter.target, chapter.source].filter(Boolean).join(" — "));
      link.href = chapter.file;
      head.append(link);
      list.append(head);
      for (const hit of hits.slice(0, LIMIT - list.childElementCount)) {
        const row = make("li", "", "hit"), to = make("a");
        to.href = `${chapter.file}#${hit.id}`;
        for (const [text, side] of [[hit.s, "source"], [hit.t, "target"]]) {
          const part = make("span", text, side === "source" ? "s" : "t");
          part.lang = document.body.dataset[side];
          part.dir = "auto";
          to.append(part);
        }
        row.append(to);
        list.append(row);
      }
    }
    said.textContent = words.hits.replace("{n}", String(count));
  }
  let timer = 0;
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 120); });
  field.value = decodeURIComponent(location.hash.slice(1));
  look();
})();
