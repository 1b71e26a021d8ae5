// Predict first: large buttons, bars that follow the votes, and the outcome beside them when it is revealed.
import { el, listeners, said, unique } from "./base.js";
import { number } from "./format.js";

export function mount(element, data, options) {
  const { lang, t } = options;
  const voted = listeners();
  let now = { votes: {}, open: true, mine: null, revealed: null, bars: true, ...data, ...(options.state ?? {}) };
  const id = unique("question");
  const total = el("p", { class: "vote-total", role: "status" });
  const told = el("p", { class: "vote-told", role: "status" });
  const list = el("ul", { class: "vote-list" });
  const rows = new Map();
  element.replaceChildren(el("div", { class: `m vote${data.large ? " vote-large" : ""}`, role: "group", "aria-labelledby": id },
    el("h3", { id, class: "vote-question", text: said(data.question, lang) }), list, total, told));
  for (const option of data.options) {
    const bar = el("span", { class: "vote-bar", "aria-hidden": "true" });
    const count = el("span", { class: "vote-count" });
    const mark = el("span", { class: "vote-mark" });
    const hint = option.hint ? el("span", { class: "vote-hint", text: said(option.hint, lang) }) : null;
    const button = el("button", { type: "button", class: "vote-button", "aria-pressed": "false", onclick: () => vote(option.id) }, el("span", { class: "vote-label", text: said(option.label, lang) }), hint, mark);
    const row = el("li", { class: "vote-row" }, button, el("span", { class: "vote-rail" }, bar, count));
    rows.set(option.id, { row, bar, count, mark, button });
    list.append(row);
  }

  function vote(chosen) {
    if (!now.open) return;
    now.mine = chosen;
    draw();
    voted.tell(chosen);
  }
  function draw() {
    const counts = data.options.map((one) => now.votes[one.id] ?? 0);
    const all = counts.reduce((sum, n) => sum + n, 0);
    const most = Math.max(...counts, 1);
    const seen = now.bars || now.revealed !== null;
    data.options.forEach((one, k) => {
      const { row, bar, count, mark, button } = rows.get(one.id);
      const outcome = now.revealed === one.id;
      bar.style.width = seen ? `${(counts[k] / most) * 100}%` : "0";
      count.textContent = seen ? t("vote.count", { count: number(counts[k], 0, lang), share: number(all ? (100 * counts[k]) / all : 0, 0, lang) }) : "";
      button.setAttribute("aria-pressed", String(now.mine === one.id));
      button.disabled = !now.open && now.mine !== one.id;
      button.setAttribute("aria-disabled", String(!now.open));
      row.classList.toggle("vote-outcome", outcome);
      row.classList.toggle("vote-other", now.revealed !== null && !outcome);
      mark.textContent = [now.mine === one.id ? t("vote.mine") : "", outcome ? t("vote.outcome") : ""].filter(Boolean).join(" \u00b7 ");
    });
    total.textContent = `${t(all === 1 ? "vote.one" : "vote.all", { count: number(all, 0, lang) })} ${t(now.open ? "vote.open" : "vote.closed")}`;
    const right = now.revealed === null ? null : (now.votes[now.revealed] ?? 0);
    const label = data.options.find((one) => one.id === now.revealed)?.label;
    told.textContent = now.revealed === null ? "" : `${t(all ? "vote.told" : "vote.told_none", { label: said(label, lang), right: number(right, 0, lang), all: number(all, 0, lang) })} ${said(now.text, lang)}`.trim();
  }

  draw();
  return {
    update(found) {
      now = { ...now, ...found };
      draw();
    },
    /** Shows the outcome beside the votes: an option's id, or `{option, text}`. */
    reveal(outcome) {
      now = { ...now, open: false, revealed: outcome?.option ?? outcome, text: outcome?.text ?? now.text };
      draw();
    },
    hide() {
      now = { ...now, revealed: null };
      draw();
    },
    onVote: voted.on,
    state: () => ({ votes: now.votes, mine: now.mine, open: now.open, revealed: now.revealed }),
    destroy: () => element.replaceChildren(),
  };
}
