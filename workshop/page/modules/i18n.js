// Words of one language: `t(key, values)` puts values in the place of {names}.

/** `all` is `{en: {...}, nb: {...}}`, or several of them. */
export function translator(all, lang) {
  const sets = Array.isArray(all) ? all : [all];
  const found = Object.assign({}, ...sets.map((set) => set[lang] ?? {}));
  return function t(key, values = {}) {
    const text = found[key];
    if (text === undefined) return key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
}
