// Weights as they came, made into matrices by sub-words or by words, and the lines that are worth drawing.

// A weight travels as one byte, the square root in 256 steps (explain/attention/packing.py).
const WEIGHT = Float32Array.from({ length: 256 }, (_, q) => (q / 255) ** 2)
// How far off a weight read back from its byte may be.
const OFF = Float32Array.from({ length: 256 }, (_, q) => q / 255 / 255 + 1 / 260100)
// Layers by words that are kept: at 512 tokens each takes 12 MB.
const KEPT = 4

export class Weights {
  // bytes: (layers, heads, n, n), the last two being query and key. groups: for each word its first token and the one
  // after its last.
  constructor(bytes, { layers, heads, n, groups }) {
    Object.assign(this, { bytes, layers, heads, n, groups })
    this.kept = new Map()
  }

  // How many things look at one another: sub-words, or words.
  size(words) {
    return words ? this.groups.length : this.n
  }

  // All heads of a layer (heads, m, m), to be read by `weightAt`. By sub-words they stay bytes, with the table that
  // reads them: at 512 tokens even turning 3 million of them into numbers would be felt. By words keys are summed and
  // queries averaged, so that rows still sum to 1.
  layer(layer, words) {
    return this.read(layer, words, WEIGHT)
  }

  // In the same shape, how far off each weight of the layer may be.
  bound(layer, words) {
    return this.read(layer, words, OFF)
  }

  read(layer, words, table) {
    const { n, heads, bytes } = this
    const start = layer * heads * n * n
    if (!words) return { values: bytes.subarray(start, start + heads * n * n), table }
    const name = `${layer} ${table === WEIGHT}`
    if (!this.kept.has(name)) {
      if (this.kept.size >= KEPT) this.kept.delete(this.kept.keys().next().value)
      this.kept.set(name, { values: this.merged(start, table), table: null })
    }
    return this.kept.get(name)
  }

  merged(start, table) {
    const { n, heads, groups, bytes } = this
    const m = groups.length
    const values = new Float32Array(heads * m * m)
    const word = new Int32Array(n)
    groups.forEach(([first, last], at) => word.fill(at, first, last))
    for (let head = 0; head < heads; head++) {
      for (let query = 0; query < n; query++) {
        const row = head * m * m + word[query] * m
        const from = start + (head * n + query) * n
        const [first, last] = groups[word[query]]
        for (let key = 0; key < n; key++) values[row + word[key]] += table[bytes[from + key]] / (last - first)
      }
    }
    return values
  }
}

export const weightAt = ({ values, table }, place) => (table ? table[values[place]] : values[place])

// Which queries and keys are drawn at all, by sentence and by whether special tokens are.
// settings.pairs: "all", or the sentence of the query and that of the key, as in "ab".
export function allowedTokens(data, settings) {
  const m = settings.words ? data.groups.length : data.n
  const first = (at) => (settings.words ? data.groups[at][0] : at)
  const allowed = (at, wanted) =>
    (!wanted || data.sentence[first(at)] === "ab".indexOf(wanted)) && !(settings.nosep && data.special[first(at)])
  const [query, key] = settings.pairs === "all" ? ["", ""] : settings.pairs
  const list = (wanted) => Uint8Array.from({ length: m }, (_, at) => allowed(at, wanted))
  return { queries: list(query), keys: list(key) }
}

// What is asked about some tokens: tokens is a list of { side: "q" or "k", at }; null where nothing is asked.
export function focusOn(tokens, m) {
  if (!tokens.length) return null
  const focus = { queries: new Uint8Array(m), keys: new Uint8Array(m), queryList: [], keyList: [] }
  for (const { side, at } of tokens) {
    const [flags, list] = side === "q" ? [focus.queries, focus.queryList] : [focus.keys, focus.keyList]
    if (!flags[at]) list.push(at)
    flags[at] = 1
  }
  return focus
}

// The strongest `most` lines of some heads that reach the threshold, weakest first; `all` counts those that reach it.
// With a focus, only lines from its queries and to its keys.
export function strongest(layer, m, heads, allowed, threshold, most, focus = null) {
  const steps = inSteps(layer)
  const lowest = Math.ceil(Math.sqrt(threshold) * 255)
  const rows = []
  for (const head of heads) {
    for (let i = 0; i < m; i++) {
      const whole = !focus || focus.queries[i] === 1
      // A row that is not in focus may still have keys that are.
      if (allowed.queries[i] && (whole || focus.keyList.length))
        rows.push({ head, i, whole, row: head * m * m + i * m })
    }
  }
  const counts = new Uint32Array(256)
  for (const { whole, row } of rows) {
    for (let j = 0; j < m; j++) {
      if (steps[row + j] >= lowest && allowed.keys[j] && (whole || focus.keys[j])) counts[steps[row + j]]++
    }
  }
  const all = counts.reduce((sum, count) => sum + count, 0)
  let [least, drawn] = [256, 0]
  while (least > lowest && drawn + counts[least - 1] <= most) drawn += counts[--least]
  // Of the step that is too many for what is left, lines spread evenly over heads and queries.
  const share = least > lowest ? (most - drawn) / counts[least - 1] : 0
  let met = 0
  const chosen = (step) => {
    if (step !== least - 1) return step >= least
    met += 1
    return Math.floor(met * share) > Math.floor((met - 1) * share)
  }
  const lines = []
  for (const { head, i, whole, row } of rows) {
    for (let j = 0; j < m; j++) {
      if (allowed.keys[j] && (whole || focus.keys[j]) && chosen(steps[row + j])) {
        lines.push({ head, i, j, w: weightAt(layer, row + j) })
      }
    }
  }
  lines.sort((a, b) => a.w - b.w)
  return { lines, all }
}

// Strengths in 256 steps: as bytes that is all there is of them.
function inSteps({ values, table }) {
  if (table) return values
  const steps = new Uint8Array(values.length)
  for (let at = 0; at < steps.length; at++) steps[at] = Math.min(255, Math.sqrt(values[at]) * 255)
  return steps
}

// What the focused queries give to each key (side "k"), or the focused keys get from each query (side "q"):
// (m, heads), summed over the focus.
export function shares(layer, m, heads, allowed, focus, side) {
  const found = new Float32Array(m * heads)
  const [given, own] = side === "k" ? [allowed.queries, allowed.keys] : [allowed.keys, allowed.queries]
  for (const one of side === "k" ? focus.queryList : focus.keyList) {
    if (!given[one]) continue
    for (let head = 0; head < heads; head++) {
      for (let other = 0; other < m; other++) {
        if (own[other]) found[other * heads + head] += weightAt(layer, placeOf(head, m, one, other, side))
      }
    }
  }
  return found
}

// Where the weight between a focused token and another stands in a layer.
export function placeOf(head, m, one, other, side) {
  return head * m * m + (side === "k" ? one * m + other : other * m + one)
}
