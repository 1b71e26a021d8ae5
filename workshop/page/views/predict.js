// Predict first: the outcome is hidden, the room votes by hand or by phone.
import { follow, get, post } from "../api.js";
import { plainUnit } from "../modules/amount.js";
import { el, svg, unique } from "../modules/base.js";
import { mount as lines } from "../modules/lines.js";
import { mount as vote } from "../modules/vote.js";
import { comparison, label, pair } from "./common.js";

export async function show(body, app) {
  const { t, lang, start, state } = app;
  const found = await comparison(app);
  const place = el("div", { class: "ballot" });
  const chart = el("div");
  const phones = el("div", { class: "phones" });
  const hands = el("div", { class: "hands", role: "group", "aria-label": t("predict.hands") });
  const wrong = el("p", { class: "wrong", role: "alert" });
  let poll = null, ballot = null, silent = () => {};
  const question = el("select", { id: unique("question"), onchange: () => {
    state.set({ question: question.value, revealed: false });
    begin();
  } }, ...start.questions.map((key) => el("option", { value: key, text: label(start.indicators.find((one) => one.name === key), lang) })));
  if (!start.questions.includes(state.get().question)) state.set({ question: start.questions[0] });
  question.value = state.get().question;
  const reveal = el("button", { type: "button", class: "main", text: t("predict.reveal"), onclick: () => {
    app.poll = poll;
    state.set({ revealed: true });
    app.go("reveal");
  } });
  const row = pair(app, () => app.redraw());
  row.append(el("label", { for: question.id, class: "question-label" }, t("predict.question"), question), reveal);
  body.replaceChildren(row,
    el("div", { class: "two" }, el("div", null, place, hands, phones, wrong), el("div", null, chart)));

  function picture({ address, rows }) {
    const dark = rows.flatMap((row, y) => [...row].map((one, x) => (one === "1" ? `M${x + 4} ${y + 4}h1v1h-1z` : "")));
    const size = rows.length + 8; // with the quiet zone that readers need
    return svg("svg", { class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": t("predict.qr", { url: address }), "shape-rendering": "crispEdges" },
      svg("rect", { width: size, height: size, fill: "#fff" }), svg("path", { d: dark.join(""), fill: "#000" }));
  }

  const waiting = found.panels.find((one) => one.name === (state.get().question === "settled" ? "settled" : "waiting"));
  const drawn = lines(chart, { ...waiting, a: { ...waiting.a, label: app.name(found.a) }, b: { ...waiting.b, label: app.name(found.b) }, hidden: true }, app.options("predict"));

  async function begin() {
    silent();
    const one = start.indicators.find((each) => each.name === state.get().question);
    const text = t("predict.asked", { b: app.name(state.get().b), a: app.name(state.get().a), what: label(one, lang), unit: plainUnit(one, lang, t) });
    const options = ["less", "same", "more"].map((id) => ({ id, label: t(`predict.${id}`) }));
    try {
      const same = app.poll && app.poll.open && app.poll.question === text;
      poll = same ? app.poll : await post("/api/polls", { question: text, options, phones: start.phones });
      app.poll = poll;
    } catch (error) {
      wrong.textContent = app.wrong(error);
      return;
    }
    ballot?.destroy();
    ballot = vote(place, { question: text, options, votes: poll.votes, mine: poll.mine, open: true, revealed: null, large: true }, app.options());
    ballot.onVote((choice) => cast(choice, 0));
    hands.replaceChildren(el("p", { class: "m-note", text: t("predict.hands_note") }), ...options.map((each) => el("span", { class: "hand" },
      el("button", { type: "button", "aria-label": `${t("predict.fewer")}: ${each.label}`, text: "−", onclick: () => cast(each.id, -1) }), el("span", { text: each.label }),
      el("button", { type: "button", "aria-label": `${t("predict.another")}: ${each.label}`, text: "+", onclick: () => cast(each.id, 1) }))));
    phones.replaceChildren(el("p", { text: start.phones ? t("predict.phones", { url: `${(start.address || location.origin).replace("http://", "")}/vote`, code: poll.code, join: start.join }) : t("predict.no_phones") }));
    if (start.phones) get(`/api/polls/${poll.code}/qr`).then((found) => phones.prepend(picture(found))).catch(() => {}); // the words are enough
    silent = follow(`/api/polls/${poll.code}/events`, ["votes"], (told) => {
      app.poll = poll = { ...poll, ...told };
      if (told.votes) ballot.update({ votes: told.votes, mine: told.mine });
    });
  }
  async function cast(choice, more) {
    try {
      const told = await post(`/api/polls/${poll.code}/votes`, { choice, hands: more });
      app.poll = poll = { ...poll, ...told };
      ballot.update({ votes: told.votes, mine: told.mine });
      if (!more) state.set({ guesses: { ...state.get().guesses, [state.get().question]: choice } });
    } catch (error) {
      wrong.textContent = app.wrong(error);
    }
  }
  await begin();
  return { destroy() {
    silent();
    ballot?.destroy();
    drawn.destroy();
  } };
}
