// What the pens are told to draw.
import assert from "node:assert/strict"
import { test } from "node:test"
import { linesLayout } from "../../../pages/shell/browser/lines/layout.js"
import { paintLines } from "../../../pages/shell/browser/lines/paint_lines.js"
import { strongestOf } from "../../../pages/shell/browser/lines/paint_model.js"
import { SvgPen } from "../../../pages/shell/browser/lines/pens.js"
import { Weights, focusOn, shares, strongest } from "../../../pages/shell/browser/lines/weights.js"

class RecordingPen {
  constructor() {
    Object.assign(this, { lines: [], rects: [], texts: [] })
  }
  line(x0, y0, x1, y1, down, style) {
    this.lines.push({ x0, y0, x1, y1, ...style })
  }
  rect(x, y, width, height, colour, alpha) {
    this.rects.push({ x, y, width, height, colour, alpha })
  }
  text(x, y, text, style) {
    this.texts.push({ x, y, text, ...style })
  }
}

const N = 4
const LABELS = ["[CLS]", "The", "cat", "[SEP]"]
const bytes = Uint8Array.from({ length: 2 * N * N }, (_, at) => (at * 53) % 256)
const layer = new Weights(bytes, { layers: 1, heads: 2, n: N, groups: [] }).layer(0, false)
const every = { queries: new Uint8Array(N).fill(1), keys: new Uint8Array(N).fill(1) }
const look = { ink: "ink", primary: "primary", measure: (text) => 8 * text.length, number: (value) => value.toFixed(2) }

function painted({ lay = "down", tokens = [], headList = [0, 1], labels = LABELS, part = null }) {
  const pen = new RecordingPen()
  const layout = linesLayout(N, labels, { lay }, 951, headList.length, look.measure)
  const focus = focusOn(tokens, N)
  const marks = {}
  if (focus?.queryList.length) marks.k = shares(layer, N, 2, every, focus, "k")
  if (focus?.keyList.length) marks.q = shares(layer, N, 2, every, focus, "q")
  const { lines } = strongest(layer, N, headList, every, 0.0001, 1500, focus)
  const shown = { lines, labels, focus, marks, colours: ["first", "second"], headList, heads: 2 }
  paintLines(pen, layout, shown, look, part)
  return { ...pen, layout, drawn: lines }
}

for (const lay of ["down", "across"]) {
  test(`a line goes from its query to its key, in the colour of its head: ${lay}`, () => {
    const { lines, layout, drawn } = painted({ lay })
    assert.equal(lines.length, drawn.length)
    const middle = (at) => layout.start + (at + 0.5) * layout.step
    drawn.forEach(({ head, i, j, w }, at) => {
      const line = lines[at]
      const [a, b] = lay === "down" ? [line.y0, line.y1] : [line.x0, line.x1]
      assert.deepEqual([a, b], [middle(i), middle(j)])
      assert.equal(line.colour, ["first", "second"][head])
      assert.equal(line.width, 0.7 + 4.5 * w)
      assert.ok(line.alpha > 0 && line.alpha <= 1)
    })
    // The stronger, the more of it.
    for (let at = 1; at < lines.length; at++) assert.ok(lines[at].alpha >= lines[at - 1].alpha)
  })

  test(`every label stands on both sides: ${lay}`, () => {
    const { texts } = painted({ lay })
    assert.deepEqual(texts.map(({ text }) => text).sort(), [...LABELS, ...LABELS].sort())
  })
}

test("beside a focused token stands what it gives each key: head by head, and the mean as a number", () => {
  const { texts, rects } = painted({ tokens: [{ side: "q", at: 1 }] })
  const given = LABELS.map((_, key) => [0, 1].map((head) => (bytes[head * N * N + N + key] / 255) ** 2))
  const expected = given.map(([a, b]) => (a + b) / 2).filter((mean) => mean >= 0.005)
  assert.deepEqual(
    texts.filter(({ text }) => /^\d\.\d\d$/.test(text)).map(({ text }) => text),
    expected.map((mean) => mean.toFixed(2)),
  )
  for (const [head, colour] of ["first", "second"].entries()) {
    const strips = rects.filter((rect) => rect.colour === colour)
    assert.equal(strips.length, given.filter((row) => row[head] > 0.002).length)
  }
  assert.equal(rects.filter(({ colour }) => colour === "primary").length, 1)
  assert.equal(texts.find(({ bold }) => bold).text, "The")
})

test("only what is seen is drawn", () => {
  const far = painted({ part: { x: 0, y: 5000, width: 900, height: 100 } })
  assert.deepEqual([far.lines.length, far.texts.length], [0, 0])
  const near = painted({ part: { x: 0, y: 0, width: 900, height: 100 } })
  assert.equal(near.texts.length, 2 * N)
})

test("no head, no line, and every label still", () => {
  const { lines, texts } = painted({ headList: [], tokens: [{ side: "q", at: 1 }] })
  assert.equal(lines.length, 0)
  assert.ok(texts.length >= 2 * N)
})

test("a token reaches an SVG as text, isolated from what stands beside it", () => {
  const added = []
  const pen = new SvgPen({ add: (...part) => added.push(part) }, "serif")
  const evil = "</text><script>alert(1)</script>"
  pen.text(1, 2, evil, { size: 16, colour: "ink", turned: true })
  const [[name, attributes, text]] = added
  assert.equal(name, "text")
  assert.equal(text, `\u2068${evil}\u2069`)
  assert.ok(!JSON.stringify(attributes).includes("script"))
  assert.equal(attributes.transform, "rotate(-90 1.0 2.0)")
})

test("a small map keeps the strongest weight of each field", () => {
  const thumb = { m: N, head: 1, values: layer, allowed: every }
  const exact = strongestOf(thumb, N)
  exact.forEach((w, at) => assert.ok(Math.abs(w - (bytes[N * N + at] / 255) ** 2) < 1e-6))
  const half = strongestOf(thumb, 2)
  for (const [row, column] of [0, 1, 2, 3].map((at) => [at >> 1, at & 1])) {
    const field = [0, 1, 2, 3].map((at) => exact[(2 * row + (at >> 1)) * N + 2 * column + (at & 1)])
    assert.equal(half[2 * row + column], Math.max(...field))
  }
  const allowed = { queries: Uint8Array.of(1, 0, 0, 0), keys: Uint8Array.of(0, 1, 0, 0) }
  assert.equal(strongestOf({ ...thumb, allowed }, N).filter((w) => w > 0).length, exact[1] > 0 ? 1 : 0)
})
