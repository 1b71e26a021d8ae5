// One household from reception to today, under A and under B: same person, same luck. Each month of waiting has its
// reason. Chosen by kind, or the one of them whose two lives differ most.
import { clamp, el, listeners, said, still, svg, unique } from "./base.js";
import { TENURES } from "./colours.js";
import { month as monthText, number } from "./format.js";
import { mount as scrubber } from "./scrubber.js";

const WIDE = 1000, TALL = 58;

export function mount(element, data, options) {
  const { lang, t } = options;
  const unwelcome = still(options);
  const stories = data.stories ?? [data];
  const chose = listeners();
  let story = stories.find((one) => one.household === options.state?.household) ?? stories[0];
  let rail = null;
  let arms = [];
  let now = 0;

  const kinds = [...new Map(stories.map((one) => [said(one.kind, lang), one])).keys()];
  const kind = el("select", { id: unique("kind"), onchange: () => chooseKind(kind.value) },
    el("option", { value: "", text: t("life.any") }), ...kinds.map((text) => el("option", { value: text, text })));
  const which = el("select", { id: unique("household"), onchange: () => choose(which.value) });
  const most = el("button", { type: "button", text: t("life.most"), onclick: () => mostDifferent() });
  const chooser = stories.length > 1 ? el("div", { class: "m-row" }, el("label", { for: kind.id }, t("life.kind"), kind), el("label", { for: which.id }, t("life.household"), which), most) : null;
  const title = el("h3", { class: "life-title" });
  const track = el("div", { class: "life-track" });
  const both = el("div", { class: "life-both" });
  const legend = el("ul", { class: "life-legend", "aria-label": t("life.legend") });
  const table = el("details", { class: "m-drawer" });
  const counted = data.counted ? el("p", { class: "m-note", text: t("life.counted", { ...data.counted, a: name(0, story), b: name(1, story) }) }) : null;
  const note = el("p", { class: "m-note", text: said(data.note, lang) || t("life.note") });
  element.replaceChildren(el("div", { class: "m life" }, chooser, title, track, both, legend, counted, note, table));

  function name(arm, one) {
    return said(data.labels?.[arm] ?? one.labels?.[arm] ?? one.scenarios[arm], lang);
  }
  function offered() {
    return stories.filter((one) => !kind.value || said(one.kind, lang) === kind.value);
  }
  function list() {
    which.replaceChildren(...offered().map((one, k) => el("option", { value: one.household, text: t("life.option", { number: k + 1, persons: one.persons, kind: said(one.kind, lang), difference: one.difference }) })));
    which.value = story.household;
  }
  function choose(key) {
    const found = stories.find((one) => one.household === key);
    if (!found) return;
    story = found;
    show(0);
    chose.tell(key);
  }
  function chooseKind(text) {
    kind.value = text;
    list();
    const first = offered()[0];
    if (first && !offered().includes(story)) choose(first.household);
    else list();
  }
  function mostDifferent() {
    const least = stories.reduce((best, one) => (one.difference > best.difference ? one : best));
    kind.value = "";
    choose(data.mostDifferent ?? least.household);
  }

  function show(month) {
    now = month;
    list();
    title.textContent = t(story.persons === 1 ? "life.title_one" : "life.title", { kind: said(story.kind, lang), persons: story.persons, seed: story.seed });
    rail?.destroy();
    rail = scrubber(track, { months: story.months, month, speed: 8 }, { lang, t, reducedMotion: unwelcome });
    arms = story.lives.map((life, arm) => build(life, arm));
    both.replaceChildren(...arms.map((one) => one.node), el("div", { class: "life-words" }, ...arms.map((one) => one.words)));
    const used = new Set(story.lives.flatMap((life) => life?.spans.map((span) => span.tenure) ?? []));
    legend.replaceChildren(...[...used].map((tenure) => el("li", null, swatch(TENURES[tenure] ?? "#6b6b6b"), t(`tenure.${tenure}`))),
      el("li", null, swatch("hatch"), t("life.waits")));
    rows();
    draw(month);
    rail.onChange((at) => draw(at));
  }
  function swatch(colour) {
    const node = el("span", { class: colour === "hatch" ? "life-swatch life-hatched" : "life-swatch", "aria-hidden": "true" });
    if (colour !== "hatch") node.style.background = colour;
    return node;
  }

  function build(life, arm) {
    const head = el("h4", { class: "life-arm", text: name(arm, story) });
    if (!life) return { node: el("section", { class: `life-one life-${"ab"[arm]}` }, head, el("p", { text: t("life.absent") })), words: el("div"), life };
    const id = unique("waits");
    const each = WIDE / story.months.length;
    const pattern = svg("pattern", { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("rect", { width: 2.4, height: 7, fill: "#fff" }));
    const spans = life.spans.map((span) => {
      const box = { x: span.first * each, width: (span.last - span.first + 1) * each, y: 6, height: TALL - 12 };
      return svg("g", null, svg("rect", { ...box, fill: TENURES[span.tenure] ?? "#6b6b6b" }), span.state === "waiting" ? svg("rect", { ...box, fill: `url(#${id})` }) : null,
        span.state === "seeking" ? svg("rect", { ...box, y: TALL - 16, height: 10, fill: "#fff", "fill-opacity": 0.75 }) : null);
    });
    const mark = svg("rect", { y: 0, width: 5, height: TALL, class: "life-mark" });
    const veil = svg("rect", { y: 5, height: TALL - 10, class: "life-veil" });
    const picture = svg("svg", { viewBox: `0 0 ${WIDE} ${TALL}`, preserveAspectRatio: "none", class: "life-strip", role: "img", "aria-label": said(story.summary, lang)?.[arm] ?? story.summary?.[lang]?.[arm] ?? name(arm, story),
      onclick: (event) => rail.seek(Math.floor((event.offsetX / picture.getBoundingClientRect().width) * story.months.length)) }, svg("defs", null, pattern), ...spans, veil, mark);
    const waited = el("p", { class: "life-waited" });
    const state = el("p", { class: "life-state" });
    const bars = el("ol", { class: "life-reasons", "aria-label": t("life.reasons") });
    return { node: el("section", { class: `life-one life-${"ab"[arm]}` }, head, picture), words: el("section", { class: `life-one life-${"ab"[arm]}`, "aria-label": name(arm, story) }, waited, state, bars), life, arm, mark, veil, waited, state, bars, each, text: "" };
  }

  const spanAt = (life, at) => life.spans.find((span) => span.first <= at && at <= span.last);
  function draw(at) {
    now = at;
    const whole = Math.floor(at + 1e-6);
    for (const one of arms) {
      if (!one.life) continue;
      one.mark.setAttribute("x", clamp((at + 0.5) * one.each - 2.5, 0, WIDE - 5));
      one.veil.setAttribute("x", (whole + 1) * one.each);
      one.veil.setAttribute("width", Math.max(0, WIDE - (whole + 1) * one.each));
      if (one.at === whole) continue;
      one.at = whole;
      const waiting = new Map();
      for (const span of one.life.spans) {
        if (span.state !== "waiting" || span.first > whole) continue;
        const reason = said(span.reason, lang) || t("life.unknown");
        waiting.set(reason, (waiting.get(reason) ?? 0) + Math.min(span.last, whole) - span.first + 1);
      }
      const total = [...waiting.values()].reduce((sum, n) => sum + n, 0);
      one.waited.textContent = t(total === 1 ? "life.waited_one" : "life.waited", { months: number(total, 0, lang) });
      one.state.textContent = sentence(one.life, whole, one.arm);
      const longest = Math.max(...longestReason(), 1);
      one.bars.replaceChildren(...[...waiting].sort((p, q) => q[1] - p[1]).map(([reason, months]) => {
        const bar = el("span", { class: `life-bar life-bar-${"ab"[one.arm]}`, "aria-hidden": "true" });
        bar.style.width = `${(months / longest) * 100}%`;
        return el("li", null, el("span", { class: "life-reason", text: `${months} \u00b7 ${reason}` }), bar);
      }));
    }
  }
  // both lives' bars to one measure
  function longestReason() {
    return story.lives.flatMap((life) => life?.reasons.map((one) => one.months) ?? []);
  }
  function sentence(life, at, arm) {
    const told = story.stretches?.[lang]?.find((one) => one.first <= at && at <= one.last);
    if (told) return told.said[arm];
    const span = spanAt(life, at);
    if (!span) return t("life.gone");
    return [t(`tenure.${span.tenure}`), said(span.town, lang), said(span.reason, lang)].filter(Boolean).join(", ");
  }
  function rows() {
    const told = story.stretches?.[lang] ?? [];
    const when = (one) => (one.first === one.last ? monthText(story.months[one.first], lang) : `${monthText(story.months[one.first], lang)} \u2013 ${monthText(story.months[one.last], lang)}`);
    table.replaceChildren(el("summary", { text: t("life.table") }),
      el("div", { class: "m-wide", tabindex: "0", role: "region", "aria-label": t("life.table") }, el("table", { class: "m-table life-table" },
        el("caption", { text: title.textContent }), el("thead", null, el("tr", null, ...[t("life.months"), name(0, story), name(1, story)].map((text) => el("th", { scope: "col", text })))),
        el("tbody", null, ...told.map((one) => el("tr", null, el("th", { scope: "row", text: when(one) }), ...one.said.map((text) => el("td", { text }))))))));
  }

  show(clamp(options.state?.month ?? story.months.length - 1, 0, story.months.length - 1));
  return {
    play: () => rail.play(),
    pause: () => rail.pause(),
    seek: (at) => rail.seek(at),
    choose,
    chooseKind,
    mostDifferent,
    onChoose: chose.on,
    state: () => ({ household: story.household, month: now }),
    destroy() {
      rail?.destroy();
      element.replaceChildren();
    },
  };
}
