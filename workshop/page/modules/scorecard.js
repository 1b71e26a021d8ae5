// The scorecard by level: gain now, gain as investment, cost, and who bears it. Losses stand as large as gains, what
// has no sign has none, and what is not clear is said to be so. Rankings are shown all together, the group's own among them.
import { amount } from "./amount.js";
import { caveats, el, listeners, said } from "./base.js";
import { interval, number } from "./format.js";
import { ranks } from "./ranks.js";

const LEVELS = ["individual", "household", "neighbourhood", "municipality", "state", "society"];
const COLUMNS = ["now", "invest", "cost", "context"];
const SIGNS = { gain: "\u25b2", loss: "\u25bc", unclear: "\u25c7", neutral: "\u25cb", none: "\u2013" };

export function mount(element, data, options) {
  const { lang, t } = options;
  const picked = listeners();
  let chosen = new Set(options.state?.families ?? data.families ?? []);
  let ranking = told(data.ranking);
  const head = el("div", { class: "card-ends" });
  const whole = el("div", { class: "m-wide card-wide", tabindex: "0", role: "region", "aria-label": t("card.name") });
  const choice = el("div", { class: "card-choice" });
  const warned = caveats(data, lang);
  element.replaceChildren(el("div", { class: "m card" }, el("h3", { class: "card-title", text: t("card.title", { a: side("a"), b: side("b") }) }), ...(warned ? [warned] : []), head, whole,
    el("p", { class: "m-note", text: t("card.note", { count: data.replicates ?? data.rows[0]?.pairs ?? 0 }) }), choice));

  function side(name) {
    return said(data[name]?.label ?? data[name], lang) || name.toUpperCase();
  }
  const label = (row) => row[lang] ?? row.en;
  const unit = (row) => (lang === "nb" ? (row.unit_nb ?? row.unit) : row.unit);
  const columns = (row) => row.columns ?? (row.effect === "cost" ? ["cost"] : row.direction === 0 ? ["context"] : row.horizon === "both" ? ["now", "invest"] : [row.horizon ?? "now"]);
  const verdict = (one, row) => (one.difference === null || one.difference === undefined ? "none" : row.direction === 0 ? "neutral" : (one.verdict ?? "unclear"));

  /** Rankings come with names alone or with labels; the own choice as one of the presets, or to be found from gains. */
  function told(found) {
    if (!found?.families?.length) return null;
    const labelled = (name) => said(data.rows.find((row) => row.name === name), lang) || name;
    return {
      scenarios: found.scenarios ?? found.names.map((id) => ({ id, label: id })),
      families: found.families.map((one) => ({ ...one, id: one.id ?? one.name, label: said(one.label, lang) || labelled(one.members?.[0]) })),
      presets: found.presets.map((one) => ({ ...one, id: one.id ?? one.name })).filter((one) => one.id !== "own"),
      own: found.presets.find((one) => (one.id ?? one.name) === "own")?.ranks ?? found.own?.ranks ?? null,
      gains: found.families.every((one) => one.gains),
    };
  }

  function figure(one, row) {
    const what = verdict(one, row);
    if (what === "none") return el("span", { class: "card-figure", text: t("card.none") });
    const digits = row.digits ?? 0;
    const better = what !== "neutral" && Number.isFinite(one.better ?? NaN) && one.pairs ? ` ${t("card.better", { better: one.better, pairs: one.pairs })}` : "";
    return el("span", { class: `card-figure card-${what}` }, el("span", { class: "card-sign", "aria-hidden": "true", text: SIGNS[what] }), el("strong", { text: number(one.difference, digits, lang, true) }), ` ${interval(one.low, one.high, digits, lang, true)}`,
      el("span", { class: "card-verdict", text: `${t(`card.${what}`)}.${better}` }));
  }
  function cell(row, column) {
    const splits = column === "context" ? (row.splits ?? []).map((one) => el("li", null, `${said(one.label, lang)}: `, figure({ ...one }, { ...row, direction: 0 }))) : [];
    const about = column === "now" || column === "invest" ? row.over?.[column] : null;
    return el("div", { class: "card-entry" }, el("span", { class: "card-label", text: `${label(row)} (${unit(row)})` }), figure(about ?? row, row),
      said(row.caveat, lang) ? el("span", { class: "card-caveat", text: said(row.caveat, lang) }) : null, splits.length ? el("ul", { class: "card-splits" }, ...splits) : null);
  }
  function bearers(rows) {
    const all = [...new Set(rows.flatMap((row) => row.bearers ?? []))];
    return all.length ? all.map((one) => t(`party.${one}`)).join(", ") : t("card.nobody");
  }

  function table() {
    const used = COLUMNS.filter((column) => data.rows.some((row) => columns(row).includes(column)));
    const heads = [t("card.level"), ...used.map((column) => t(`card.${column}`)), t("card.bearer")].map((text) => el("th", { scope: "col", text }));
    const rows = LEVELS.flatMap((level) => {
      const mine = data.rows.filter((row) => row.level[0] === level);
      if (!mine.length) return [];
      return [el("tr", null, el("th", { scope: "row", text: t(`level.${level}`) }),
        ...used.map((column) => el("td", null, ...mine.filter((row) => columns(row).includes(column)).map((row) => cell(row, column)))), el("td", { text: bearers(mine) }))];
    });
    whole.replaceChildren(el("table", { class: "card-table" }, el("caption", { class: "m-hidden", text: t("card.name") }), el("thead", null, el("tr", null, ...heads)), el("tbody", null, ...rows)));
  }

  // gains and losses beside each other, the same size
  function ends() {
    const told = (row) => amount(row, row.digits ?? 0, lang, t);
    const group = (what) => {
      const found = data.rows.filter((row) => verdict(row, row) === what);
      const items = found.map((row) => el("li", null, el("strong", { text: label(row) }), " ", el("span", { text: [told(row).text, told(row).interval].join(" ").trim() })));
      return el("section", { class: `card-end card-end-${what}` }, el("h4", null, el("span", { class: "card-sign", "aria-hidden": "true", text: SIGNS[what] }), t(`card.list_${what}`, { count: found.length })),
        items.length ? el("ul", null, ...items) : el("p", { text: t(`card.empty_${what}`) }));
    };
    const unclear = data.rows.filter((row) => verdict(row, row) === "unclear").length;
    const neutral = data.rows.filter((row) => verdict(row, row) === "neutral").length;
    head.replaceChildren(group("gain"), group("loss"), el("p", { class: "card-rest", text: t("card.rest", { unclear, neutral }) }));
  }

  function choices() {
    if (!ranking?.families?.length) return choice.replaceChildren();
    const own = ranking.gains ? ranks(ranking, [...chosen]) : chosen.size ? ranking.own : null;
    const boxes = ranking.families.map((one) => {
      const box = el("input", { type: "checkbox", value: one.id, onchange: () => tick(one.id, box.checked) });
      box.checked = chosen.has(one.id);
      return el("label", { class: "card-box" }, box, el("span", { text: `${said(one.label, lang)} (${t(`level.${one.level}`)})` }));
    });
    const presets = ranking.presets ?? [];
    const cellOf = (found, id) => (found && Number.isFinite(found[id] ?? NaN) ? t("card.place", { place: found[id] }) : "\u2013");
    const heads = [t("card.scenario"), t("card.own"), ...presets.map((one) => said(one.label, lang) || t(`preset.${one.id}`))];
    const rows = ranking.scenarios.map((one) => el("tr", null, el("th", { scope: "row", text: said(one.label, lang) || one.id }), el("td", { class: "card-own", text: cellOf(own, one.id) }), ...presets.map((preset) => el("td", { text: cellOf(preset.ranks, one.id) }))));
    choice.replaceChildren(el("h3", { class: "card-title", text: t("card.lighthouses") }), el("p", { class: "m-note", text: t("card.lighthouse_note") }),
      el("fieldset", { class: "card-boxes" }, el("legend", { text: t("card.choose") }), ...boxes),
      el("p", { role: "status", class: "card-status", text: own ? t("card.leads", { name: said(ranking.scenarios.find((one) => own[one.id] === 1)?.label, lang), count: chosen.size }) : t("card.none_chosen") }),
      el("div", { class: "m-wide", tabindex: "0", role: "region", "aria-label": t("card.ranking") }, el("table", { class: "m-table" }, el("caption", { text: t("card.ranking") }), el("thead", null, el("tr", null, ...heads.map((text) => el("th", { scope: "col", text })))), el("tbody", null, ...rows))));
  }
  function tick(id, on) {
    if (on) chosen.add(id);
    else chosen.delete(id);
    choices();
    choice.querySelector(`input[value="${CSS.escape(id)}"]`)?.focus();
    picked.tell([...chosen]);
  }

  function draw() {
    ends();
    table();
    choices();
  }
  draw();
  return {
    update(found) {
      data = { ...data, ...found };
      ranking = told(data.ranking);
      draw();
    },
    choose(families) {
      chosen = new Set(families);
      choices();
    },
    onChoose: picked.on,
    state: () => ({ families: [...chosen] }),
    destroy: () => element.replaceChildren(),
  };
}
