// Fans over time: A (the pinned baseline) as a ghost, B in colour, the paired difference below; small multiples;
// the last change replayed.
import { caveats, clamp, drawer, el, said, still, tween } from "./base.js";
import { interval, month as monthText, number } from "./format.js";
import { FANS, panel } from "./panel.js";

const SECONDS = 1.6;
const FEW = 20; // replicates, as in the report

export function mount(element, data, options) {
  const { lang, t } = options;
  const unwelcome = still(options);
  let shown = data.panels ?? [data];
  let before = null; // what the lines were before the last change
  let differences = options.state?.differences ?? true;
  let running = null;
  let drawn = [];
  const grid = el("div", { class: "lines-grid" });
  const live = el("div", { class: "m-hidden", "aria-live": "polite" });
  const again = el("button", { type: "button", class: "lines-again", text: t("lines.replay"), onclick: () => replay() });
  const toggle = el("button", { type: "button", "aria-pressed": String(differences), text: t("lines.difference"), onclick: () => difference(!differences) });
  const bar = el("div", { class: "m-row" }, toggle, again);
  const note = el("p", { class: "m-note" });
  element.replaceChildren(el("div", { class: "m lines" }, grid, bar, note, live));

  // letters stay large where there is little room: half a screen, a phone, several panels beside each other
  const NARROW = 760;
  const narrow = () => shown.length > 1 || (grid.clientWidth > 0 && grid.clientWidth < NARROW);
  let small = null;
  const watch = new ResizeObserver(() => {
    if (small !== null && small !== narrow()) build();
  });

  function build() {
    running?.stop();
    small = narrow();
    grid.classList.toggle("lines-many", shown.length > 1);
    drawn = shown.map((one) => {
      const picture = panel(one, { lang, t, differences, small: narrow() });
      const table = drawer(t("lines.table"), () => `${said(one.title, lang)} (${said(one.unit, lang)})`, heads(one), () => rows(one));
      const warned = caveats(one, lang);
      const title = el("figcaption", { class: "lines-title" }, el("strong", { text: said(one.title, lang) }), ` ${said(one.unit, lang)}`);
      const figure = el("figure", { class: "lines-panel" }, title, picture.node, ...(warned ? [warned] : []), table.node);
      return { ...picture, figure, one };
    });
    grid.replaceChildren(...drawn.map((one) => one.figure));
    const count = Math.min(...shown.map((one) => one.replicates ?? Infinity));
    note.textContent = Number.isFinite(count) ? [t("lines.bands", { count }), count < FEW ? t("lines.few") : ""].join(" ") : t("lines.bands_plain");
    toggle.hidden = !shown.some((one) => one.difference && !one.hidden);
    again.hidden = !shown.some((one) => one.b && !one.hidden);
  }

  const label = (one, side) => said(one[side]?.label, lang) || t(`lines.${side}`);
  function heads(one) {
    return [t("lines.month"), label(one, "a"), ...(one.b && !one.hidden ? [label(one, "b")] : []), ...(one.difference && !one.hidden ? [t("lines.paired")] : [])];
  }
  function rows(one) {
    const digits = one.digits ?? 0;
    const every = one.times.length > 36 ? 12 : one.times.length > 12 ? 3 : 1;
    const cell = (fan, at, signed) => {
      const [low, middle, high] = [fan.q05 ?? fan.low, fan.q50 ?? fan.mean, fan.q95 ?? fan.high].map((all) => all?.[at] ?? NaN);
      return `${number(middle, digits, lang, signed)} ${interval(low, high, digits, lang, signed)}`;
    };
    return one.times.map((_, at) => at).filter((at) => (at + 1) % every === 0 || at === one.times.length - 1)
      .map((at) => [monthText(one.times[at], lang), cell(one.a, at),
        ...(one.b && !one.hidden ? [cell(one.b, at)] : []), ...(one.difference && !one.hidden ? [cell(one.difference, at, true)] : [])]);
  }

  /** The fan between two, `part` of the way. */
  function between(from, to, part) {
    const mixed = { ...to };
    for (const name of FANS) if (from?.[name] && to[name] && from[name].length === to[name].length) mixed[name] = to[name].map((value, i) => from[name][i] + (value - from[name][i]) * part);
    return mixed;
  }
  function replay() {
    running?.stop();
    const old = shown.map((one, k) => before?.[k]?.b ?? one.a);
    drawn.forEach((one, k) => one.ghost(before?.[k]?.b ? old[k] : null));
    running = tween((part) => drawn.forEach((one, k) => shown[k].b && !shown[k].hidden && one.paint(between(old[k], shown[k].b, part))), SECONDS, unwelcome);
    live.textContent = shown.filter((one) => one.b && !one.hidden).map((one, k) => {
      const last = one.times.length - 1;
      return t("lines.changed", { title: said(one.title, lang), from: number(old[k].q50[last], one.digits ?? 0, lang), to: number(one.b.q50[last], one.digits ?? 0, lang) });
    }).join(" ");
  }
  function difference(on) {
    differences = Boolean(on);
    toggle.setAttribute("aria-pressed", String(differences));
    build();
  }

  build();
  watch.observe(grid);
  return {
    /** New figures: what B was becomes the last change, and is replayed. */
    update(found) {
      running?.stop();
      const fresh = found.panels ?? [{ ...shown[0], ...found }];
      const same = shown.length === fresh.length;
      if (same && shown.some((one, k) => one.b && fresh[k].b && !one.hidden && one.b !== fresh[k].b)) before = shown;
      shown = fresh;
      build();
      if (same && before && before !== fresh) replay();
    },
    replay,
    difference,
    cursor(at) {
      drawn.forEach((one) => one.cursor(at === null ? null : clamp(Math.round(at), 0, one.one.times.length - 1)));
    },
    seek(at) {
      this.cursor(Math.floor(at));
    },
    reveal() {
      shown = shown.map((one) => ({ ...one, hidden: false }));
      build();
      running = tween((part) => drawn.forEach((one) => one.uncover(part)), SECONDS, unwelcome);
    },
    state: () => ({ differences }),
    destroy() {
      watch.disconnect();
      running?.stop();
      element.replaceChildren();
    },
  };
}
