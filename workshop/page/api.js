// Everything the page asks the server for. Errors are sentences; nothing is asked of any other machine.

export class Told extends Error {}

async function ask(method, path, body) {
  const init = { method, headers: {} };
  if (body !== undefined) {
    init.headers["content-type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, init);
  } catch {
    throw new Told("lost");
  }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Told(found.error ?? "lost");
  return found;
}

export const get = (path) => ask("GET", path);
export const post = (path, body) => ask("POST", path, body);
export const put = (path, body) => ask("PUT", path, body);
export const end = (path) => ask("DELETE", path);

const kept = new Map();
/** Asked once; results never change under their key. */
export function once(path) {
  if (!kept.has(path)) {
    const asked = get(path);
    kept.set(path, asked);
    asked.catch(() => kept.delete(path));
  }
  return kept.get(path);
}

/** Follows a job until it is over; `tell(job)` each time it changes. Gives back what stops listening. */
export function follow(path, names, tell, lost) {
  const source = new EventSource(path);
  const over = () => source.close();
  for (const name of names)
    source.addEventListener(name, (event) => {
      const told = JSON.parse(event.data);
      if (["done", "failed", "cancelled"].includes(told.state) || told.next) over();
      tell(told);
    });
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED || source.failed) return;
    source.failed = true;
    over();
    lost?.();
  };
  return over;
}
