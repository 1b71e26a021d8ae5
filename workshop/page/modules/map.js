// One shape a municipality, month by month. Whole months come once; what lies between two is drawn here.
// SVG, and only what changes its colour is touched: crisp on paper, and every shape can be pointed at.
import { caveats, clamp, drawer, el, listeners, player, said, still, svg, unique, unpack } from "./base.js";
import { ramp } from "./colours.js";
import { interval, month as monthText, number } from "./format.js";
import { search } from "./search.js";
import { shapes } from "./shapes.js";

const ZERO = "#e4e7ea"; // nobody: no colour at all

export function mount(element, data, options) {
  const { lang, t } = options;
  const unwelcome = still(options);
  const selected = listeners();
  const moved = listeners();
  const { hexes, months } = data;
  const size = hexes.length;
  const digits = data.digits ?? 1;
  const ids = { hatch: unique("hatch"), grey: unique("legend") };
  let values, low, high, unclear, scale, colours, label, unit, diverging;
  let chosen = hexes.findIndex((one) => one.code === options.state?.code);
  let pointed = -1;
  let hatched = -1;

  const drawn = shapes(hexes, data.boundaries);
  const painted = new Int16Array(size).fill(-1);
  const cells = drawn.paths.map((d, i) => svg("path", { d, "data-i": i, class: "map-cell" }));
  const hatch = svg("path", { class: "map-hatch", fill: `url(#${ids.hatch})` });
  const outline = svg("path", { class: "map-chosen" });
  const mark = svg("path", { class: "map-pointed" });
  const watermark = svg("text", { class: "map-month", x: drawn.left + drawn.width * 0.01, y: drawn.top + drawn.height * 0.09, "font-size": drawn.height * 0.062 });
  const early = svg("text", { class: "map-early", x: drawn.left + drawn.width * 0.01, y: drawn.top + drawn.height * 0.14, "font-size": drawn.height * 0.026 });
  const pattern = svg("pattern", { id: ids.hatch, width: drawn.cell * 0.34, height: drawn.cell * 0.34, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: drawn.cell * 0.13, height: drawn.cell * 0.34, fill: "#fff", "fill-opacity": 0.85 }));
  const picture = svg("svg", { viewBox: `${drawn.left} ${drawn.top} ${drawn.width} ${drawn.height}`, class: "map-svg", "aria-hidden": "true" },
    svg("defs", null, pattern), watermark, early, svg("g", { "stroke-width": drawn.cell * 0.04 }, ...cells), hatch, mark, outline);
  outline.setAttribute("stroke-width", drawn.cell * 0.22);
  mark.setAttribute("stroke-width", drawn.cell * 0.16);

  const tip = el("div", { class: "map-tip", hidden: true });
  const live = el("div", { class: "m-hidden", "aria-live": "polite" });
  const stage = el("div", { class: "map-stage", role: "application", tabindex: "0", "aria-label": t("map.name"), "aria-description": t("map.keys"),
    onpointermove: (event) => point(event.target.dataset?.i ?? -1), onpointerleave: () => point(-1), onclick: (event) => event.target.dataset?.i && pick(Number(event.target.dataset.i)),
    onkeydown: keys, onblur: () => point(-1) }, picture, tip);
  const title = el("h3", { class: "map-title" });
  const legend = el("div", { class: "map-legend" });
  const table = drawer(t("map.table"), () => `${title.textContent}, ${monthText(months[whole()], lang)}`,
    [t("map.municipality"), t("map.county"), unitText(), t("map.range"), t("map.note")],
    () => tableRows(whole()));
  const finder = search(hexes, { label: t("map.search"), none: t("map.none"), found: (count) => t("map.found", { count }), pick: (i) => pick(i) });
  const play = player({
    months: months.length, start: options.state?.month ?? data.start ?? 0, speed: data.speed ?? 4, unwelcome, draw,
    tell: (at) => moved.tell(at), playing: (on) => !on && table.renew(),
  });

  function unitText() {
    return said(data.unit, lang);
  }
  function whole() {
    return clamp(Math.floor(play.now() + 1e-6), 0, months.length - 1);
  }

  function take(found) {
    values = unpack(found.values);
    low = unpack(found.low);
    high = unpack(found.high);
    unclear = unpack(found.unclear);
    diverging = Boolean(found.diverging);
    scale = found.scale ?? reach(values, diverging);
    label = said(found.label, lang);
    unit = said(found.unit, lang);
    colours = ramp(!diverging);
    painted.fill(-1);
    hatched = -1;
    title.textContent = label;
    stage.setAttribute("aria-label", t("map.named", { label }));
    drawLegend();
  }

  function draw(now) {
    const at = Math.floor(now);
    const part = unwelcome ? 0 : now - at;
    const here = at * size;
    const next = Math.min(at + 1, months.length - 1) * size;
    const step = 255 / (scale.max - scale.min || 1);
    for (let i = 0; i < size; i += 1) {
      const value = values[here + i] + (values[next + i] - values[here + i]) * part;
      const shade = value !== value ? 256 : value === 0 && !diverging ? 257 : clamp(Math.round((value - scale.min) * step), 0, 255);
      if (shade === painted[i]) continue;
      painted[i] = shade;
      cells[i].setAttribute("fill", shade < 256 ? colours[shade] : shade === 256 ? "#fff" : ZERO);
    }
    if (at === hatched) return;
    hatched = at;
    watermark.textContent = monthText(months[at], lang);
    early.textContent = at < (data.start ?? 0) ? t("map.early") : "";
    if (unclear) hatch.setAttribute("d", drawn.paths.filter((_, i) => unclear[here + i] === 1).join(""));
    if (!play?.playing?.()) table.renew();
    if (pointed >= 0) fillTip();
  }

  function describe(i, at) {
    const k = at * size + i;
    const value = number(values[k], digits, lang, diverging);
    const range = low && high ? ` ${interval(low[k], high[k], digits, lang, diverging)}` : "";
    const doubt = unclear?.[k] === 1 ? ` ${t("map.unclear")}.` : "";
    return `${hexes[i].name}: ${value}${range} ${unit}, ${monthText(months[at], lang)}.${doubt}`;
  }
  function fillTip() {
    tip.textContent = describe(pointed, whole());
  }
  function point(index) {
    const i = Number(index);
    if (i === pointed) return;
    pointed = i;
    tip.hidden = i < 0;
    mark.setAttribute("d", i < 0 ? "" : drawn.paths[i]);
    if (i < 0) return;
    fillTip();
    const box = picture.getBoundingClientRect();
    const x = ((drawn.centres[i][0] - drawn.left) / drawn.width) * box.width;
    const y = ((drawn.centres[i][1] - drawn.top) / drawn.height) * box.height;
    tip.style.left = `${clamp(x, 0, box.width) > box.width / 2 ? x - tip.offsetWidth - 12 : x + 14}px`;
    tip.style.top = `${clamp(y - tip.offsetHeight / 2, 0, Math.max(0, box.height - tip.offsetHeight))}px`;
  }
  function pick(i) {
    chosen = i;
    outline.setAttribute("d", i < 0 ? "" : drawn.paths[i]);
    finder.show(i);
    if (i < 0) return;
    point(i);
    live.textContent = describe(i, whole());
    selected.tell(hexes[i].code);
  }
  function keys(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "Escape") return pick(-1), point(-1);
    if (event.key === "Enter" && pointed >= 0) return pick(pointed);
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const from = pointed >= 0 ? pointed : Math.max(chosen, 0);
    point(pointed < 0 ? from : drawn.neighbour(from, way));
    live.textContent = describe(pointed, whole());
  }

  function drawLegend() {
    const stops = Array.from({ length: 17 }, (_, k) => svg("stop", { offset: k / 16, "stop-color": colours[Math.round((k / 16) * 255)] }));
    const ends = [scale.min, (scale.min + scale.max) / 2, scale.max];
    const bar = svg("svg", { viewBox: "0 0 300 46", class: "map-bar", role: "img", "aria-label": t("map.scale", { low: number(ends[0], digits, lang), high: number(ends[2], digits, lang), unit }) },
      svg("defs", null, svg("linearGradient", { id: ids.grey }, ...stops)),
      svg("rect", { x: 1, y: 1, width: 298, height: 18, fill: `url(#${ids.grey})`, stroke: "#767676" }),
      ...ends.map((value, k) => svg("text", { x: [1, 150, 299][k], y: 39, "font-size": 17, "text-anchor": ["start", "middle", "end"][k], text: `${k === 2 ? "\u2265\u202f" : k === 0 && diverging ? "\u2264\u202f" : ""}${number(value, digits, lang, diverging)}` })));
    const key = unclear ? el("span", { class: "map-key" }, el("span", { class: "map-swatch", "aria-hidden": "true" }), t(diverging ? "map.unclear_difference" : "map.unclear")) : null;
    const zero = diverging ? null : el("span", { class: "map-key" }, el("span", { class: "map-swatch map-zero", "aria-hidden": "true" }), t("map.zero"));
    legend.replaceChildren(el("div", { class: "map-unit", text: unit }), bar, ...[zero, key].filter(Boolean));
  }

  function tableRows(at) {
    return hexes.map((one, i) => {
      const k = at * size + i;
      return [`${one.code} ${one.name}`, one.county ?? "", number(values[k], digits, lang, diverging),
        low && high ? interval(low[k], high[k], digits, lang, diverging) : "", unclear?.[k] === 1 ? t("map.unclear") : ""];
    });
  }

  take(data);
  const warned = caveats(data, lang);
  const source = el("p", { class: "m-note", text: t(data.boundaries ? "map.real" : "map.hexagons", { year: data.year }) });
  const side = el("div", { class: "map-side" }, title, finder.node, legend, ...(warned ? [warned] : []), source, table.node);
  element.replaceChildren(el("div", { class: "m map" }, stage, side, live));
  if (chosen >= 0) {
    outline.setAttribute("d", drawn.paths[chosen]);
    finder.show(chosen);
  }
  draw(play.now());

  return {
    play: play.play,
    pause: play.pause,
    playing: play.playing,
    seek(month) {
      play.seek(month);
    },
    highlight(code) {
      const i = hexes.findIndex((one) => one.code === code);
      if (i === chosen) return;
      chosen = i;
      outline.setAttribute("d", i < 0 ? "" : drawn.paths[i]);
      finder.show(i);
    },
    update(found) {
      data = { ...data, ...found };
      take(data);
      draw(play.now());
      table.renew();
    },
    table: tableRows,
    onSelect: selected.on,
    onMonth: moved.on,
    state: () => ({ month: play.now(), code: hexes[chosen]?.code ?? null }),
    destroy() {
      play.stop();
      element.replaceChildren();
    },
  };
}

function reach(values, diverging) {
  let most = 0;
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
  return { min: diverging ? -most : 0, max: most || 1 };
}
