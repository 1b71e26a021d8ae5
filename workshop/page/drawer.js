// The drawer of assumptions: every parameter, what it rests on, where it is from; and what is contested.
import { once } from "./api.js";
import { el } from "./modules/base.js";
import { number } from "./modules/format.js";

export async function openDrawer(app) {
  const { t, lang } = app;
  const dialog = el("dialog", { class: "drawer", "aria-labelledby": "drawer-title" });
  const body = el("div", { class: "drawer-body", tabindex: "0" }, el("p", { text: t("app.wait") }));
  const close = el("button", { type: "button", onclick: () => dialog.close(), text: t("app.close") });
  dialog.append(el("div", { class: "drawer-head" }, el("h2", { id: "drawer-title", text: t("drawer.title") }), close), body);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  try {
    const [found, contested] = await Promise.all([once("/api/assumptions"), once("/api/contested")]);
    const all = Object.values(found.counts).reduce((sum, n) => sum + n, 0);
    const words = Object.entries(found.counts).map(([name, count]) => t(`status.${name}`, { count }));
    const filter = el("input", { type: "search", id: "drawer-filter", oninput: () => list() });
    const rows = el("tbody");
    const count = el("p", { class: "m-note", role: "status" });
    body.replaceChildren(
      el("p", { text: t("drawer.lead", { all, counts: words.join(", ") }) }),
      el("h3", { text: t("drawer.contested") }),
      el("ul", { class: "plain" }, ...contested.mechanisms.map((one) => el("li", null, el("strong", { text: one.question[lang] }), ` ${t("drawer.default")}: ${one.default[lang]}. ${t("drawer.else")}: ${Object.values(one.flips).map((flip) => flip[lang]).join("; ")}. (${one.evidence.join(", ")})`))),
      el("h3", { text: t("drawer.parameters") }),
      el("label", { for: "drawer-filter", text: t("drawer.search") }), filter, count,
      el("table", { class: "m-table drawer-table" }, el("caption", { class: "m-hidden", text: t("drawer.parameters") }), el("thead", null, el("tr", null, ...["what", "value", "range", "rests", "source"].map((key) => el("th", { scope: "col", text: t(`drawer.${key}`) })))), rows));
    const text = (value) => (Array.isArray(value) ? (new Set(value).size === 1 ? text(value[0]) : t("drawer.list", { count: value.length })) : typeof value === "number" ? String(value).replace(".", lang === "nb" ? "," : ".") : String(value));
    function list() {
      const wanted = filter.value.trim().toLowerCase();
      const hit = found.parameters.filter((one) => !wanted || `${one[lang]} ${one.name} ${one.source}`.toLowerCase().includes(wanted));
      count.textContent = t("drawer.shown", { count: number(Math.min(hit.length, 200), 0, lang), all: number(hit.length, 0, lang) });
      rows.replaceChildren(...hit.slice(0, 200).map((one) => el("tr", null, el("th", { scope: "row" }, one[lang], el("br"), el("code", { text: one.name })), el("td", { text: text(one.value) }), el("td", { text: one.choices.length ? one.choices.join(", ") : `${text(one.low)} – ${text(one.high)}` }), el("td", { text: lang === "nb" ? one.status_nb : one.status }), el("td", { text: one.source }))));
    }
    list();
  } catch (error) {
    body.replaceChildren(el("p", { class: "wrong", role: "alert", text: app.wrong(error) }));
  }
}
