// The scorecard by level: losers as visible as winners, and rankings under every set of weights, the group's own too.
import { post } from "../api.js";
import { amount } from "../modules/amount.js";
import { el } from "../modules/base.js";
import { mount as card } from "../modules/scorecard.js";
import { comparison, label, pair } from "./common.js";

export async function show(body, app) {
  const { t, lang, state, start } = app;
  const found = await comparison(app);
  const { a, b } = state.get();
  const world = app.pack(b)?.world;
  const same = start.packs.filter((one) => one.world === world && one.origin === app.pack(b)?.origin).map((one) => one.key);
  const keys = [...new Set([a, ...same, b])].slice(0, 8);
  let ranking = null;
  try {
    ranking = await post("/api/ranking", { keys, families: state.get().lighthouses });
    ranking.scenarios = ranking.scenarios.map((one, i) => ({ ...one, label: app.name(keys[i]) }));
  } catch (error) {
    app.say(app.wrong(error));
  }
  const place = el("div");
  const FEW = 6;
  const much = (one) => amount(one, one.digits, lang, t);
  const told = (one) => el("li", { class: one.sure === "clear" ? "loss" : "leaning" },
    el("strong", { text: `▼ ${one.group[lang]}` }), `: ${label(one, lang)}: ${much(one).text} ${much(one).interval}. `,
    t(one.sure === "clear" ? "losers.clear" : "losers.leaning", { worse: one.worse, pairs: one.pairs }), one.hidden ? ` ${t("losers.hidden")}` : "");
  const losing = [...found.harmed].sort((one, other) => (other.sure === "clear") - (one.sure === "clear"));
  const losers = el("section", { class: "losers" }, el("h2", { text: t("losers.title") }), el("p", { class: "m-note", text: t("losers.note") }),
    losing.length ? el("ul", { class: "plain" }, ...losing.slice(0, FEW).map(told)) : el("p", { text: t("losers.none") }),
    ...(losing.length > FEW ? [ el("details", { class: "m-drawer" }, el("summary", { text: t("losers.more", { count: losing.length - FEW }) }), el("ul", { class: "plain" }, ...losing.slice(FEW).map(told)))] : []));
  const rows = found.rows.map((one) => ({ ...one, verdict: one.marked || one.verdict === "neutral" ? one.verdict : "unclear" }));
  body.replaceChildren(pair(app, () => app.redraw()), losers, place);
  const picture = card(place, { a: { label: app.name(a) }, b: { label: app.name(b) }, rows, ranking, replicates: found.seeds.length, caveats: found.caveats, families: state.get().lighthouses }, app.options("card"));
  picture.onChoose((families) => state.set({ lighthouses: families }));
  return { destroy() {
    picture.destroy();
  } };
}
