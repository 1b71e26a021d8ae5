// Cividis: its lightness runs one way, so it is read by the colour-blind and in grey. Okabe and Ito for kinds.

const STOPS = ["#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838"];

const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** 256 colours, dark to light; from light to dark for levels, so that little is light. */
export function ramp(downwards) {
  const stops = (downwards ? [...STOPS].reverse() : STOPS).map(parts);
  return Array.from({ length: 256 }, (_, i) => {
    const at = (i / 255) * (stops.length - 1);
    const low = Math.min(Math.floor(at), stops.length - 2);
    const mixed = stops[low].map((value, k) => Math.round(value + (stops[low + 1][k] - value) * (at - low)));
    return `rgb(${mixed.join(",")})`;
  });
}

// the colours of the reports, the same state in the same one; `none` and `left` are greys
export const TENURES = {
  reception: "#0072b2", abroad: "#4d6a80", municipal: "#d55e00", shared: "#a84b00", private: "#009e73",
  insecure: "#cc79a7", unserious: "#cc79a7", owned: "#e69f00", staffed: "#56b4e9",
  temporary: "#6b6b6b", relatives: "#8a8a8a", none: "#6b6b6b", housed: "#8a8a8a", left: "#3d3d3d", gone: "#3d3d3d",
};
