// The outcome beside the votes.
import { post } from "../api.js";
import { plainUnit } from "../modules/amount.js";
import { el } from "../modules/base.js";
import { mount as lines } from "../modules/lines.js";
import { mount as vote } from "../modules/vote.js";
import { comparison, label, outcome, pair, sentence } from "./common.js";

export async function show(body, app) {
  const { t, lang, start, state } = app;
  const found = await comparison(app);
  const key = state.get().question;
  const row = found.rows.find((one) => one.name === key) ?? found.rows[0];
  const came = outcome(row);
  const place = el("div", { class: "ballot" });
  const chart = el("div");
  const said = el("p", { class: "said", role: "status", text: sentence(row, app) });
  const options = ["less", "same", "more"].map((id) => ({ id, label: t(`predict.${id}`) }));
  const text = t("predict.asked", { b: app.name(found.b), a: app.name(found.a), what: label(row, lang), unit: plainUnit(row, lang, t) });
  let votes = { less: 0, same: 0, more: 0 };
  let mine = state.get().guesses[key] ?? null;
  if (app.poll) {
    try {
      const told = await post(`/api/polls/${app.poll.code}/end`, { revealed: came });
      votes = told.votes;
      mine = told.mine;
      app.poll = told;
    } catch {
      votes = app.poll.votes ?? votes;
    }
  } else if (mine) votes[mine] += 1;
  const ballot = vote(place, { question: text, options, votes, mine, open: false, revealed: null, large: true }, app.options());
  const waiting = found.panels.find((one) => one.name === (key === "settled" ? "settled" : "waiting"));
  const picture = lines(chart, { ...waiting, a: { ...waiting.a, label: app.name(found.a) }, b: { ...waiting.b, label: app.name(found.b) }, hidden: true }, app.options("reveal"));
  const again = el("button", { type: "button", text: t("reveal.next"), onclick: () => {
    const i = start.questions.indexOf(row.name);
    state.set({ question: start.questions[(i + 1) % start.questions.length], revealed: false });
    app.poll = null;
    app.go("predict");
  } });
  body.replaceChildren(pair(app, () => app.redraw()), el("div", { class: "two" }, el("div", null, place, said, el("p", { class: "m-note", text: t("reveal.covers", { pairs: row.pairs }) }), again), el("div", null, chart)));
  state.set({ revealed: true });
  ballot.reveal(came);
  picture.reveal();
  post("/api/log", { what: "revealed", text: `${text} ${sentence(row, app)}`.slice(0, 1000) }).catch(() => {});
  return { destroy() {
    ballot.destroy();
    picture.destroy();
  } };
}
