// One household's life under A and under B: same person, same luck.
import { once } from "../api.js";
import { el, unique } from "../modules/base.js";
import { mount as life } from "../modules/life.js";
import { jobBox, pair } from "./common.js";

const KINDS = ["any", "single", "couple", "family", "single-parent", "unaccompanied"];

export async function show(body, app) {
  const { t, state } = app;
  const { a, b } = state.get();
  const place = el("div");
  let picture = null;
  const job = jobBox(app, (found) => draw(found.result.life));
  const kind = el("select", { id: unique("kind") }, ...KINDS.map((name) => el("option", { value: name, text: t(`kind.${name}`) })));
  const seed = el("input", { id: unique("seed"), type: "number", min: 1, max: 999, value: 1, inputmode: "numeric" });
  const find = el("button", { type: "button", class: "main", text: t("household.find"), onclick: () => job.begin("/api/stories", { a, b, kind: kind.value, seed: Number(seed.value) || 1 }) });
  const other = el("details", { class: "m-drawer" }, el("summary", { text: t("household.others") }), el("p", { class: "m-note", text: t("household.others_note") }), el("div", { class: "m-row" }, el("label", { for: kind.id }, t("household.kind"), kind), el("label", { for: seed.id }, t("household.seed"), seed), find), job.node);
  body.replaceChildren(pair(app, () => app.redraw()), place, other);
  function draw(found) {
    picture?.destroy();
    picture = null;
    if (!found?.stories?.length) {
      place.replaceChildren(el("p", { text: t("household.none") }));
      other.open = true;
      return;
    }
    app.lives = { key: `${a}|${b}`, found };
    picture = life(place, { ...found, labels: [app.name(a), app.name(b)] }, app.options("life"));
  }
  const known = app.lives?.key === `${a}|${b}` ? app.lives.found : (await once(`/api/stories?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`)).life;
  draw(known);
  return { destroy() {
    app.keep("life", picture);
    job.destroy();
    picture?.destroy();
  } };
}
