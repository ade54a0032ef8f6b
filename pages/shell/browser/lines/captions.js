// What stands in words around a drawing. Texts come from Python in the visitor's language, with {places} to be filled in;
// what is made here is plain text.
import { placeOf, weightAt } from "./weights.js"

const MOST_TOLD = 5
const MOST_NAMED = 6
const MOST_SPOKEN = 600

// A number as the language writes it, with that many decimals.
export function numberFormat(language) {
  return (value, digits = 0) =>
    new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
}

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

// The note below the lines: how many are drawn, of how many, and how exact they are.
// drawn: of `strongest`. threshold: what a line must reach, or null where nothing was asked for.
export function linesNote(text, drawn, threshold, number) {
  const { lines, all } = drawn
  const counted =
    lines.length < all
      ? fill(text.most, { drawn: number(lines.length), all: number(all) })
      : fill(text.lines, { all: number(all) })
  const cut = threshold === null ? "" : fill(text.cut_note, { cut: number(threshold, 3) })
  return [counted, cut, text.precision].join(" ")
}

// What a screen reader says of the lines.
export function linesLabel(text, layer, headList, labels) {
  const heads = headList.map((head) => head + 1).join(", ")
  return fill(text.alt, { layer: layer + 1, heads, tokens: labels.join(" ").slice(0, MOST_SPOKEN) })
}

// What the focused tokens look at (side "k") or are looked at by (side "q"): the strongest tokens, from the highest.
//   marks: the `shares` of that side. bound: how far off the weights may be. list: the focused tokens.
// sum and off of a token are summed over the list and averaged over the heads shown.
export function strongestTokens(labels, marks, bound, headList, heads, list, side) {
  const m = labels.length
  const ranked = labels.map((label, at) => {
    let [sum, off] = [0, 0]
    for (const head of headList) {
      sum += marks[at * heads + head]
      for (const one of list) off += weightAt(bound, placeOf(head, m, one, at, side))
    }
    return { label, at, sum: sum / headList.length, off: off / headList.length }
  })
  ranked.sort((a, b) => b.sum - a.sum)
  return ranked.slice(0, MOST_TOLD).filter(({ sum }) => sum > 0)
}

// A line about the focused tokens: { strong, text }. key: "looks" or "looked".
export function tokensCaption(text, key, list, labels, ranked, number) {
  const names = list.map((at) => `${at + 1}·${labels[at]}`)
  const few = names.slice(0, MOST_NAMED).join(", ")
  const token = names.length > MOST_NAMED ? `${few} … (${names.length})` : few
  const told = ranked.map(({ at, label, sum, off }) => `${at + 1}·${label} ${number(sum, 3)} ±${number(off, 3)}`)
  return { strong: fill(text[key], { token }), text: ` ${told.join("  ·  ")}` }
}

// How the numbers came about, where several heads or tokens are behind them.
export function howCaption(text, heads, tokens) {
  const how = []
  if (heads > 1) how.push(fill(text.mean, { heads }))
  if (tokens > 1) how.push(fill(text.sum, { tokens }))
  return how.join(" ")
}

// One head and its summaries. at: which head, counted through the layers.
export function headCaption(data, at, number) {
  const name = fill(data.text.head_name, { layer: Math.floor(at / data.heads) + 1, head: (at % data.heads) + 1 })
  const facts = Object.entries(data.summaries).map(([key, values]) => `${data.names[key]} ${number(values[at], 2)}`)
  return `${name}: ${facts.join(" · ")}`
}
