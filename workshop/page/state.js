// What is set: kept in the address of the page (so that it can be sent on) and in the run store (so that a restart
// loses nothing).
import { put } from "./api.js";

const IN_ADDRESS = ["view", "language", "a", "b", "parent", "question", "municipality", "lighthouses", "changes", "name", "shapes"];
const TEXTS = ["view", "language", "a", "b", "parent", "question", "municipality", "name", "shapes"];

export function createState(initial) {
  const state = { ...initial, ...fromAddress() };
  const heard = new Set();
  let waiting = 0;
  function set(found) {
    const changed = Object.keys(found).filter((key) => JSON.stringify(state[key]) !== JSON.stringify(found[key]));
    if (!changed.length) return;
    Object.assign(state, found);
    history.replaceState(null, "", toAddress(state));
    clearTimeout(waiting);
    waiting = setTimeout(keep, 250);
    heard.forEach((fn) => fn(changed));
  }
  const keep = () => put("/api/state", state).catch(() => {});
  history.replaceState(null, "", toAddress(state));
  return { get: () => state, set, keep, on: (fn) => heard.add(fn) };
}

export function toAddress(state) {
  const found = new URLSearchParams();
  for (const key of IN_ADDRESS) {
    const value = state[key];
    if (typeof value === "string" ? value : value && Object.keys(value).length) found.set(key, typeof value === "string" ? value : JSON.stringify(value));
  }
  return `#${found}`;
}

function fromAddress() {
  const found = {};
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of TEXTS) if (given.has(key)) found[key] = given.get(key).slice(0, 100);
  try {
    const list = JSON.parse(given.get("lighthouses") ?? "null");
    if (Array.isArray(list)) found.lighthouses = list.filter((one) => typeof one === "string").slice(0, 60);
    const changes = JSON.parse(given.get("changes") ?? "null");
    if (changes && typeof changes === "object" && !Array.isArray(changes)) found.changes = changes;
  } catch {
    // an address that was cut short: what can be read of it counts
  }
  if (found.shapes && !["hexagons", "boundaries"].includes(found.shapes)) delete found.shapes;
  if (found.language && !["nb", "en"].includes(found.language)) delete found.language;
  return found;
}
