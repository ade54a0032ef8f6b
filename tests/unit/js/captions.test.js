import assert from "node:assert/strict"
import { test } from "node:test"
import {
  fill,
  headCaption,
  howCaption,
  linesLabel,
  linesNote,
  numberFormat,
  strongestTokens,
  tokensCaption,
} from "../../../pages/shell/browser/lines/captions.js"
import { Weights, focusOn, shares } from "../../../pages/shell/browser/lines/weights.js"

const TEXT = {
  alt: "Layer {layer}, heads {heads}: {tokens}",
  cut_note: "From {cut}.",
  head_name: "Layer {layer}, head {head}",
  lines: "{all} lines.",
  looked: "{token} is looked at by:",
  looks: "{token} looks at:",
  mean: "Mean of {heads} heads.",
  most: "{drawn} of {all} lines.",
  precision: "±",
  sum: "Sum over {tokens} tokens.",
}
const english = numberFormat("en")
const EVIL = "</script><img src=x onerror=alert(1)> {token} $& $1"

test("numbers are written as the language does", () => {
  assert.equal(english(1234.5678, 2), "1,234.57")
  assert.equal(numberFormat("tr")(1234.5678, 2), "1.234,57")
  assert.equal(english(4096), "4,096")
})

test("what is filled in stays as it is", () => {
  assert.equal(fill("{a} and {b}", { a: EVIL, b: "{a}" }), `${EVIL} and {a}`)
})

test("the note says how many lines there are, and whether all are drawn", () => {
  const drawn = (count, all) => ({ lines: Array(count), all })
  assert.equal(linesNote(TEXT, drawn(1500, 3600), null, english), "1,500 of 3,600 lines.  ±")
  assert.equal(linesNote(TEXT, drawn(7, 7), 0.04, english), "7 lines. From 0.040. ±")
  assert.equal(linesNote(TEXT, drawn(0, 0), 0.04, numberFormat("tr")), "0 lines. From 0,040. ±")
})

test("a screen reader hears layers and heads as people count them, and not all of a long text", () => {
  assert.equal(linesLabel(TEXT, 2, [0, 4], ["The", EVIL]), `Layer 3, heads 1, 5: The ${EVIL}`)
  assert.ok(linesLabel(TEXT, 0, [0], Array(512).fill("word")).length < 700)
})

const N = 7
const HEADS = 3
const LABELS = ["[CLS]", "a", "b", "c", "d", "e", "[SEP]"]
const bytes = Uint8Array.from({ length: HEADS * N * N }, (_, at) => (at * 37) % 256)
const weights = new Weights(bytes, { layers: 1, heads: HEADS, n: N, groups: [] })
const every = { queries: new Uint8Array(N).fill(1), keys: new Uint8Array(N).fill(1) }
const w = (head, query, key) => (bytes[head * N * N + query * N + key] / 255) ** 2

for (const [side, weight] of [
  ["k", (head, one, other) => w(head, one, other)],
  ["q", (head, one, other) => w(head, other, one)],
]) {
  test(`numbers told are means over heads of sums over tokens, side ${side}`, () => {
    const list = [1, 4]
    const headList = [0, 2]
    const focus = focusOn(
      list.map((at) => ({ side: side === "k" ? "q" : "k", at })),
      N,
    )
    const layer = weights.layer(0, false)
    const marks = shares(layer, N, HEADS, every, focus, side)
    const found = strongestTokens(LABELS, marks, weights.bound(0, false), headList, HEADS, list, side)
    const expected = LABELS.map((label, at) => ({
      label,
      at,
      sum: headList.reduce((sum, head) => sum + list.reduce((all, one) => all + weight(head, one, at), 0), 0) / 2,
    })).sort((a, b) => b.sum - a.sum)
    assert.equal(found.length, 5)
    found.forEach(({ label, at, sum, off }, place) => {
      assert.deepEqual([label, at], [expected[place].label, expected[place].at])
      assert.ok(Math.abs(sum - expected[place].sum) < 1e-6)
      assert.ok(off > 0 && off < 2 * 0.0041)
    })
  })
}

test("tokens with nothing are not told", () => {
  const marks = Float32Array.of(0, 0.5, 0, 0)
  const bound = { values: new Float32Array(16).fill(0.001), table: null }
  const found = strongestTokens(["a", "b", "c", "d"], marks, bound, [0], 1, [2], "k")
  assert.deepEqual(
    found.map(({ label }) => label),
    ["b"],
  )
})

test("tokens are named with their place, and not all of many", () => {
  const ranked = [
    { at: 1, label: EVIL, sum: 0.25, off: 0.001 },
    { at: 0, label: "[CLS]", sum: 0.125, off: 0.002 },
  ]
  const told = tokensCaption(TEXT, "looks", [2], LABELS, ranked, english)
  assert.equal(told.strong, "3·b looks at:")
  assert.equal(told.text, ` 2·${EVIL} 0.250 ±0.001  ·  1·[CLS] 0.125 ±0.002`)
  const many = tokensCaption(TEXT, "looked", [0, 1, 2, 3, 4, 5, 6], LABELS, [], english)
  assert.equal(many.strong, "1·[CLS], 2·a, 3·b, 4·c, 5·d, 6·e … (7) is looked at by:")
})

test("means and sums are named where there are any", () => {
  assert.equal(howCaption(TEXT, 1, 1), "")
  assert.equal(howCaption(TEXT, 3, 1), "Mean of 3 heads.")
  assert.equal(howCaption(TEXT, 3, 2), "Mean of 3 heads. Sum over 2 tokens.")
})

test("a head is named and measured", () => {
  const data = { heads: 3, text: TEXT, names: { entropy: "entropy", far: "distance" } }
  const summaries = { entropy: [0, 1, 2, 3, 4, 5.125], far: [0, 0, 0, 0, 0, 1.5] }
  assert.equal(headCaption({ ...data, summaries }, 5, english), "Layer 2, head 3: entropy 5.13 · distance 1.50")
})
