// The page: one view at a time, the same state for all, words in two languages.
import { get, Told } from "./api.js";
import { el } from "./modules/base.js";
import { translator } from "./modules/i18n.js";
import { createState } from "./state.js";
import { openDrawer } from "./drawer.js";

export const VIEWS = ["choose", "predict", "reveal", "play", "compare", "scorecard", "household", "take"];
const PATIENCE = 200; // milliseconds before a view that is not there says so
const LOADED = {
  choose: () => import("./views/choose.js"),
  predict: () => import("./views/predict.js"),
  reveal: () => import("./views/reveal.js"),
  play: () => import("./views/play.js"),
  compare: () => import("./views/compare.js"),
  scorecard: () => import("./views/scorecard.js"),
  household: () => import("./views/household.js"),
  take: () => import("./views/take.js"),
};

const [start, own, modules] = await Promise.all([get("/api/start").catch((error) => ({ error })), get("/page/words.json"), get("/page/modules/words.json")]);
if (start.error) {
  document.querySelector("#view").append(el("p", { class: "wrong", role: "alert", text: start.error.message }));
  throw start.error;
}

const state = createState(start.state);
if (!VIEWS.includes(state.get().view)) state.set({ view: "choose" });
const head = document.querySelector("#head");
const view = document.querySelector("#view");
const foot = document.querySelector("#foot");
const status = document.querySelector("#status");
let mounted = null;
let turn = 0;
const kept = {}; // the state of modules, so that a switch of language changes nothing but words

/** What every view is given. */
export const app = {
  start,
  state,
  get lang() {
    return state.get().language;
  },
  t: (key, values) => translator([own, modules], state.get().language)(key, values),
  options(name) {
    return { lang: app.lang, t: app.t, state: kept[name] };
  },
  keep(name, module) {
    kept[name] = module?.state?.();
  },
  say(text) {
    status.textContent = text;
  },
  /** A scenario's name as it is shown. */
  name(key) {
    const pack = app.pack(key);
    return pack ? (app.t(`scenario.${pack.name}`) === `scenario.${pack.name}` ? pack.name : app.t(`scenario.${pack.name}`)) : key;
  },
  pack: (key) => start.packs.find((one) => one.key === key),
  async refresh() {
    const found = await get("/api/start");
    start.packs = found.packs;
  },
  go(name) {
    state.set({ view: name });
  },
  wrong(error) {
    return error instanceof Told ? (error.message === "lost" ? app.t("app.lost") : error.message) : app.t("app.fault", { what: String(error?.message ?? error) });
  },
};

function drawHead() {
  const { language, view: now, presenter } = state.get();
  const { t } = app;
  document.documentElement.lang = language;
  document.title = `${t(`view.${now}`)} – ${t("app.title")}`;
  document.body.classList.toggle("presenter", presenter);
  document.querySelector(".skip").textContent = t("app.skip");
  const steps = VIEWS.map((name, i) =>
    el("li", null, el("button", { type: "button", class: "step", "aria-current": name === now ? "step" : null, onclick: () => app.go(name) }, el("span", { class: "step-number", text: String(i + 1) }), el("span", { class: "step-name", text: t(`view.${name}`) }))));
  head.replaceChildren(
    el("div", { class: "head-row" },
      el("p", { class: "brand", text: t("app.title") }),
      el("div", { class: "head-tools" },
        el("button", { type: "button", onclick: () => openDrawer(app), text: t("app.assumptions") }),
        el("button", { type: "button", "aria-pressed": String(presenter), onclick: () => state.set({ presenter: !presenter }), text: t("app.presenter") }),
        el("div", { class: "languages", role: "group", "aria-label": t("app.language") },
          ...[["nb", "Bokmål"], ["en", "English"]].map(([code, label]) => el("button", { type: "button", lang: code, "aria-pressed": String(code === language), onclick: () => state.set({ language: code }), text: label }))))),
    el("nav", { "aria-label": t("app.steps") }, el("ol", { class: "steps" }, ...steps)));
  const { embedded } = start;
  const stale = embedded.made && !embedded.current ? t("app.stale", { made: embedded.made }) : embedded.made ? t("app.made", { made: embedded.made, count: embedded.replicates }) : t("app.nothing");
  foot.replaceChildren(el("p", { text: t("app.what") }), el("p", { text: stale }), el("p", { class: "keys", text: t("app.keys") }));
}

async function drawView(focus) {
  const mine = (turn += 1);
  const { view: now } = state.get();
  let fresh;
  try {
    fresh = await LOADED[now]();
  } catch (error) {
    view.replaceChildren(el("p", { class: "wrong", role: "alert", text: app.wrong(error) }));
    return;
  }
  if (mine !== turn) return;
  mounted?.destroy?.();
  mounted = null;
  const { t } = app;
  const title = el("h1", { class: "title", tabindex: "-1", text: t(`title.${now}`) });
  const body = el("div", { class: "body" });
  const i = VIEWS.indexOf(now);
  const way = el("div", { class: "way" },
    i > 0 ? el("button", { type: "button", onclick: () => app.go(VIEWS[i - 1]), text: `← ${t(`view.${VIEWS[i - 1]}`)}` }) : el("span"),
    i < VIEWS.length - 1 ? el("button", { type: "button", class: "main", onclick: () => app.go(VIEWS[i + 1]), text: `${t(`view.${VIEWS[i + 1]}`)} →` }) : el("span"));
  view.replaceChildren(title, el("p", { class: "lead", text: t(`lead.${now}`) }), body, way);
  view.dataset.view = now;
  delete view.dataset.ready;
  if (focus) {
    title.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  const wait = el("p", { class: "wait", text: t("app.wait") });
  const patience = setTimeout(() => {
    if (mine !== turn || view.dataset.ready === now) return;
    body.prepend(wait);
    app.say(t("app.wait"));
  }, PATIENCE);
  try {
    const found = await fresh.show(body, app);
    if (mine !== turn) found?.destroy?.();
    else mounted = found;
    view.dataset.ready = now;
  } catch (error) {
    if (mine === turn) {
      body.append(el("p", { class: "wrong", role: "alert", text: app.wrong(error) }));
      view.dataset.ready = now;
    }
  } finally {
    clearTimeout(patience);
    wait.remove();
    if (mine === turn && status.textContent === t("app.wait")) app.say("");
  }
}

/** Draws the view anew, where something it shows has changed. */
app.redraw = (focus = false) => drawView(focus);

state.on((changed) => {
  if (changed.some((key) => ["language", "view", "presenter"].includes(key))) drawHead();
  if (changed.includes("view")) drawView(true);
  else if (changed.includes("language")) {
    mounted?.store?.();
    drawView(false);
  }
});

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest?.("input, select, textarea, [role=application], dialog, [contenteditable]")) return;
  const i = VIEWS.indexOf(state.get().view);
  const to = { PageDown: i + 1, PageUp: i - 1 }[event.key] ?? (/^[1-8]$/.test(event.key) ? Number(event.key) - 1 : null);
  if (event.key === "p" || event.key === "P") state.set({ presenter: !state.get().presenter });
  else if (event.key === "Escape" && state.get().presenter) state.set({ presenter: false });
  else if (to !== null && VIEWS[to]) app.go(VIEWS[to]);
  else return;
  event.preventDefault();
});

addEventListener("error", (event) => app.say(app.wrong(event.error)));
addEventListener("pagehide", () => state.keep());
drawHead();
await drawView(false);
setTimeout(() => fetch("/vega.js").catch(() => {}), 1500); // made once, which takes a while: before it is needed
