// The voting page for phones: a code, a question, large buttons.
import { follow, get, post, Told } from "./api.js";
import { el } from "./modules/base.js";
import { translator } from "./modules/i18n.js";
import { mount as vote } from "./modules/vote.js";

const RETRY = 3000; // milliseconds, after a phone has slept or the network was away
const view = document.querySelector("#view");
const [state, own, modules] = await Promise.all([get("/api/state"), get("/page/words.json"), get("/page/modules/words.json")]);
let lang = state.language;
let code = location.hash.slice(1, 9);
let silent = () => {};
let lost = 0;
const t = (key, values) => translator([own, modules], lang)(key, values);
const wrongText = (error) => (error instanceof Told && error.message !== "lost" ? error.message : t("app.lost"));

function draw() {
  silent();
  document.documentElement.lang = lang;
  document.title = t("phone.title");
  const other = lang === "nb" ? "en" : "nb";
  const ballot = el("div");
  const wrong = el("p", { class: "wrong", role: "alert" });
  const given = el("input", { id: "code", autocomplete: "off", autocapitalize: "characters", maxlength: 8, required: true, value: code });
  const form = el("form", { onsubmit: (event) => {
    event.preventDefault();
    code = given.value.trim().toUpperCase();
    open(ballot, wrong, form);
  } }, el("label", { for: "code", text: t("phone.code") }), given, el("button", { class: "main", text: t("phone.open") }));
  view.replaceChildren(el("h1", { text: t("phone.title") }), form, ballot, wrong, el("p", null, el("button", { type: "button", lang: other, text: other === "nb" ? "Bokmål" : "English", onclick: () => {
    lang = other;
    draw();
  } })));
  if (code) open(ballot, wrong, form);
}

async function open(ballot, wrong, form) {
  silent();
  clearTimeout(lost);
  wrong.textContent = "";
  try {
    const poll = await get(`/api/polls/${encodeURIComponent(code)}`);
    code = poll.code; // of a vote that is over it is the next
    history.replaceState(null, "", `#${code}`);
    form.hidden = true;
    const votes = (found) => found.votes ?? {};
    const module = vote(ballot, { ...poll, votes: votes(poll), bars: !poll.open, large: true }, { lang, t });
    module.onVote(async (choice) => {
      try {
        await post(`/api/polls/${encodeURIComponent(code)}/votes`, { choice });
        wrong.textContent = "";
      } catch (error) {
        wrong.textContent = wrongText(error);
      }
    });
    const stay = el("p", { class: "m-note", role: "status", hidden: poll.open, text: t("phone.stay") });
    ballot.append(stay);
    if (poll.revealed) module.reveal(poll.revealed);
    const again = () => open(ballot, wrong, form);
    silent = follow(`/api/polls/${encodeURIComponent(code)}/events`, ["votes"], (found) => {
      if (found.next) {
        code = found.next; // the next question comes by itself
        again();
        return;
      }
      if (found.open) return;
      module.update({ votes: votes(found), open: false, bars: true });
      if (found.revealed) module.reveal(found.revealed);
      stay.hidden = false;
    }, () => (lost = setTimeout(again, RETRY)));
  } catch (error) {
    form.hidden = false;
    wrong.textContent = wrongText(error);
    if (error.message === "lost") lost = setTimeout(() => open(ballot, wrong, form), RETRY);
  }
}
draw();
