// B beside the pinned A: lines with bands, all headlines, and why people wait.
import { el } from "../modules/base.js";
import { interval, number } from "../modules/format.js";
import { mount as lines } from "../modules/lines.js";
import { whisker } from "../whisker.js";
import { once } from "../api.js";
import { comparison, digitsOf, label, pair, unit } from "./common.js";
import { reasons } from "../reasons.js";

export async function show(body, app) {
  const { t, lang, state } = app;
  const found = await comparison(app);
  const chart = el("div");
  const table = el("div");
  const why = el("div");
  const named = (one, from = found) => ({ ...one, a: { ...one.a, label: app.name(from.a) }, b: { ...one.b, label: app.name(from.b) } });
  const { a, b, before } = state.get();
  const again = before && before !== b && app.pack(before) ? el("button", { type: "button", class: "replay", text: t("compare.replay", { from: app.name(before), to: app.name(b) }), onclick: async () => {
    try {
      const old = await once(`/api/compare?a=${encodeURIComponent(a)}&b=${encodeURIComponent(before)}`);
      picture.update({ panels: old.panels.map((one) => named(one, old)) });
      setTimeout(() => picture.update({ panels: found.panels.map((one) => named(one)) }), 700);
    } catch (error) {
      app.say(app.wrong(error));
    }
  } }) : null;
  body.replaceChildren(pair(app, () => app.redraw()), ...(again ? [again] : []), chart, table, why);
  const picture = lines(chart, { panels: found.panels.map((one) => named(one)) }, app.options("lines"));

  let all = app.allRows ?? false;
  function rows() {
    const shown = found.rows.filter((one) => all || app.start.questions.includes(one.name));
    const toggle = el("button", { type: "button", "aria-pressed": String(all), text: t("compare.all", { count: found.rows.length }), onclick: () => {
      app.allRows = all = !all;
      rows();
    } });
    const reach = (one) => Math.max(Math.abs(one.low ?? 0), Math.abs(one.high ?? 0), Math.abs(one.difference ?? 0)) * 1.15;
    const heads = ["what", "a", "picture", "difference", "better"].map((key) => el("th", { scope: "col", text: key === "a" ? app.name(found.a) : t(`compare.${key}`) }));
    table.replaceChildren(el("h2", { text: t("compare.table") }), toggle,
      el("div", { class: "m-wide whole", tabindex: "0", role: "region", "aria-label": t("compare.table") }, el("table", { class: "m-table headlines" }, el("caption", { text: t("compare.caption", { clear: found.clear, all: found.rows.length, chance: found.by_chance, level: Math.round(found.level * 100), pairs: found.seeds.length }) }), el("thead", null, el("tr", null, ...heads)),
        el("tbody", null, ...shown.map((one) => {
          const digits = digitsOf(one);
          const what = one.marked ? one.verdict : "unclear";
          return el("tr", { class: `row-${what}`, "data-name": one.name }, el("th", { scope: "row", text: `${label(one, lang)} (${unit(one, lang)})` }), el("td", { text: number(one.a, one.digits, lang) }),
            el("td", null, one.difference === null ? "–" : whisker(one, reach(one), one.direction, true)),
            el("td", { class: "figure" }, el("strong", { text: number(one.difference, digits, lang, true) }), " ", interval(one.low, one.high, digits, lang, true), el("span", { class: `verdict verdict-${what}`, text: ` ${t(`verdict.${what}`)}` })),
            el("td", { text: one.better === null ? "–" : t("compare.better_in", { better: one.better, pairs: one.pairs }) }));
        })))));
  }
  rows();
  reasons(why, found, app);
  return { destroy() {
    app.keep("lines", picture);
    picture.destroy();
  } };
}
