// One panel of lines: bands of A and B, labels on the lines, a second field for the paired difference.
import { said, svg, unique } from "./base.js";
import { decimals, month as monthText, number, ticks } from "./format.js";

export const FANS = ["q05", "q25", "q50", "q75", "q95", "mean", "low", "high"];
const outer = (fan) => [fan.q05 ?? fan.low, fan.q95 ?? fan.high];
const middle = (fan) => fan.q50 ?? fan.mean;

export function panel(one, { lang, t, differences, small }) {
  const wide = small ? 520 : 960;
  const font = small ? 15 : 16;
  const digits = one.digits ?? 0;
  const below = differences && one.difference && !one.hidden;
  const sides = { left: 62, right: small ? 128 : 200, top: 14 };
  const high = small ? 230 : 270;
  const under = below ? 112 : 0;
  const tall = sides.top + high + under + 34;
  const count = one.times.length;
  const x = (at) => sides.left + (at / Math.max(count - 1, 1)) * (wide - sides.left - sides.right);
  const known = [one.a, one.b && !one.hidden ? one.b : null].filter(Boolean);
  const most = Math.max(...known.flatMap((fan) => [...(outer(fan)[1] ?? []), ...middle(fan)]).filter(Number.isFinite), ...(one.most ? [one.most] : []), 1e-9);
  const least = Math.min(0, ...known.flatMap((fan) => [...(outer(fan)[0] ?? []), ...middle(fan)]).filter(Number.isFinite));
  const y = scaled(least, most * 1.06, sides.top + high, sides.top);

  const root = svg("svg", { viewBox: `0 0 ${wide} ${tall}`, class: "lines-svg", role: "img", "aria-label": summary() });
  const ids = { clip: unique("clip") };
  const clip = svg("rect", { x: 0, y: 0, width: wide, height: tall });
  root.append(svg("defs", null, svg("clipPath", { id: ids.clip }, clip)));
  axis(y, least, most * 1.06, sides.top + high);
  years();
  if (Number.isFinite(one.policy ?? NaN) && one.policy > 0) {
    root.append(svg("line", { x1: x(one.policy), x2: x(one.policy), y1: sides.top, y2: sides.top + high + under, class: "lines-policy" }),
      text(x(one.policy) + 5, sides.top + 12, t("lines.policy"), "lines-small"));
  }
  const hiddenFrom = one.hidden ? x(one.policy ?? count / 2) : null;
  if (one.hidden) root.append(svg("rect", { x: hiddenFrom, y: sides.top, width: wide - sides.right - hiddenFrom, height: high, class: "lines-cover" }));
  const a = fan("a", one.a, y);
  root.append(a.node);
  const last = svg("path", { class: "lines-last" });
  root.append(last);
  const b = one.b && !one.hidden ? fan("b", one.b, y) : null;
  if (b) {
    b.node.setAttribute("clip-path", `url(#${ids.clip})`);
    root.append(b.node);
  }
  if (one.hidden) root.append(text((hiddenFrom + wide - sides.right) / 2, sides.top + high / 2, "?", "lines-question", "middle"));
  const names = svg("g");
  root.append(names);
  label();
  if (below) lower();
  const rule = svg("line", { y1: sides.top, y2: sides.top + high + under, class: "lines-cursor", visibility: "hidden" });
  const read = svg("g", { class: "lines-read" });
  root.append(rule, read);

  function scaled(low, top, from, to) {
    return (value) => from + ((value - low) / (top - low || 1)) * (to - from);
  }
  function text(at, up, words, name, anchor = "start") {
    return svg("text", { x: at, y: up, class: name, "text-anchor": anchor, "font-size": name === "lines-small" ? font - 3 : font, text: words });
  }
  function axis(place, low, top, base, wanted = 5) {
    const found = ticks(low, top, wanted);
    for (const value of found.values) {
      root.append(svg("line", { x1: sides.left, x2: wide - sides.right, y1: place(value), y2: place(value), class: value === 0 ? "lines-zero" : "lines-grid-line" }),
        text(sides.left - 7, place(value) + 5, number(value, decimals(found.step), lang), "lines-small", "end"));
    }
  }
  function years() {
    const starts = one.times.map((time, at) => [String(time), at]).filter(([time]) => !time.includes("-") || time.endsWith("-01"));
    const every = Math.ceil(starts.length / (small ? 4 : 8));
    starts.forEach(([time, at], k) => {
      if (k % every) return;
      root.append(svg("line", { x1: x(at), x2: x(at), y1: sides.top + high + under, y2: sides.top + high + under + 5, class: "lines-zero" }),
        text(x(at), sides.top + high + under + 22, time.split("-")[0], "lines-small", "middle"));
    });
  }
  function line(values, place) {
    let d = "";
    let pen = "M";
    values?.forEach((value, at) => {
      if (!Number.isFinite(value ?? NaN)) return (pen = "M");
      d += `${pen}${x(at).toFixed(1)} ${place(value).toFixed(1)}`;
      pen = "L";
    });
    return d;
  }
  function band(low, top, place) {
    if (!low || !top) return "";
    const known = low.map((_, at) => at).filter((at) => Number.isFinite(low[at] ?? NaN) && Number.isFinite(top[at] ?? NaN));
    if (!known.length) return "";
    const up = known.map((at) => `${x(at).toFixed(1)} ${place(low[at]).toFixed(1)}`);
    const down = known.map((at) => `${x(at).toFixed(1)} ${place(top[at]).toFixed(1)}`).reverse();
    return `M${up.join("L")}L${down.join("L")}Z`;
  }
  function fan(name, found, place) {
    const parts = [svg("path", { class: `lines-nine lines-${name}` }), svg("path", { class: `lines-half lines-${name}` }), svg("path", { class: `lines-middle lines-${name}` })];
    function paint(now) {
      parts[0].setAttribute("d", band(...outer(now), place));
      parts[1].setAttribute("d", band(now.q25, now.q75, place));
      parts[2].setAttribute("d", line(middle(now), place));
    }
    paint(found);
    return { node: svg("g", null, ...parts), paint };
  }
  // labels stand at the ends of their lines, apart from each other
  function label(now = one.b) {
    const ends = [["a", one.a], ...(b ? [["b", now]] : [])].map(([name, found]) => ({ name, value: middle(found).at(-1), words: said(found.label, lang) || t(`lines.${name}`) }));
    ends.sort((p, q) => q.value - p.value);
    const pitch = font * 1.1, gap = font * 1.15;
    let free = -Infinity;
    for (const end of ends) { // downwards from the upper line, then up again as far as the field needs
      end.lines = wrapped(`${end.words} ${number(end.value, digits, lang)}`, small ? 15 : 21);
      end.from = Math.max(y(end.value) + 5, free);
      free = end.from + (end.lines.length - 1) * pitch + gap;
    }
    let limit = sides.top + high;
    for (const end of [...ends].reverse()) {
      end.from = Math.min(end.from, limit - (end.lines.length - 1) * pitch);
      limit = end.from - gap;
    }
    names.replaceChildren(...ends.flatMap((end) => end.lines.map((words, k) => text(wide - sides.right + 7, end.from + k * pitch, words, `lines-name lines-${end.name}`))));
  }
  function lower() {
    const found = one.difference;
    const [low, top] = outer(found);
    const size = Math.max(...[...(low ?? []), ...(top ?? []), ...middle(found)].filter(Number.isFinite).map(Math.abs), 1e-9) * 1.1;
    const base = sides.top + high;
    const place = scaled(-size, size, base + under - 4, base + 28);
    root.append(text(sides.left, base + 18, t("lines.paired_long"), "lines-small"));
    axis(place, -size, size, base + under, 4);
    const drawn = fan("difference", found, place);
    root.append(drawn.node, text(wide - sides.right + 7, place(middle(found).at(-1)) + 5, number(middle(found).at(-1), digits, lang, true), "lines-name lines-b"));
  }
  function summary() {
    const end = (found) => number(middle(found).at(-1), digits, lang);
    const parts = [`${said(one.title, lang)} (${said(one.unit, lang)}), ${monthText(one.times[0], lang)}\u2013${monthText(one.times.at(-1), lang)}.`,
      `${said(one.a.label, lang) || t("lines.a")}: ${end(one.a)}.`];
    if (one.b && !one.hidden) parts.push(`${said(one.b.label, lang) || t("lines.b")}: ${end(one.b)}.`);
    if (one.hidden) parts.push(t("lines.hidden"));
    return parts.join(" ");
  }

  return {
    node: root,
    paint(now) {
      b?.paint(now);
      label(now);
    },
    ghost(found) {
      last.setAttribute("d", found ? line(middle(found), y) : "");
    },
    uncover(part) {
      const from = x(one.policy ?? 0);
      clip.setAttribute("width", from + (wide - from) * part);
    },
    cursor(at) {
      rule.setAttribute("visibility", at === null ? "hidden" : "visible");
      read.replaceChildren();
      if (at === null) return;
      rule.setAttribute("x1", x(at));
      rule.setAttribute("x2", x(at));
      for (const [name, found] of [["a", one.a], ["b", b ? one.b : null]]) {
        if (!found || !Number.isFinite(middle(found)[at])) continue;
        read.append(svg("circle", { cx: x(at), cy: y(middle(found)[at]), r: 5, class: `lines-dot lines-${name}` }));
      }
    },
  };
}

function wrapped(words, width) {
  const lines = [];
  for (const word of words.split(" ")) {
    if (lines.length && `${lines.at(-1)} ${word}`.length <= width) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}
