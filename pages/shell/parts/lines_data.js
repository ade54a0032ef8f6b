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

  // All heads of a layer (heads, m, m): keys of a word summed, queries averaged, so that rows still sum to 1.
  layer(layer, words, table = WEIGHT) {
    const name = `${layer} ${words} ${table === WEIGHT}`
    if (this.kept.has(name)) return this.kept.get(name)
    const { n, heads, groups, bytes } = this
    const m = this.size(words)
    const found = new Float32Array(heads * m * m)
    const start = layer * heads * n * n
    if (!words) for (let at = 0; at < found.length; at++) found[at] = table[bytes[start + at]]
    else {
      const word = new Int32Array(n)
      groups.forEach(([first, last], at) => word.fill(at, first, last))
      for (let head = 0; head < heads; head++)
        for (let query = 0; query < n; query++) {
          const row = head * m * m + word[query] * m
          const from = start + (head * n + query) * n
          const [first, last] = groups[word[query]]
          for (let key = 0; key < n; key++) found[row + word[key]] += table[bytes[from + key]] / (last - first)
        }
    }
    // A few layers at a time: at 512 tokens each takes 12 MB.
    if (this.kept.size >= 4) this.kept.delete(this.kept.keys().next().value)
    this.kept.set(name, found)
    return found
  }

  bound(layer, words) {
    return this.layer(layer, words, OFF)
  }
}

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
function strongest(values, m, heads, allowed, threshold, most, focus) {
  const scale = 1000
  const counts = new Uint32Array(scale + 1)
  const visit = (act) => {
    for (const head of heads)
      for (let i = 0; i < m; i++) {
        if (!allowed.queries[i]) continue
        const whole = !focus || focus.queries[i]
        if (!whole && !focus.anyKey) continue
        const row = head * m * m + i * m
        for (let j = 0; j < m; j++) {
          const w = values[row + j]
          if (w >= threshold && allowed.keys[j] && (whole || focus.keys[j])) act(head, i, j, w)
        }
      }
  }
  let all = 0
  visit((head, i, j, w) => {
    all++
    counts[Math.min(scale, Math.sqrt(w) * scale) | 0]++
  })
  let bucket = scale
  for (let sum = counts[scale]; bucket > 0 && sum + counts[bucket - 1] <= most; ) sum += counts[--bucket]
  const least = bucket / scale
  const lines = []
  visit((head, i, j, w) => {
    if (Math.sqrt(w) >= least && lines.length < most) lines.push({ head, i, j, w })
  })
  lines.sort((a, b) => a.w - b.w)
  return { lines, all }
}

// What the focused tokens give to each key, or get from each query: (m, heads), summed over the focus.
function shares(values, m, heads, allowed, focus, side) {
  const found = new Float32Array(m * heads)
  const [given, own] = side === "k" ? [allowed.queries, allowed.keys] : [allowed.keys, allowed.queries]
  const at = side === "k" ? focus.queryList : focus.keyList
  for (let head = 0; head < heads; head++)
    for (const one of at) {
      if (!given[one]) continue
      for (let other = 0; other < m; other++)
        if (own[other]) found[other * heads + head] += values[head * m * m + (side === "k" ? one * m + other : other * m + one)]
    }
  return found
}
