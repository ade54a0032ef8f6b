// What is being looked at, and every way to change it. It knows nothing of the page.

// settings, as they stand in the address:
//   tab: "lines" or "model". layer: from 0. shown: the set of heads, from 0. pins: "q3" and "k5", tokens from 0.
//   words: by words and not by sub-words. lay: "down" or "across". cut: 0 to 100. nosep: without special tokens.
//   pairs: "all", "aa", "ab", "ba" or "bb". sort: "place" or the name of a summary. thumb: "lines" or "maps".
// For this visit alone:
//   hover: the token under the pointer or the cursor, { side, at }. cursor: the keyboard's token. cell: the small
//   drawing under the pointer or the cursor, by its place.
export class State {
  constructor() {
    this.seq = 0
    this.settings = null
    this.forgetPlaces()
  }

  forgetPlaces() {
    this.hover = this.cursor = this.cell = null
  }

  // Take over what the server says. An answer to an older change than the last one made here would undo it.
  take(settings, seq) {
    if (this.settings && seq < this.seq) return
    this.seq = seq
    this.settings = { ...settings, shown: new Set(settings.shown), pins: settings.pins }
  }

  // What the server is told; the number of the change comes back with its answer.
  report() {
    return { seq: this.seq, ...this.settings, shown: this.heads() }
  }

  // The heads shown, in order; those that the model does not have are left out.
  heads(count = Infinity) {
    return [...this.settings.shown].filter((head) => head < count).sort((a, b) => a - b)
  }

  // The weight that a line must reach. The switch runs over square roots, as strengths do on screen.
  get threshold() {
    return Math.max((this.settings.cut / 100) ** 2, 0.0001)
  }

  // The tokens that are asked about, of m: the one pointed at, else the pinned ones.
  tokens(m) {
    if (this.hover) return [this.hover]
    const pinned = this.settings.pins.map((pin) => ({ side: pin[0], at: Number(pin.slice(1)) }))
    return pinned.filter(({ at }) => at < m)
  }

  set(name, value) {
    this.settings[name] = value
    if (name === "words" || name === "tab") this.forgetPlaces()
    // Words and sub-words are counted differently: a pin would move to another token.
    if (name === "words") this.settings.pins = []
  }

  pin({ side, at }) {
    const name = `${side}${at}`
    const { pins } = this.settings
    this.settings.pins = pins.includes(name) ? pins.filter((one) => one !== name) : [...pins, name]
  }

  unpin() {
    this.hover = this.cursor = null
    this.settings.pins = []
  }

  showHeads(list) {
    this.settings.shown = new Set(list)
  }

  toggleHead(head) {
    if (!this.settings.shown.delete(head)) this.settings.shown.add(head)
  }

  // The head after the only one shown; the first where several are.
  nextHead(count) {
    const shown = this.heads(count)
    this.showHeads([(shown.length === 1 ? shown[0] + 1 : 0) % count])
  }

  stepLayer(by, count) {
    this.settings.layer = (this.settings.layer + by + count) % count
  }

  // From all heads to one: `at` counts heads through the layers.
  openHead(at, heads) {
    this.settings.layer = Math.floor(at / heads)
    this.showHeads([at % heads])
    this.set("tab", "lines")
  }

  // Move the keyboard's token along the m tokens, or over to the queries (over < 0) or keys (over > 0).
  moveCursor(along, over, m) {
    const next = { side: this.cursor?.side ?? "q", at: this.cursor?.at ?? -1 }
    if (along) next.at = (next.at + along + m) % m
    if (over) next.side = over > 0 ? "k" : "q"
    next.at = Math.max(0, next.at)
    this.cursor = next
  }
}
