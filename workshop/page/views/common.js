// What views share: the comparison at hand, what it says in words, jobs under way, and who A and B are.
import { end, follow, once, post } from "../api.js";
import { amount } from "../modules/amount.js";
import { el, unique } from "../modules/base.js";
import { number } from "../modules/format.js";

/** The comparison of B with A. */
export function comparison(app) {
  const { a, b } = app.state.get();
  return once(`/api/compare?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`);
}

export const pack = (key) => once(`/api/packs/${encodeURIComponent(key)}`);

export const label = (row, lang) => row[lang] ?? row.en;
export const unit = (row, lang) => (lang === "nb" ? row.unit_nb : row.unit) ?? row.unit;

/** What a difference says, in words that hide neither a loss nor a doubt. */
export function sentence(row, app) {
  const { t, lang } = app;
  if (row.difference === null) return t("said.none", { what: label(row, lang) });
  const told = amount(row, digitsOf(row), lang, t);
  const values = { what: label(row, lang), difference: told.text, interval: told.interval, better: row.better, pairs: row.pairs };
  if (!row.marked) return t(row.pairs < 4 ? "said.few" : "said.unclear", values);
  return t(`said.${row.verdict === "neutral" ? "neutral" : row.verdict}`, values);
}

/** Decimals with which an interval that leaves zero out has no zero at its ends. */
export function digitsOf(row) {
  if (!row.clear) return row.digits;
  const nearest = Math.min(Math.abs(row.low), Math.abs(row.high));
  for (let digits = row.digits; digits <= row.digits + 4; digits += 1) if (Number(nearest.toFixed(digits)) !== 0) return digits;
  return row.digits + 4;
}

/** less, same or more: what the vote was about. */
export const outcome = (row) => (!row.clear || row.pairs < 4 || row.difference === 0 ? "same" : row.difference < 0 ? "less" : "more");

/** Choosers of A (the pinned baseline) and B. */
export function pair(app, changed) {
  const { t, lang } = app;
  const { a, b } = app.state.get();
  const one = (side, now) => {
    const id = unique(side);
    const choose = el("select", { id, onchange: () => {
      const old = app.state.get();
      app.state.set({ [side]: choose.value, ...(side === "b" ? { before: old.b, revealed: false } : {}) });
      changed();
    } }, ...app.start.packs.map((found) => el("option", { value: found.key, text: optionText(app, found) })));
    choose.value = now;
    return el("label", { for: id, class: `pair-${side}` }, el("span", { text: t(`pair.${side}`) }), choose);
  };
  return el("div", { class: "pair" }, one("a", a), one("b", b), el("p", { class: "m-note pair-said", text: app.pack(b)?.[lang] ?? "" }));
}

export function optionText(app, found) {
  const { t } = app;
  const where = found.origin === "embedded" ? "" : ` – ${t("pair.run", { count: found.replicates })}`;
  const world = found.world === "norway-2013" ? "" : ` (${found.world})`;
  return `${app.name(found.key)}${where}${world}`;
}

/** A job under way: how far, how long, a button to end it. `done(job)` is called when it is. */
export function jobBox(app, done) {
  const { t, lang } = app;
  const bar = el("progress", { max: 1, value: 0, "aria-label": t("job.progress") });
  const text = el("p", { role: "status" });
  const stop = el("button", { type: "button", class: "stop", text: t("job.stop") });
  const box = el("div", { class: "job", hidden: true }, bar, text, stop);
  let silent = () => {};
  function tell(job) {
    box.hidden = false;
    stop.hidden = job.state !== "running" && job.state !== "waiting";
    bar.hidden = stop.hidden;
    if (job.total) {
      bar.max = job.total;
      bar.value = job.done;
    }
    if (job.state === "running" && job.total && job.done >= job.total) bar.removeAttribute("value");
    const left = job.seconds_left === null || job.seconds_left === undefined ? "" : ` ${t("job.left", { seconds: number(job.seconds_left, 0, lang) })}`;
    text.textContent = job.error ?? `${t(`job.${job.state}`, { done: job.done, total: job.total })}${job.state === "running" && job.done < job.total ? left : ""}`;
    text.classList.toggle("wrong", job.state === "failed");
    if (job.state === "done") done(job);
  }
  return {
    node: box,
    async begin(path, body) {
      box.hidden = false;
      text.classList.remove("wrong");
      text.textContent = t("job.begins");
      try {
        const job = await post(path, body);
        tell(job);
        stop.onclick = () => end(`/api/runs/${job.id}`).then(tell).catch((error) => (text.textContent = app.wrong(error)));
        silent = follow(`/api/runs/${job.id}/events`, ["waiting", "running", "done", "failed", "cancelled"], tell, () => {
          text.classList.add("wrong");
          text.textContent = t("app.lost");
        });
      } catch (error) {
        text.classList.add("wrong");
        text.textContent = app.wrong(error);
        stop.hidden = bar.hidden = true;
      }
    },
    destroy: () => silent(),
  };
}

/** Text to take away: copied, or saved as a file. */
export function saved(name, type, text) {
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export async function copied(app, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "m-hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  app.say(app.t("app.copied"));
}
