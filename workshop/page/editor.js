// The scenario editor: dials and levers with their ranges and sources, the file as it changes, instant answers with
// their error, and the run for real beside them.
import { once, post } from "./api.js";
import { el, unique } from "./modules/base.js";
import { interval, number } from "./modules/format.js";
import { whisker } from "./whisker.js";
import { copied, jobBox, label, saved, unit } from "./views/common.js";
import { toAddress } from "./state.js";

const UPLOAD = 64 * 1024;

export async function editor(place, app, chosen) {
  const { t, lang, start, state } = app;
  let scenario = null; // as the server reads it
  let asked = 0;
  let timer = 0;
  let last = 0;
  const inputs = new Map();
  const wrong = el("p", { class: "wrong", role: "alert" });
  const file = el("pre", { class: "file", tabindex: "0", "aria-label": t("editor.file") });
  const answers = el("div", { class: "answers" });
  const told = el("ul", { class: "plain told" });
  const job = jobBox(app, ran);
  const flips = {};

  const parents = start.scenarios.filter((one) => one.world === "norway-2013");
  const parent = el("select", { id: unique("parent"), onchange: () => {
    state.set({ parent: parent.value, changes: {}, upload: "" });
    renew();
  } }, ...parents.map((one) => el("option", { value: one.name, text: `${nameOf(one.name)} – ${one[lang]}` })));
  const name = el("input", { id: unique("name"), type: "text", maxlength: 60, oninput: () => {
    state.set({ name: name.value });
    later();
  } });

  function nameOf(key) {
    const found = t(`scenario.${key}`);
    return found === `scenario.${key}` ? key : found;
  }

  function dial(one) {
    const id = unique("dial");
    const value = el("output", { for: id });
    const about = one[lang];
    const whole = one.high - one.low;
    const step = whole <= 1.01 ? 0.05 : whole <= 12 ? 0.1 : 1;
    const range = el("input", { id, type: "range", min: one.low, max: Math.min(one.high, one.name === "permits.surge" ? 3 : one.high), step, "aria-describedby": `${id}-about`, oninput: () => {
      shown();
      change(one.key, Number(range.value));
    } });
    const back = el("button", { type: "button", class: "small", "aria-label": `${t("editor.back")}: ${about.label}`, text: "↺", onclick: () => {
      change(one.key, null);
      renew();
    } });
    const shown = () => (value.textContent = number(Number(range.value), step < 0.1 ? 2 : step < 1 ? 1 : 0, lang));
    inputs.set(one.key, { set: (x) => {
      range.value = x;
      shown();
    } });
    return el("div", { class: "dial" }, el("label", { for: id, text: about.label }), el("div", { class: "dial-row" }, range, value, back),
      el("p", { class: "m-note", id: `${id}-about`, text: t("editor.about", { range: about.range, unit: about.unit, status: about.status, source: one.source, base: number(one.value, step < 0.1 ? 2 : 1, lang) }) }));
  }
  function rule(one) {
    const id = unique("rule");
    const choose = el("select", { id, onchange: () => change(one.key, choose.value) }, ...one.choices.map((text) => el("option", { value: text, text: t(`rule.${text}`) === `rule.${text}` ? text : t(`rule.${text}`) })));
    inputs.set(one.key, { set: (x) => (choose.value = x) });
    return el("div", { class: "dial" }, el("label", { for: id, text: one[lang].label }), choose, el("p", { class: "m-note", text: t("editor.rule_about", { source: one.source }) }));
  }
  function change(key, value) {
    const changes = { ...state.get().changes };
    if (value === null) delete changes[key];
    else changes[key] = value;
    state.set({ changes, upload: "" });
    later();
  }
  function later() {
    clearTimeout(timer); // the first turn at once, the next when the answer to it has had time to come
    timer = setTimeout(() => {
      last = performance.now();
      check();
    }, Math.max(0, last + 40 - performance.now()));
  }

  const body = () => {
    const now = state.get();
    return now.upload ? { toml: now.upload } : { name: now.name || t("editor.own"), parent: now.parent, changes: now.changes };
  };

  async function check() {
    const mine = (asked += 1);
    const now = state.get();
    const quick = start.design && !now.upload ? post("/api/instant", { parent: now.parent, changes: now.changes }).catch((error) => ({ error })) : null;
    try {
      if (quick) {
        const found = await quick;
        if (mine === asked) drawAnswers(found);
      } else answers.replaceChildren(el("p", { class: "m-note", text: t(now.upload ? "instant.upload" : "instant.none") }));
      const found = await post("/api/scenario", body());
      if (mine !== asked) return;
      scenario = found;
      wrong.textContent = "";
      file.textContent = found.toml;
      const rows = found.told[lang];
      told.replaceChildren(...(rows.length ? rows.map((one) => el("li", null, el("strong", { text: one.label }), `: ${one.before} → ${one.after} ${one.unit === "" ? "" : `(${one.unit})`}`)) : [el("li", { text: t("editor.nothing") })]));
      go.disabled = false;
    } catch (error) {
      if (mine !== asked) return;
      scenario = null;
      go.disabled = true;
      wrong.textContent = app.wrong(error);
    }
  }

  function drawAnswers(found) {
    if (found.error) {
      answers.replaceChildren(el("p", { class: "m-note", text: app.wrong(found.error) }));
      return;
    }
    const rows = start.questions.filter((key) => found.answers[key]).map((key) => {
      const one = start.indicators.find((each) => each.name === key);
      const answer = found.answers[key];
      const digits = one.digits + (Math.abs(answer.difference) < 10 ? 1 : 0);
      const doubt = !answer.useful ? t("instant.useless") : answer.low <= 0 && answer.high >= 0 ? t("instant.unclear") : "";
      return el("tr", null, el("th", { scope: "row", text: `${label(one, lang)} (${unit(one, lang)})` }),
        el("td", null, whisker(answer, 3 * answer.spread, one.direction, answer.useful)),
        el("td", { class: "figure" }, el("strong", { text: answer.useful ? number(answer.difference, digits, lang, true) : "–" }), " ", answer.useful ? interval(answer.low, answer.high, digits, lang, true) : ""),
        el("td", { class: "m-note", text: doubt }));
    });
    const about = found.about;
    answers.replaceChildren(
      el("div", { class: "m-wide whole", tabindex: "0", role: "region", "aria-label": t("instant.title") }, el("table", { class: "m-table instant" }, el("caption", { text: t("instant.caption") }), el("tbody", null, ...rows))),
      ...(found.left_out.length ? [el("p", { class: "m-caveat", text: t("instant.left_out", { names: found.left_out.join(", ") }) })] : []),
      el("p", { class: "m-note", text: t("instant.note", { points: about.points, replicates: about.replicates }) }));
  }

  async function renew() {
    const now = state.get();
    parent.value = parents.some((one) => one.name === now.parent) ? now.parent : "baseline-2013";
    name.value = now.name;
    await check();
    if (!scenario) return;
    for (const one of [...start.dials, ...start.levers]) inputs.get(one.key)?.set(scenario.changes[one.key] ?? one.value);
  }

  async function ran(found) {
    const key = found.result.keys.at(-1);
    await app.refresh();
    const old = state.get();
    state.set({ b: key, a: app.pack(key)?.base && app.pack(old.a)?.world !== app.pack(key).world ? app.pack(key).base : old.a, before: old.b, revealed: false });
    chosen();
    app.say(t("editor.ran", { name: app.name(key) }));
    after.hidden = false;
    after.focus();
  }

  const count = el("select", { id: unique("count") }, ...[4, 8, 16, 32].map((n) => el("option", { value: n, text: t("editor.replicates", { count: n }) })));
  const world = el("select", { id: unique("world") }, el("option", { value: "", text: t("editor.whole") }), el("option", { value: "tiny", text: t("editor.tiny") }));
  const go = el("button", { type: "button", class: "main run-real", onclick: () => {
    after.hidden = true;
    const answered = Object.fromEntries(Object.entries(flips).filter(([, answer]) => answer));
    job.begin("/api/runs", { scenario: body(), replicates: Number(count.value), contested: answered, ...(world.value ? { world: world.value } : {}) });
  }, text: t("editor.run") });
  const after = el("button", { type: "button", class: "main", hidden: true, text: t("editor.to_predict"), onclick: () => app.go("predict") });

  async function upload(found) {
    if (!found) return;
    if (found.size > UPLOAD) {
      wrong.textContent = t("editor.too_big");
      return;
    }
    state.set({ upload: await found.text(), changes: {} });
    await renew();
  }
  const picker = el("input", { id: unique("file"), type: "file", accept: ".toml", onchange: () => upload(picker.files[0]) });
  const link = () => `${location.origin}/${toAddress(state.get())}`;
  const tools = el("div", { class: "m-row" },
    el("button", { type: "button", text: t("editor.download"), onclick: () => scenario && saved(`${scenario.name}.toml`, "application/toml", scenario.toml) }),
    el("button", { type: "button", text: t("editor.python"), onclick: () => scenario && copied(app, scenario.python) }),
    el("button", { type: "button", text: t("editor.link"), onclick: () => copied(app, link()) }),
    el("label", { for: picker.id, class: "button pick" }, t("editor.upload"), picker));

  const layer = (which) => el("fieldset", { class: "dials" }, el("legend", { text: t(`editor.${which}`) }), ...start.dials.filter((one) => one.layer === which).map(dial));
  const levers = el("details", { class: "m-drawer" }, el("summary", { text: t("editor.levers") }), el("div", { class: "dials" }, ...start.levers.map((one) => (one.choices.length ? rule(one) : dial(one)))));
  const switches = el("details", { class: "m-drawer" }, el("summary", { text: t("editor.contested") }), el("p", { class: "m-note", text: t("editor.contested_note") }));
  once("/api/contested").then(({ mechanisms }) => switches.append(el("div", { class: "dials" }, ...mechanisms.map((one) => {
    const id = unique("flip");
    const choose = el("select", { id, onchange: () => (flips[one.name] = choose.value) }, el("option", { value: "", text: t("editor.default", { text: one.default[lang] }) }), ...Object.entries(one.flips).map(([key, flip]) => el("option", { value: key, text: flip[lang] })));
    return el("div", { class: "dial" }, el("label", { for: id, text: one.question[lang] }), choose);
  })))).catch(() => {});
  const open = Object.keys(state.get().changes).length > 0 || Boolean(state.get().upload);
  place.replaceChildren(el("details", { class: "editor", open }, el("summary", { class: "editor-title", text: t("editor.title") }),
    el("div", { class: "editor-grid" },
      el("div", { class: "editor-turn" }, el("div", { class: "m-row" }, el("label", { for: parent.id }, t("editor.parent"), parent), el("label", { for: name.id }, t("editor.name"), name)), layer("state"), layer("municipal"), levers, switches),
      el("div", { class: "editor-see" }, el("h2", { text: t("instant.title") }), answers, el("h2", { text: t("editor.real") }), el("p", { class: "m-note", text: t("editor.real_note") }),
        el("div", { class: "m-row" }, el("label", { for: world.id }, t("editor.world"), world), el("label", { for: count.id }, t("editor.count"), count), go), job.node, after, wrong,
        el("h2", { text: t("editor.changes") }), told, el("h2", { text: t("editor.file") }), file, tools))));
  await renew();
  return { renew, destroy: () => job.destroy() };
}
