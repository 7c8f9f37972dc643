// The reader's settings, remembered where the browser allows it.
(() => {
  "use strict";
  const store = "translator-edition";
  let saved = {};
  document.documentElement.classList.add("js");
  try { saved = JSON.parse(localStorage.getItem(store)) || {}; } catch { /* no memory, no harm */ }
  for (const input of document.querySelectorAll(".settings input")) {
    const value = saved[input.name];
    if (input.type === "checkbox") input.checked = value === true;
    else if (value === input.value) input.checked = true;
    input.addEventListener("change", () => {
      saved[input.name] = input.type === "checkbox" ? input.checked : input.value;
      try { localStorage.setItem(store, JSON.stringify(saved)); } catch { /* as above */ }
      document.dispatchEvent(new Event("look"));
    });
  }
  document.querySelector(".panel").addEventListener("submit", (event) => event.preventDefault());
})();
