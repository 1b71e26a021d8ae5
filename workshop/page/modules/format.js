// Numbers, intervals and months as the reports write them (experiments/typeset.py).

const NARROW = "\u202f";
const MONTHS = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  nb: ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"],
};

/** A number as people read it: thin spaces in thousands, a decimal comma in Bokmål. */
export function number(value, digits = 0, lang = "en", signed = false) {
  if (value === null || value === undefined || !Number.isFinite(value)) return lang === "nb" ? "ikke tilgjengelig" : "not available";
  let text = Math.abs(value).toFixed(digits);
  const zero = Number(text) === 0;
  let [whole, part] = text.split(".");
  whole = whole.replace(/\B(?=(\d{3})+$)/g, NARROW);
  text = part ? `${whole}${lang === "nb" ? "," : "."}${part}` : whole;
  if (value < 0 && !zero) return `\u2212${text}`;
  return signed && !zero ? `+${text}` : text;
}

/** An interval in brackets; nothing where there is none. */
export function interval(low, high, digits = 0, lang = "en", signed = false) {
  if (!Number.isFinite(low ?? NaN) || !Number.isFinite(high ?? NaN)) return "";
  return `[${number(low, digits, lang, signed)}; ${number(high, digits, lang, signed)}]`;
}

/** `2009-01` as people write it. */
export function month(text, lang = "en") {
  const [year, at] = String(text).split("-");
  return at ? `${MONTHS[lang][Number(at) - 1]} ${year}` : year;
}

/** How many decimals the steps of an axis need. */
export function decimals(step) {
  for (let digits = 0; digits < 5; digits += 1) if (Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6) return digits;
  return 5;
}

/** Round ticks from `low` to `high`, about `wanted` of them. */
export function ticks(low, high, wanted = 5) {
  const span = high - low || Math.abs(high) || 1;
  const rough = 10 ** Math.floor(Math.log10(span / wanted));
  const step = [1, 2, 5, 10].map((k) => k * rough).find((one) => span / one <= wanted) ?? rough * 10;
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k += 1) found.push(k * step);
  return { values: found, step };
}
