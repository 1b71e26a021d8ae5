// Ways between tenures: ribbons as wide as the flow, moving from month to month. A left, B right, to one measure.
import { caveats, clamp, drawer, el, listeners, player, said, still, svg } from "./base.js";
import { TENURES } from "./colours.js";
import { month as monthText, number } from "./format.js";

const WIDE = 660, TALL = 430, LEFT = 196, RIGHT = 464, BLOCK = 20, GAP = 9, LINE = 23, TOP = 34;

export function mount(element, data, options) {
  const { lang, t } = options;
  const unwelcome = still(options);
  const moved = listeners();
  let times, nodes, panels, pairs, most, table;
  const stage = el("div", { class: "flow-panels" });
  const watermark = el("div", { class: "flow-month", "aria-hidden": "true" });
  const lead = el("p", { class: "m-note" });
  const early = el("p", { class: "flow-early" });
  const live = el("div", { class: "m-hidden", "aria-live": "polite" });
  const foot = el("div");
  element.replaceChildren(el("div", { class: "m flow" }, watermark, early, stage, lead, foot, live));

  function take(found) {
    times = found.times ?? found.years;
    nodes = found.nodes.map((one) => ({ id: one.id, label: said(one.label, lang) || t(`tenure.${one.id}`) }));
    const sides = [found.compare && ["a", found.compare], ["b", found.links]].filter(Boolean);
    pairs = new Map();
    for (const [, links] of sides) for (const step of links) for (const [from, to] of step) pairs.set(`${from}>${to}`, [from, to]);
    // ribbons in the order of their ends, so that they cross as little as may be
    const order = [...pairs.keys()].sort((x, y) => pairs.get(x)[0] - pairs.get(y)[0] || pairs.get(x)[1] - pairs.get(y)[1]);
    pairs = order.map((key) => pairs.get(key));
    const place = new Map(order.map((key, k) => [key, k]));
    panels = sides.map(([side, links]) => {
      const values = new Float32Array(times.length * pairs.length);
      links.forEach((step, i) => step.forEach(([from, to, value]) => (values[i * pairs.length + place.get(`${from}>${to}`)] = value)));
      return { side, values, label: said(found.labels?.[side], lang) || t(`flow.${side}`) };
    });
    most = 1;
    for (const { values } of panels)
      for (let i = 0; i < times.length; i += 1) {
        let sum = 0;
        for (let k = 0; k < pairs.length; k += 1) sum += values[i * pairs.length + k];
        if (sum > most) most = sum;
      }
    panels.forEach(build);
    stage.replaceChildren(...panels.map((one) => one.figure));
    lead.textContent = t("flow.lead", { unit: said(found.unit, lang) || t("flow.unit") });
    table = drawer(t("flow.table"), () => `${t("flow.caption")}, ${when(whole())}`, [t("flow.way"), ...panels.map((one) => one.label)], rows);
    const warned = caveats(found, lang);
    foot.replaceChildren(...(warned ? [warned] : []), table.node);
  }

  function build(one) {
    one.ribbons = pairs.map(([from]) => svg("path", { fill: colour(from), class: "flow-ribbon" }));
    one.blocks = [0, 1].map(() => nodes.map((node, k) => svg("rect", { width: BLOCK, fill: colour(k), class: "flow-block" })));
    one.texts = [0, 1].map((side) => nodes.map(() => svg("text", { class: "flow-text", "text-anchor": side ? "start" : "end", x: side ? RIGHT + BLOCK + 7 : LEFT - BLOCK - 7 })));
    const picture = svg("svg", { viewBox: `0 0 ${WIDE} ${TALL + TOP}`, class: "flow-svg", role: "img" },
      svg("text", { class: "flow-head", x: LEFT - BLOCK, y: 18, "text-anchor": "end", text: t("flow.from") }),
      svg("text", { class: "flow-head", x: RIGHT + BLOCK, y: 18, text: t("flow.to") }),
      svg("g", null, ...one.ribbons), ...one.blocks.map((all) => svg("g", null, ...all)), ...one.texts.map((all) => svg("g", null, ...all)));
    one.picture = picture;
    one.figure = el("figure", { class: `flow-panel flow-${one.side}` }, el("figcaption", { text: one.label }), picture);
  }

  const colour = (k) => TENURES[nodes[k].id] ?? "#6b6b6b";
  const when = (at) => monthText(times[at], lang);
  const whole = () => clamp(Math.floor((play?.now() ?? 0) + 1e-6), 0, times.length - 1);

  function draw(now) {
    const at = Math.floor(now);
    const next = Math.min(at + 1, times.length - 1);
    const part = unwelcome ? 0 : now - at;
    for (const one of panels) paint(one, at, next, part);
    const text = when(at);
    if (watermark.textContent === text) return;
    watermark.textContent = text;
    early.textContent = at < (data.start ?? 0) ? t("flow.early") : "";
    panels.forEach((one) => one.picture.setAttribute("aria-label", `${one.label}, ${text}: ${largest(one, at)}`));
    if (!play?.playing()) table.renew();
  }

  function paint(one, at, next, part) {
    const size = pairs.length;
    const flows = pairs.map((_, k) => {
      const value = one.values[at * size + k];
      return value + (one.values[next * size + k] - value) * part;
    });
    const room = TALL - 12 - GAP * (nodes.length - 1);
    const ends = [0, 1].map((side) => {
      const sums = nodes.map(() => 0);
      flows.forEach((value, k) => (sums[pairs[k][side]] += value));
      let top = TOP;
      let lowest = TOP - LINE;
      return sums.map((sum, k) => {
        const height = (sum / most) * room;
        const y = top;
        const block = one.blocks[side][k];
        block.setAttribute("height", height.toFixed(2));
        block.setAttribute("y", y.toFixed(2));
        block.setAttribute("x", side ? RIGHT : LEFT - BLOCK);
        const text = one.texts[side][k];
        if (sum >= 0.5) {
          lowest = Math.max(y + height / 2 + 5, lowest + LINE);
          text.setAttribute("y", lowest.toFixed(1));
          const words = `${nodes[k].label} ${number(Math.round(sum), 0, lang)}`;
          if (text.textContent !== words) text.textContent = words;
        } else text.textContent = "";
        if (height > 0) top += height + GAP;
        return y;
      });
    });
    flows.forEach((value, k) => {
      const width = (value / most) * room;
      const ribbon = one.ribbons[k];
      if (width < 0.02) return ribbon.setAttribute("d", "");
      const [a, b] = [ends[0][pairs[k][0]], ends[1][pairs[k][1]]];
      ends[0][pairs[k][0]] += width;
      ends[1][pairs[k][1]] += width;
      const mid = (LEFT + RIGHT) / 2;
      const f = (x) => x.toFixed(2);
      ribbon.setAttribute("d", `M${LEFT} ${f(a)}C${mid} ${f(a)} ${mid} ${f(b)} ${RIGHT} ${f(b)}V${f(b + width)}C${mid} ${f(b + width)} ${mid} ${f(a + width)} ${LEFT} ${f(a + width)}Z`);
    });
  }

  const value = (one, at, k) => one.values[at * pairs.length + k];
  const way = (k) => `${nodes[pairs[k][0]].label} \u2192 ${nodes[pairs[k][1]].label}`;
  function largest(one, at) {
    return pairs.map((_, k) => k).sort((x, y) => value(one, at, y) - value(one, at, x)).slice(0, 3)
      .map((k) => `${way(k)} ${number(Math.round(value(one, at, k)), 0, lang)}`).join("; ");
  }
  function rows() {
    const at = whole();
    return pairs.map((_, k) => [way(k), ...panels.map((one) => number(Math.round(value(one, at, k)), 0, lang))]);
  }

  let play;
  take(data);
  play = player({ months: times.length, start: options.state?.month ?? data.start ?? 0, speed: data.speed ?? (data.years ? 0.8 : 4), unwelcome, draw,
    tell: (at) => moved.tell(at), playing: (on) => !on && table.renew() });
  draw(play.now());

  return {
    play: play.play,
    pause: play.pause,
    playing: play.playing,
    /** A place in `times`; of a year, the year itself. */
    seek(at) {
      const year = data.years?.indexOf(at) ?? -1;
      play.seek(year >= 0 ? year : at);
    },
    update(found) {
      data = { ...data, ...found };
      take(data);
      watermark.textContent = "";
      draw(Math.min(play.now(), times.length - 1));
    },
    onMonth: moved.on,
    state: () => ({ month: play.now() }),
    destroy() {
      play.stop();
      element.replaceChildren();
    },
  };
}
