// Shapes of municipalities: one hexagon each, or real boundaries; north upwards.

const CORNERS = Array.from({ length: 6 }, (_, k) => [Math.sin((k * Math.PI) / 3) / Math.sqrt(3), Math.cos((k * Math.PI) / 3) / Math.sqrt(3)]);

const short = (value) => Math.round(value * 1000) / 1000;

function closed(points) {
  return `M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join("L")}Z`;
}

/** Paths, centres and the frame. `boundaries[i]` holds rings of `hexes[i]` as `x0, y0, x1, y1, ...`. */
export function shapes(hexes, boundaries) {
  const rings = hexes.map((one, i) => {
    if (!boundaries) return [CORNERS.map(([x, y]) => [one.x + x, -one.y + y])];
    return boundaries[i].map((flat) => Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k], -flat[2 * k + 1]]));
  });
  const centres = rings.map((all) => {
    const largest = all.reduce((a, b) => (b.length > a.length ? b : a));
    return [0, 1].map((axis) => largest.reduce((sum, point) => sum + point[axis], 0) / largest.length);
  });
  const flat = rings.flat(2);
  const ends = [0, 1].map((axis) => flat.reduce(([low, high], p) => [Math.min(low, p[axis]), Math.max(high, p[axis])], [Infinity, -Infinity]));
  const height = ends[1][1] - ends[1][0];
  const cell = boundaries ? height / 60 : 1;
  const edge = cell * 0.6;

  /** The nearest municipality in a direction: near ahead counts for more than near aside. */
  function neighbour(from, [dx, dy]) {
    let best = from;
    let least = Infinity;
    centres.forEach(([x, y], i) => {
      const ahead = (x - centres[from][0]) * dx + (y - centres[from][1]) * dy;
      const aside = Math.abs((x - centres[from][0]) * dy) + Math.abs((y - centres[from][1]) * dx);
      const far = ahead + 2 * aside;
      if (i !== from && ahead > cell * 0.1 && far < least) [best, least] = [i, far];
    });
    return best;
  }

  return {
    paths: rings.map((all) => all.map(closed).join("")),
    centres,
    neighbour,
    cell,
    left: ends[0][0] - edge,
    top: ends[1][0] - edge,
    width: ends[0][1] - ends[0][0] + 2 * edge,
    height: height + 2 * edge,
  };
}
