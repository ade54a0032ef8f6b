// Weights as they came, made into matrices by sub-words or by words, and the lines that are worth drawing.
const WEIGHT = Float32Array.from({ length: 256 }, (_, q) => (q / 255) ** 2)
// How far off a weight read back from its byte may be.
const OFF = Float32Array.from({ length: 256 }, (_, q) => q / 255 / 255 + 1 / 260100)

class Weights {
  constructor(bytes, { layers, heads, n, groups }) {
    Object.assign(this, { bytes, layers, heads, n, groups })
    this.kept = new Map()
  }

  size(words) {
    return words ? this.groups.length : this.n
  }

  // All heads of a layer (heads, m, m). By sub-words they stay bytes, with the table that reads them: at 512 tokens even
  // turning 3 million of them into numbers would be felt. By words keys are summed and queries averaged, so that rows
  // still sum to 1.
  layer(layer, words, table = WEIGHT) {
    const { n, heads, groups, bytes } = this
    const start = layer * heads * n * n
    if (!words) return { values: bytes.subarray(start, start + heads * n * n), table }
    const name = `${layer} ${table === WEIGHT}`
    if (this.kept.has(name)) return this.kept.get(name)
    const m = this.size(words)
    const values = new Float32Array(heads * m * m)
    const word = new Int32Array(n)
    groups.forEach(([first, last], at) => word.fill(at, first, last))
    for (let head = 0; head < heads; head++)
      for (let query = 0; query < n; query++) {
        const row = head * m * m + word[query] * m
        const from = start + (head * n + query) * n
        const [first, last] = groups[word[query]]
        for (let key = 0; key < n; key++) values[row + word[key]] += table[bytes[from + key]] / (last - first)
      }
    const found = { values, table: null }
    // A few layers at a time: at 512 tokens each takes 12 MB.
    if (this.kept.size >= 4) this.kept.delete(this.kept.keys().next().value)
    this.kept.set(name, found)
    return found
  }

  bound(layer, words) {
    return this.layer(layer, words, OFF)
  }
}

const weightAt = ({ values, table }, place) => (table ? table[values[place]] : values[place])

// Which queries and keys are drawn at all, by sentence and by whether special tokens are.
function kept(data, view) {
  const m = view.words ? data.groups.length : data.n
  const first = (at) => (view.words ? data.groups[at][0] : at)
  const ok = (at, wanted) => (!wanted || data.sentence[first(at)] === "ab".indexOf(wanted)) && !(view.nosep && data.special[first(at)])
  const [query, key] = view.pairs === "all" ? ["", ""] : view.pairs
  const list = (wanted) => Uint8Array.from({ length: m }, (_, at) => ok(at, wanted))
  return { queries: list(query), keys: list(key) }
}

// The strongest `most` lines of some heads that reach the threshold, weakest first; `all` counts those that do.
function strongest(layer, m, heads, allowed, threshold, most, focus) {
  const { values, table } = layer
  // Strengths are told apart in 256 steps, which is all there is of them.
  let steps = values
  if (!table) {
    steps = new Uint8Array(values.length)
    for (let at = 0; at < steps.length; at++) steps[at] = Math.min(255, Math.sqrt(values[at]) * 255)
  }
  const lowest = Math.ceil(Math.sqrt(threshold) * 255)
  const rows = []
  for (const head of heads)
    for (let i = 0; i < m; i++) {
      const whole = !focus || focus.queries[i] === 1
      // A row that is not in focus may still have keys that are.
      if (allowed.queries[i] && (whole || focus.anyKey)) rows.push({ head, i, whole, row: head * m * m + i * m })
    }
  const counts = new Uint32Array(256)
  for (const { whole, row } of rows)
    for (let j = 0; j < m; j++) if (steps[row + j] >= lowest && allowed.keys[j] && (whole || focus.keys[j])) counts[steps[row + j]]++
  let all = 0
  for (const count of counts) all += count
  let least = 255
  for (let sum = counts[255]; least > lowest && sum + counts[least - 1] <= most; ) sum += counts[--least]
  const lines = []
  for (const { head, i, whole, row } of rows)
    for (let j = 0; j < m; j++)
      if (steps[row + j] >= least && allowed.keys[j] && (whole || focus.keys[j]) && lines.length < most) lines.push({ head, i, j, w: weightAt(layer, row + j) })
  lines.sort((a, b) => a.w - b.w)
  return { lines, all }
}

// What the focused tokens give to each key, or get from each query: (m, heads), summed over the focus.
function shares(layer, m, heads, allowed, focus, side) {
  const found = new Float32Array(m * heads)
  const [given, own] = side === "k" ? [allowed.queries, allowed.keys] : [allowed.keys, allowed.queries]
  const at = side === "k" ? focus.queryList : focus.keyList
  for (let head = 0; head < heads; head++)
    for (const one of at) {
      if (!given[one]) continue
      for (let other = 0; other < m; other++)
        if (own[other]) found[other * heads + head] += weightAt(layer, head * m * m + (side === "k" ? one * m + other : other * m + one))
    }
  return found
}
