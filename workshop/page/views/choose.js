// Choose a scenario: one of the five presets, or one of your own.
import { el } from "../modules/base.js";
import { editor } from "../editor.js";

export async function show(body, app) {
  const { t, lang, start, state } = app;
  const presets = start.packs.filter((one) => one.origin === "embedded" && one.key !== one.base);
  const cards = el("ul", { class: "cards" });
  function draw() {
    const now = state.get();
    cards.replaceChildren(...presets.map((one) => {
      const on = now.b === one.key;
      return el("li", null, el("button", { type: "button", class: "card-choice-button", "aria-pressed": String(on), onclick: () => choose(one.key) },
        el("strong", { text: app.name(one.key) }), el("span", { text: one[lang] })));
    }));
  }
  function choose(key) {
    const old = state.get();
    state.set({ b: key, before: old.b, parent: key, changes: {}, name: "", upload: "", revealed: false });
    draw();
    own.renew();
    app.say(t("choose.chosen", { name: app.name(key) }));
  }
  draw();
  const base = el("p", null, t("choose.base"), " ", el("strong", { text: app.name("baseline-2013") }), `: ${app.pack("baseline-2013")?.[lang] ?? ""}.`);
  const place = el("section", { class: "own" });
  body.replaceChildren(...(presets.length ? [base, cards] : [el("p", { class: "wrong", text: t("choose.nothing") })]), place);
  const own = await editor(place, app, draw);
  return { destroy: () => own.destroy() };
}
