// What the modules share: elements, packed arrays, a clock, listeners, tables. No module fetches anything.

const SVG = "http://www.w3.org/2000/svg";

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** An HTML element: attributes, `text`, and listeners as `onclick`. */
export const el = (tag, attributes, ...children) => filled(document.createElement(tag), attributes, children);

/** An SVG element. */
export const svg = (tag, attributes, ...children) =>
  filled(document.createElementNS(SVG, tag), attributes, children);

let count = 0;
/** An id that nothing else on the page has. */
export const unique = (name) => `${name}-${(count += 1)}`;

/** A label in data is plain text or `{en, nb}`. */
export const said = (label, lang) =>
  label === null || label === undefined ? "" : typeof label === "string" ? label : (label[lang] ?? label.en ?? "");

export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** Whether motion is unwelcome: as the page says, else as the browser does. */
export const still = (options) =>
  options?.reducedMotion ?? matchMedia("(prefers-reduced-motion: reduce)").matches;

const TYPES = { uint8: Uint8Array, uint16: Uint16Array, int16: Int16Array, float32: Float32Array };
const MISSING = { uint8: 255, uint16: 65535, int16: -32768 };

/** A packed array as Float32Array, NaN where there is no figure; an array that is none is given back. */
export function unpack(packed) {
  if (!packed || packed.data === undefined) return packed ? Float32Array.from(packed, (value) => value ?? NaN) : null;
  const bytes = Uint8Array.from(atob(packed.data), (letter) => letter.charCodeAt(0));
  const raw = new TYPES[packed.dtype](bytes.buffer);
  if (packed.dtype === "float32") return raw;
  const gap = MISSING[packed.dtype];
  return Float32Array.from(raw, (value) => (value === gap ? NaN : value * packed.factor));
}

/** Listeners: `on(fn)` gives back what takes it away; `tell(...)` calls them all. */
export function listeners() {
  const all = new Set();
  return {
    on(fn) {
      all.add(fn);
      return () => all.delete(fn);
    },
    tell: (...what) => all.forEach((fn) => fn(...what)),
  };
}

/** A clock that calls `tick(seconds since the last frame)` until it is stopped or `tick` says false. */
export function clock(tick) {
  let frame = 0;
  let before = 0;
  const step = (now) => {
    const passed = Math.min((now - before) / 1000, 0.25);
    before = now;
    frame = requestAnimationFrame(step);
    if (tick(passed) === false) stop();
  };
  function stop() {
    cancelAnimationFrame(frame);
    frame = 0;
  }
  return {
    start() {
      if (frame) return;
      before = performance.now();
      frame = requestAnimationFrame(step);
    },
    stop,
    running: () => frame !== 0,
  };
}

/** Moves from 0 to 1 in `seconds`, slow at both ends; at once where motion is unwelcome. */
export function tween(draw, seconds, unwelcome) {
  if (unwelcome) {
    draw(1);
    return { stop() {} };
  }
  let at = 0;
  const run = clock((passed) => {
    at = Math.min(1, at + passed / seconds);
    draw(at * at * (3 - 2 * at));
    return at < 1;
  });
  draw(0);
  run.start();
  return run;
}

/** Plays months: `now` may be a fraction; whole months one a second where motion is unwelcome. */
export function player({ months, start = 0, speed = 4, unwelcome, draw, tell, playing }) {
  let now = clamp(start, 0, months - 1);
  let told = Math.floor(now);
  let rest = 0;
  const run = clock((passed) => {
    if (unwelcome) {
      rest += passed;
      if (rest < 1) return true;
      rest -= 1;
      move(Math.floor(now) + 1);
    } else move(now + passed * speed);
    if (now < months - 1) return true;
    playing?.(false);
    return false;
  });
  function move(month) {
    now = clamp(month, 0, months - 1);
    draw(now);
    const whole = Math.floor(now);
    if (whole !== told) {
      told = whole;
      tell?.(whole);
    }
  }
  return {
    play() {
      if (run.running()) return;
      if (now >= months - 1) move(0);
      rest = 0;
      run.start();
      playing?.(true);
    },
    pause() {
      if (!run.running()) return;
      run.stop();
      playing?.(false);
    },
    seek: (month) => move(Number.isFinite(month) ? month : 0),
    speed(value) {
      speed = value;
    },
    playing: () => run.running(),
    now: () => now,
    stop: () => run.stop(),
  };
}

/** A table in a drawer: `rows()` is asked when it is opened, and again by `renew()`. */
export function drawer(title, caption, head, rows) {
  const body = el("tbody");
  const cells = head.map((text) => el("th", { scope: "col", text }));
  const table = el("table", { class: "m-table" }, el("caption"), el("thead", null, el("tr", null, ...cells)), body);
  const wide = el("div", { class: "m-wide", tabindex: "0", role: "region", "aria-label": title }, table);
  const node = el("details", { class: "m-drawer", ontoggle: () => { last = 0; renew(); } }, el("summary", { text: title }), wide);
  // while months pass, the table follows a few times a second: the picture must not wait for it
  let last = 0;
  let later = 0;
  function renew() {
    if (!node.open) return;
    clearTimeout(later);
    if (performance.now() - last < 400) {
      later = setTimeout(renew, 410);
      return;
    }
    last = performance.now();
    table.caption.textContent = caption();
    body.replaceChildren(
      ...rows().map((row) =>
        el("tr", null, ...row.map((text, i) => (i ? el("td", { text }) : el("th", { scope: "row", text })))),
      ),
    );
  }
  return { node, renew };
}

/** Why the figures are no answer, shown beside them. */
export const caveats = (data, lang) =>
  data.caveats?.length
    ? el("p", { class: "m-caveat", text: data.caveats.map((one) => said(one, lang)).join(" ") })
    : null;
