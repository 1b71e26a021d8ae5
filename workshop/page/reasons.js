// Why people wait, under A and under B: a Vega-Lite specification drawn by the bundle that the server sends, without
// making code out of text (`ast`), and the same figures as a table.
import { el } from "./modules/base.js";
import { number } from "./modules/format.js";

const MOST = 8;
let library = null;

function vega() {
  library ??= new Promise((done, failed) => {
    const script = el("script", { src: "/vega.js", onload: () => done(window.vegaEmbed), onerror: () => {
      library = null;
      failed(new Error("vega"));
    } });
    document.head.append(script);
  });
  return library;
}

/** The specification: plain data, so that it can be taken elsewhere. */
export function specification(rows, names, t, colours) {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: t("reasons.title"),
    data: { values: rows.flatMap((one) => names.map((name, i) => ({ reason: one.label, scenario: name, share: [one.a, one.b][i] * 100 }))) },
    mark: { type: "bar", cornerRadiusEnd: 2 },
    width: 420,
    height: { step: 14 },
    encoding: {
      y: { field: "reason", type: "nominal", sort: rows.map((one) => one.label), title: null, axis: { labelLimit: 420, labelFontSize: 14 } },
      yOffset: { field: "scenario", sort: names },
      x: { field: "share", type: "quantitative", title: t("reasons.axis"), axis: { labelFontSize: 13, titleFontSize: 13 } },
      color: { field: "scenario", type: "nominal", sort: names, scale: { domain: names, range: colours }, legend: { title: null, labelFontSize: 14, orient: "top" } },
    },
    config: { font: "sans-serif", background: null, view: { stroke: null } },
  };
}

export function reasons(place, found, app) {
  const { t, lang } = app;
  const rows = found.reasons.slice(0, MOST).map((one) => ({ ...one, label: one[lang] }));
  const names = [...new Set([app.name(found.a), app.name(found.b)])];
  const chart = el("div", { class: "vega", "aria-hidden": "true" });
  const cell = (value) => el("td", { text: `${number((value ?? 0) * 100, 0, lang)} %` });
  const table = el("table", { class: "m-table" }, el("caption", { text: t("reasons.caption") }), el("thead", null, el("tr", null, el("th", { scope: "col", text: t("reasons.reason") }), ...names.map((name) => el("th", { scope: "col", text: name })))),
    el("tbody", null, ...rows.map((one) => el("tr", null, el("th", { scope: "row", text: one.label }), cell(one.a), ...(names.length > 1 ? [cell(one.b)] : [])))));
  place.replaceChildren(el("h2", { text: t("reasons.title") }), el("p", { class: "m-note", text: t("reasons.note") }), chart, el("details", { class: "m-drawer" }, el("summary", { text: t("reasons.table") }), table));
  const style = getComputedStyle(document.documentElement);
  // the libraries are large: the lines above are drawn first
  const idle = new Promise((done) => (window.requestIdleCallback ? requestIdleCallback(done, { timeout: 1000 }) : setTimeout(done, 200)));
  idle.then(vega).then((embed) => chart.isConnected && embed(chart, specification(rows, names, t, ["--a", "--b"].map((name) => style.getPropertyValue(name).trim())), { ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip: false, timeFormatLocale: undefined }))
    .catch(() => place.querySelector("details").setAttribute("open", ""));
}
