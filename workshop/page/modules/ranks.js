// The ranking under the group's own lighthouses: equal weights on what it chose, nothing on the rest.

const DIGITS = 9; // values closer than this are equal, as in experiments/score/ranking/presets.py

/** `{scenario: rank}`, 1 the best, equals share the better rank; null when nothing is chosen. */
export function ranks(ranking, chosen) {
  const used = ranking.families.filter((one) => chosen.includes(one.id));
  if (!used.length) return null;
  const values = ranking.scenarios.map(({ id }) => [id, Number((used.reduce((sum, one) => sum + (one.gains[id] ?? 0), 0) / used.length).toFixed(DIGITS))]);
  return Object.fromEntries(values.map(([id, value]) => [id, 1 + values.filter(([, other]) => other > value).length]));
}
