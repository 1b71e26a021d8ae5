// A difference with its interval on a line through zero, small enough for a cell.
import { svg } from "./modules/base.js";

const WIDE = 220, TALL = 26;

/** `reach` is the largest value that the cell has room for; `direction` 1 when more is better. */
export function whisker({ difference, low, high }, reach, direction, useful = true) {
  const at = (value) => WIDE / 2 + (Math.max(-1, Math.min(1, value / (reach || 1))) * (WIDE - 12)) / 2;
  const clear = useful && (low > 0 || high < 0);
  const what = !clear || !direction ? "unclear" : difference * direction > 0 ? "gain" : "loss";
  return svg("svg", { viewBox: `0 0 ${WIDE} ${TALL}`, class: `whisker whisker-${what}`, "aria-hidden": "true" },
    svg("line", { x1: WIDE / 2, x2: WIDE / 2, y1: 0, y2: TALL, class: "whisker-zero" }),
    ...(useful ? [svg("line", { x1: at(low), x2: at(high), y1: TALL / 2, y2: TALL / 2, class: "whisker-band" }),
      clear ? svg("circle", { cx: at(difference), cy: TALL / 2, r: 6, class: "whisker-dot" }) : svg("rect", { x: at(difference) - 5, y: TALL / 2 - 5, width: 10, height: 10, class: "whisker-open" })] : []));
}
