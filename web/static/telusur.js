// Every page is whole without this. Suggestions while typing, keys for the box and for marks, a button that copies.
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

// Single keys, unless the reader turned them off: "/" to the box, n and p from mark to mark.
const marks = [...document.querySelectorAll("mark[id]")];
const step = (by) => {
  const here = marks.findIndex((mark) => `#${mark.id}` === location.hash);
  const next = marks[here < 0 ? (by > 0 ? 0 : marks.length - 1) : (here + by + marks.length) % marks.length];
  location.replace(`#${next.id}`); // so that "back" leaves the article, not a mark of it
};
document.addEventListener("keydown", (event) => {
  if (!("keys" in document.body.dataset) || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const box = document.querySelector(".box input:not([type=hidden])");
  if (event.key === "/" && box) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "n" && marks.length) step(1);
  else if (event.key === "p" && marks.length) step(-1);
});

// Suggestions: the pattern "combobox with list autocomplete" of the ARIA Authoring Practices.
const WAIT_MS = 120; // between two keys of a quick typist
const box = document.getElementById("q");
if (box && box.dataset.suggest) {
  const list = document.createElement("ul");
  Object.assign(list, { id: "suggestions", role: "listbox", hidden: true });
  list.ariaLabel = box.dataset.label;
  box.closest("form").append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  let asked = new AbortController();
  let waiting = 0;
  let typed = box.value;

  const options = () => [...list.children];
  const chosen = () => options().find((one) => one.ariaSelected === "true");
  const choose = (one) => {
    for (const other of options()) other.ariaSelected = String(other === one);
    if (one) box.setAttribute("aria-activedescendant", one.id);
    else box.removeAttribute("aria-activedescendant");
    box.value = one ? one.dataset.text : typed;
    one?.scrollIntoView({ block: "nearest" });
  };
  const stop = () => {
    asked.abort();
    clearTimeout(waiting);
  };
  const close = () => {
    stop();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const show = (found) => {
    list.replaceChildren(...found.map((one, place) => {
      const option = Object.assign(document.createElement("li"), { id: `suggestion-${place}`, role: "option" });
      const many = box.dataset.many.replace("0", one.count.toLocaleString(document.documentElement.lang));
      const count = Object.assign(document.createElement("small"), { textContent: one.count === 1 ? box.dataset.one : many });
      option.dataset.text = one.text;
      option.ariaSelected = "false";
      option.append(one.text, " ", count);
      return option;
    }));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: typed })}`, { signal: asked.signal });
      show(answer.ok ? (await answer.json()).completions : []);
    } catch (error) {
      if (error.name !== "AbortError") close(); // no network; to close where another letter came first would stop its answer
    }
  };
  box.addEventListener("input", () => {
    typed = box.value;
    clearTimeout(waiting);
    if (typed.trim().length > 1) waiting = setTimeout(ask, WAIT_MS);
    else close();
  });
  box.addEventListener("keydown", (event) => {
    const all = options();
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // a search field would be emptied
      choose(null);
      close();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && !list.hidden) {
      event.preventDefault();
      stop(); // an answer that comes late would take the chosen one away
      const place = all.indexOf(chosen()) + (event.key === "ArrowDown" ? 1 : -1);
      choose(place < -1 ? all.at(-1) : all[place]);
    }
  });
  list.addEventListener("pointerdown", (event) => {
    const one = event.target.closest("li");
    if (!one) return;
    event.preventDefault(); // the box keeps the focus
    choose(one);
    close();
    box.form.requestSubmit();
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close); // so that "back" does not find it open
}

for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: text.dataset.copy });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent.trim());
    button.textContent = text.dataset.copied;
  });
  text.after(button);
}
