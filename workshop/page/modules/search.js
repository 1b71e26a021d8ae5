// "My municipality": a combobox with a list, as ARIA's authoring practices have it; å, ø and æ are found without.
import { el, unique } from "./base.js";

/** Lower case without accents: `Ålesund` is found by `ale` and by `aale`. */
export function folded(text) {
  const low = text.toLowerCase();
  const plain = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/ø/g, "o").replace(/æ/g, "ae").replace(/[đŧŋ]/g, (c) => ({ đ: "d", ŧ: "t", ŋ: "n" })[c]);
  return [plain(low), plain(low.replace(/å/g, "aa").replace(/ø/g, "oe"))];
}

const SHOWN = 8;

export function search(hexes, { label, none, found, pick }) {
  const ids = { list: unique("list"), input: unique("input") };
  const keys = hexes.map((one) => [...folded(one.name), one.code]);
  let matches = [];
  let active = -1;
  const list = el("ul", { id: ids.list, role: "listbox", "aria-label": label, class: "search-list", hidden: true });
  const status = el("div", { class: "m-hidden", role: "status" });
  const input = el("input", { id: ids.input, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": ids.list, "aria-autocomplete": "list",
    oninput: () => look(), onkeydown: keyed, onblur: () => setTimeout(close, 150), onfocus: () => input.select() });
  const node = el("div", { class: "search" }, el("label", { for: ids.input, text: label }), input, list, status);

  function look() {
    const wanted = folded(input.value.trim())[0];
    if (!wanted) return close();
    const rank = (all) => (all.some((key) => key.startsWith(wanted)) ? 0 : all.some((key) => key.includes(wanted)) ? 1 : 2);
    matches = keys.map((all, i) => [rank(all), i]).filter(([r]) => r < 2)
      .sort((a, b) => a[0] - b[0] || hexes[a[1]].name.localeCompare(hexes[b[1]].name, "nb")).slice(0, SHOWN).map(([, i]) => i);
    active = -1;
    list.replaceChildren(...matches.map((i, k) => el("li", { role: "option", id: `${ids.list}-${k}`, "aria-selected": "false", text: name(i), onpointerdown: (event) => { event.preventDefault(); choose(i); } })));
    list.hidden = !matches.length;
    input.setAttribute("aria-expanded", String(matches.length > 0));
    input.removeAttribute("aria-activedescendant");
    status.textContent = matches.length ? found(matches.length) : none;
  }
  // two municipalities may share a name: the county tells them apart
  function name(i) {
    const twice = hexes.filter((one) => one.name === hexes[i].name).length > 1;
    return twice ? `${hexes[i].name} (${hexes[i].county})` : hexes[i].name;
  }
  function keyed(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    event.stopPropagation();
    if (steps && matches.length) {
      event.preventDefault();
      if (list.hidden) look();
      active = (active + steps + matches.length + (active < 0 && steps < 0 ? 1 : 0)) % matches.length;
      [...list.children].forEach((one, k) => one.setAttribute("aria-selected", String(k === active)));
      list.children[active]?.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", `${ids.list}-${active}`);
    } else if (event.key === "Enter" && matches.length) {
      event.preventDefault();
      choose(matches[Math.max(active, 0)]);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    }
  }
  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function choose(i) {
    show(i);
    close();
    pick(i);
  }
  function show(i) {
    input.value = i < 0 ? "" : name(i);
  }
  return { node, show };
}
