// Take away: the report in one click, the scenario as a file and as Python, the log of the workshop, the link.
import { get, post } from "../api.js";
import { el, unique } from "../modules/base.js";
import { toAddress } from "../state.js";
import { comparison, copied, jobBox, pack, pair, saved, sentence } from "./common.js";

export async function show(body, app) {
  const { t, state } = app;
  const { a, b } = state.get();
  const links = el("p", { class: "links" });
  const job = jobBox(app, (found) => {
    links.replaceChildren(el("a", { class: "button main", href: found.result.report.html, target: "_blank", rel: "noopener", text: t("take.html") }), " ", el("a", { class: "button", href: found.result.report.pdf, text: t("take.pdf") }), " ",
      found.result.report.pptx ? el("a", { class: "button", href: found.result.report.pptx, text: t("take.pptx") }) : el("span", { class: "m-note", text: t("take.no_pptx") }));
    links.querySelector("a").focus();
  });
  const make = el("button", { type: "button", class: "main", text: t("take.report"), onclick: () => job.begin("/api/reports", { key: b, against: a }) });
  const entries = el("ol", { class: "log", tabindex: 0, "aria-label": t("take.log") }); // scrolls, so the keyboard reaches it
  async function draw() {
    const { log } = await get("/api/log");
    entries.replaceChildren(...(log.length ? log.slice(-40).map((one) => el("li", null, el("time", { datetime: one.at, text: one.at.replace("T", " ") }), ` ${t(`log.${one.what}`)}`, one.scenario ? `: ${one.scenario}` : "", one.question ? `: ${one.question}` : "", one.text ? `: ${one.text}` : "", one.votes ? ` (${Object.entries(one.votes).map(([key, n]) => `${t(`predict.${key}`)}: ${n}`).join(", ")})` : "")) : [el("li", { text: t("take.log_empty") })]));
  }
  const note = el("input", { type: "text", id: unique("note"), maxlength: 500 });
  const add = el("button", { type: "button", text: t("take.add"), onclick: async () => {
    if (!note.value.trim()) return;
    await post("/api/log", { what: "note", text: note.value.trim() });
    note.value = "";
    draw();
  } });
  const file = el("button", { type: "button", text: t("editor.download"), onclick: async () => {
    const found = await pack(b);
    saved(`${found.scenario.name}.toml`, "application/toml", found.scenario.toml);
  } });
  const python = el("button", { type: "button", text: t("editor.python"), onclick: async () => {
    const found = await post("/api/scenario", { toml: (await pack(b)).scenario.toml });
    copied(app, found.python);
  } });
  const found = await comparison(app).catch(() => null);
  const said = found ? app.start.questions.map((key) => found.rows.find((one) => one.name === key)).filter(Boolean).map((row) => el("li", { text: sentence(row, app) })) : [];
  body.replaceChildren(pair(app, () => app.redraw()),
    ...(said.length ? [el("section", null, el("h2", { text: t("take.said") }), el("ul", { class: "plain" }, ...said))] : []),
    el("section", null, el("h2", { text: t("take.report_title") }), el("p", { class: "m-note", text: t("take.report_note") }), make, job.node, links),
    el("section", null, el("h2", { text: t("take.scenario") }), el("div", { class: "m-row" }, file, python, el("button", { type: "button", text: t("editor.link"), onclick: () => copied(app, `${location.origin}/${toAddress(state.get())}`) }))),
    el("section", null, el("h2", { text: t("take.log") }), entries, el("div", { class: "m-row" }, el("label", { for: note.id }, t("take.note"), note), add, el("a", { class: "button", href: "/api/log?as=md", download: "verksted.md", text: t("take.log_file") }))));
  await draw();
  return { destroy: () => job.destroy() };
}
