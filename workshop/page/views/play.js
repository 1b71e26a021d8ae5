// Play the months: the map of municipalities and the ways between tenures, driven by one rail.
import { once } from "../api.js";
import { el, unique } from "../modules/base.js";
import { mount as flow } from "../modules/flow.js";
import { mount as map } from "../modules/map.js";
import { mount as scrubber } from "../modules/scrubber.js";
import { pack, pair } from "./common.js";

export async function show(body, app) {
  const { t, lang, start, state } = app;
  const { a, b } = state.get();
  const [one, other] = await Promise.all([pack(a), pack(b)]);
  const place = await once(`/api/geography/${encodeURIComponent(other.world)}`);
  const measures = Object.keys(other.map);
  let measure = app.measure ?? measures[0];
  let side = app.side ?? "b";
  const whole = (name) => other.map[name].difference && (other.base === a || app.pack(a)?.name === app.pack(other.base)?.name);
  const differences = {}; // of measures, from the server where B's own study does not hold A
  let missing = "";
  async function fetched() {
    if (side !== "difference" || whole(measure) || differences[measure]) return;
    try {
      differences[measure] = await once(`/api/difference?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}&measure=${encodeURIComponent(measure)}`);
    } catch (error) {
      missing = app.wrong(error);
      app.side = side = "b";
    }
  }
  const drawable = (await once("/api/boundaries")).worlds.includes(other.world);
  let real = null;
  if (drawable && state.get().shapes === "boundaries") {
    try {
      real = (await once(`/api/boundaries/${encodeURIComponent(other.world)}`)).boundaries;
    } catch (error) {
      missing = app.wrong(error); // the hexagons are there all the same
    }
  }
  app.month ??= other.map[measure].level.start ?? 0; // a sum over twelve months has no figure before
  const box = el("div");
  const ways = el("div");
  const rail = el("div", { class: "rail" });
  const which = el("select", { id: unique("measure"), onchange: () => {
    app.measure = measure = which.value;
    renew();
  } }, ...measures.map((name) => el("option", { value: name, text: other.map[name].level.label[lang] })));
  which.value = measure;
  const sides = [["a", "A", app.name(a)], ["b", "B", app.name(b)], ...(a === b ? [] : [["difference", "B − A", t("play.difference")]])];
  if (!sides.some(([key]) => key === side)) side = "b";
  await fetched();
  const wrong = el("p", { class: "wrong", role: "alert", text: missing });
  async function renew() {
    missing = "";
    await fetched();
    wrong.textContent = missing;
    choices();
    picture.update(data());
  }
  const buttons = el("div", { class: "sides", role: "group", "aria-label": t("play.shows") });
  function choices() {
    ways.dataset.side = side;
    buttons.replaceChildren(...sides.map(([key, text, name]) => el("button", { type: "button", class: `side-${key}`, "aria-pressed": String(key === side), "aria-label": `${text}: ${name}`, title: name, text, onclick: () => {
      app.side = side = key;
      renew();
    } })));
  }
  function data() {
    const found = side === "difference" ? (whole(measure) ? other.map[measure].difference : differences[measure]) : (side === "a" ? one : other).map[measure].level;
    const both = [one, other].map((each) => each.map[measure].level.scale.max);
    const name = side === "difference" ? `${app.name(b)} − ${app.name(a)}` : app.name(side === "a" ? a : b);
    const scale = side === "difference" ? found.scale : { min: 0, max: Math.max(...both) };
    return { ...found, hexes: place.hexes, scale, label: `${found.label[lang]}: ${name}`, unclear: found.unclear, ...(real ? { boundaries: real } : {}) };
  }
  choices();
  const row = pair(app, () => app.redraw());
  row.querySelector(".pair-said").remove();
  const drawn = drawable ? el("div", { class: "sides", role: "group", "aria-label": t("play.drawn") }, ...["hexagons", "boundaries"].map((name) => el("button", { type: "button", class: `shapes-${name}`, "aria-pressed": String((name === "boundaries") === Boolean(real)), text: t(`play.${name}`), onclick: () => {
    app.keep("map", picture);
    app.month = picture.state().month;
    state.set({ shapes: name });
    app.redraw();
  } }))) : null;
  row.append(el("label", { for: which.id }, t("play.measure"), which), buttons, ...(drawn ? [drawn] : []), wrong);
  body.replaceChildren(row, rail, el("div", { class: "play-two" }, box, ways));
  const seen = app.options("map");
  const picture = map(box, data(), { ...seen, state: { ...(seen.state ?? {}), code: state.get().municipality || null, month: app.month } });
  const ribbons = flow(ways, { ...other.flow, compare: a === b ? null : one.flow.links, labels: { a: app.name(a), b: app.name(b) } }, app.options("flow"));
  const control = scrubber(rail, { months: other.months, month: app.month, speed: 4, whole: true }, app.options());
  control.onChange((month) => {
    app.month = month;
    picture.seek(month);
    ribbons.seek(month);
  });
  if (app.month) control.seek(app.month);
  picture.onSelect((code) => state.set({ municipality: code }));
  app.playing = { picture, ribbons, control };
  return { destroy() {
    app.keep("map", picture);
    control.destroy();
    picture.destroy();
    ribbons.destroy();
  } };
}
