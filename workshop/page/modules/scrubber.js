// Play, pause and a rail of months. Space, arrows (a month), Page Up and Down (a year), Home and End.
import { clamp, el, listeners, player, still, unique } from "./base.js";
import { month as monthText } from "./format.js";

export function mount(element, data, options) {
  const { lang, t } = options;
  const months = data.months;
  const changed = listeners();
  const played = listeners();
  const id = unique("rail");
  const title = el("div", { class: "scrub-month", "aria-hidden": "true" });
  const button = el("button", { type: "button", class: "scrub-play", onclick: () => toggle() });
  const rail = el("input", { id, type: "range", class: "scrub-rail", min: 0, max: months.length - 1, step: 1, "aria-label": t("scrubber.month"), oninput: () => jump(Number(rail.value)) });
  const speed = el("select", { class: "scrub-speed", "aria-label": t("scrubber.speed"), onchange: () => play.speed(Number(speed.value)) },
    ...[2, 4, 8, 16].map((rate) => el("option", { value: rate, text: t("scrubber.rate", { rate }) })));
  const ends = el("div", { class: "scrub-ends", "aria-hidden": "true" }, el("span", { text: monthText(months[0], lang) }), el("span", { text: monthText(months.at(-1), lang) }));
  const node = el("div", { class: "m scrub", role: "group", "aria-label": t("scrubber.name"), onkeydown: keys }, title,
    el("div", { class: "scrub-row" }, button, el("div", { class: "scrub-track" }, rail, ends), speed));
  element.replaceChildren(node);
  speed.value = String(data.speed ?? 4);
  const play = player({ months: months.length, start: options.state?.month ?? data.month ?? data.start ?? 0, speed: data.speed ?? 4, unwelcome: still(options), draw, playing: show });
  if (data.whole) document.addEventListener("keydown", anywhere);

  let shown = -1;
  function draw(now) {
    changed.tell(now);
    const at = Math.floor(now + 1e-6);
    if (at === shown) return;
    shown = at;
    rail.value = String(at);
    title.textContent = monthText(months[at], lang);
    rail.setAttribute("aria-valuetext", title.textContent);
  }
  function show(on) {
    button.textContent = on ? "\u275a\u275a" : "\u25b6\ufe0e";
    button.setAttribute("aria-label", t(on ? "scrubber.pause" : "scrubber.play"));
    played.tell(on);
  }
  function jump(at) {
    play.pause();
    play.seek(clamp(at, 0, months.length - 1));
  }
  function toggle() {
    if (play.playing()) play.pause();
    else play.play();
  }
  function keys(event) {
    if (event.target === speed || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = Math.floor(play.now());
    const to = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, PageDown: at - 12, PageUp: at + 12, Home: 0, End: months.length - 1 }[event.key];
    if (event.key === " " && event.target !== button) toggle();
    else if (to !== undefined) jump(to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  // on a projector the keys work wherever the focus is, except where something is written or chosen
  function anywhere(event) {
    if (event.defaultPrevented || node.contains(event.target)) return;
    if (event.target.closest?.("input, select, textarea, button, summary, a, [role=listbox], [role=application], [contenteditable], [tabindex]:not([tabindex='-1'])")) return;
    keys(event);
  }

  show(false);
  draw(play.now());
  return {
    play: play.play,
    pause: play.pause,
    playing: play.playing,
    toggle,
    seek: (at) => play.seek(at),
    /** Told at once where time stands, so that what is driven cannot stand elsewhere. */
    onChange(fn) {
      fn(play.now());
      return changed.on(fn);
    },
    onPlay: played.on,
    state: () => ({ month: play.now() }),
    destroy() {
      play.stop();
      document.removeEventListener("keydown", anywhere);
      element.replaceChildren();
    },
  };
}
