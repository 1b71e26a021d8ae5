// A difference as people say it: "270 000 NOK less", not "−270 1000 NOK"; words for each unit are in words.json.
import { interval, number } from "./format.js";

const MORE = 4; // decimals added at most, as in tables and reports
const FACTORS = { "1000 NOK of 2013": 1000, share: 100 }; // what is counted in thousands, or as a share of one

/** Decimals enough that a clear difference does not look like none: both ends on one side of zero. */
function telling(row, digits) {
  if (!(row.low * row.high > 0)) return digits;
  const nearest = Math.min(Math.abs(row.low), Math.abs(row.high));
  let enough = digits;
  while (enough < digits + MORE && Number(nearest.toFixed(enough)) === 0) enough += 1;
  return enough;
}

/** How much more or less. `row` has `difference`, `low`, `high`, `unit` and `unit_nb`. */
export function amount(row, usual, lang, t) {
  const digits = telling(row, usual);
  const factor = FACTORS[row.unit] ?? 1;
  const decimals = Math.max(0, digits - Math.round(Math.log10(factor)));
  const scaled = (value) => (Number.isFinite(value ?? NaN) ? Number(value.toFixed(digits)) * factor : value);
  const size = scaled(row.difference);
  const key = `amount.${row.unit}.${size < 0 ? "less" : "more"}`;
  const words = t(key, { n: number(Math.abs(size), decimals, lang) });
  const unit = (lang === "nb" ? row.unit_nb : row.unit) ?? row.unit;
  const text = words === key ? `${number(size, decimals, lang, true)} ${unit}` : size === 0 ? t("amount.none") : words;
  return { text, interval: interval(scaled(row.low), scaled(row.high), decimals, lang, true) };
}

/** The unit without its factor, for a question that names no figure. */
export function plainUnit(row, lang, t) {
  const key = `amount.${row.unit}.unit`;
  const words = t(key);
  return words === key ? ((lang === "nb" ? row.unit_nb : row.unit) ?? row.unit) : words;
}
