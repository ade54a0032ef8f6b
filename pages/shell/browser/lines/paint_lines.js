// One layer, drawn by a pen: the lines, the tokens on both sides, and what the focused tokens give and get.
import { fitted } from "./layout.js"

// Beyond the edge of what is seen that is still drawn.
const BRIM = 40
const SIDES = [
  { side: "q", flags: "queries", sign: -1, edge: "from" },
  { side: "k", flags: "keys", sign: 1, edge: "to" },
]

// shown: lines of `strongest`; labels; focus, null or of `focusOn`; marks, for side "q" and "k" the `shares` or nothing;
// colours, one a head; headList, the heads shown; heads, how many there are.
// look: colours, number(value, digits), measure(text). part: the rectangle that will be seen, or null for all.
export function paintLines(pen, layout, shown, look, part) {
  const { down, start, step, from, to } = layout
  const { lines, labels, focus, colours } = shown
  const middle = (at) => start + (at + 0.5) * step
  const [low, high] = stretch(part, down)
  const strength = focus ? 0.9 : 0.75
  for (const { head, i, j, w } of lines) {
    const [a, b] = [middle(i), middle(j)]
    if (Math.max(a, b) < low || Math.min(a, b) > high) continue
    const ends = down ? [from, a, to, b] : [a, from, b, to]
    const alpha = Math.min(1, 0.04 + strength * w ** 0.6)
    pen.line(...ends, down, { colour: colours[head], width: 0.7 + 4.5 * w, alpha })
  }
  labels.forEach((label, at) => {
    const a = middle(at)
    if (a >= low && a <= high) for (const side of SIDES) paintToken(pen, layout, shown, look, at, a, side)
  })
}

// Which stretch along the tokens is drawn.
function stretch(part, down) {
  if (!part) return [-Infinity, Infinity]
  return down ? [part.y - BRIM, part.y + part.height + BRIM] : [part.x - BRIM, part.x + part.width + BRIM]
}

// One token on one side: its ground, its strip of heads, its label, its number. a: its middle along the tokens.
function paintToken(
  pen,
  layout,
  { labels, focus, marks, colours, headList, heads },
  look,
  at,
  a,
  { side, flags, sign, edge },
) {
  const { down, step, label, strip } = layout
  const base = layout[edge]
  const lit = focus?.[flags][at]
  const got = marks[side]
  const total = got ? headList.reduce((sum, head) => sum + got[at * heads + head], 0) / headList.length : 0
  const box = (away, length, colour, alpha) => {
    const begin = sign > 0 ? base + away : base - away - length
    const across = step * 0.86
    if (down) pen.rect(begin, a - across / 2, length, across, colour, alpha)
    else pen.rect(a - across / 2, begin, across, length, colour, alpha)
  }
  if (lit) box(2, label + 4, look.primary, 0.3)
  else if (total > 0) box(2, label + 4, look.ink, Math.min(0.32, 0.04 + 0.35 * Math.min(1, total)))
  if (got) {
    headList.forEach((head, place) => {
      const value = got[at * heads + head]
      const alpha = Math.min(1, 0.08 + 0.92 * Math.min(1, value) ** 0.7)
      if (value > 0.002) box(label + 8 + place * strip, strip - (strip > 3 ? 1 : 0), colours[head], alpha)
    })
  }
  const dim = focus && !lit && !(total > 0.004)
  paintLabel(pen, layout, base, sign, a, fitted(labels[at], layout, look.measure), {
    size: layout.size,
    colour: look.ink,
    bold: Boolean(lit),
    alpha: dim ? 0.45 : 1,
  })
  if (got && total >= 0.005) paintTotal(pen, layout, base, sign, a, look.number(total, 2), look.ink)
}

function paintLabel(pen, { down, turned }, base, sign, a, text, style) {
  if (down) pen.text(base + sign * 6, a, text, { ...style, anchor: sign > 0 ? "start" : "end" })
  else if (turned) pen.text(a, base + sign * 6, text, { ...style, turned, anchor: sign > 0 ? "end" : "start" })
  else pen.text(a, base + sign * 14, text, { ...style, anchor: "middle" })
}

// Behind the strips, where there is room for it.
function paintTotal(pen, { down, step, size, label, strips, number }, base, sign, a, text, colour) {
  if (!number) return
  const far = base + sign * (label + strips + 14)
  const style = { size: Math.min(14, size), colour }
  if (down) pen.text(far, a, text, { ...style, anchor: sign > 0 ? "start" : "end" })
  else if (step >= 34) pen.text(a, far + sign * 6, text, { ...style, anchor: "middle" })
}
