// Decoding the bytes, merging words, sums, and which lines are drawn.
import assert from "node:assert/strict"
import { test } from "node:test"
import {
  Weights,
  allowedTokens,
  focusOn,
  placeOf,
  shares,
  strongest,
  weightAt,
} from "../../../pages/shell/browser/lines/weights.js"

const near = (found, expected, off = 1e-6) =>
  expected.forEach((value, at) => assert.ok(Math.abs(found[at] - value) <= off, `${at}: ${found[at]}, not ${value}`))

// 2 layers, 2 heads, 3 tokens, of which the last two are one word.
const SHAPE = {
  layers: 2,
  heads: 2,
  n: 3,
  groups: [
    [0, 1],
    [1, 3],
  ],
}
const bytes = Uint8Array.from({ length: 2 * 2 * 9 }, (_, at) => (at * 7) % 256)
const weights = () => new Weights(bytes, SHAPE)
const all = (layer, length) => Array.from({ length }, (_, place) => weightAt(layer, place))

test("a byte is the square root of a weight in 255 steps", () => {
  const read = new Weights(Uint8Array.of(0, 51, 128, 255), { layers: 1, heads: 1, n: 2, groups: [] })
  near(all(read.layer(0, false), 4), [0, 0.04, (128 / 255) ** 2, 1])
})

test("no weight is off by more than is said", () => {
  const every = new Weights(
    Uint8Array.from({ length: 256 }, (_, q) => q),
    { layers: 1, heads: 1, n: 16, groups: [] },
  )
  const [read, bound] = [every.layer(0, false), every.bound(0, false)]
  for (let step = 0; step <= 10_000; step++) {
    const weight = step / 10_000
    const byte = Math.round(Math.sqrt(weight) * 255)
    const off = Math.abs(weightAt(read, byte) - weight)
    assert.ok(off <= weightAt(bound, byte) + 1e-7, `${weight} is off by ${off}`)
  }
})

test("a layer is its own bytes, in the order head, query, key", () => {
  const second = weights().layer(1, false)
  near(
    all(second, 18),
    Array.from({ length: 18 }, (_, at) => ((((18 + at) * 7) % 256) / 255) ** 2),
  )
})

test("by words keys are summed and queries averaged", () => {
  const w = (head, query, key) => (bytes[head * 9 + query * 3 + key] / 255) ** 2
  const expected = [0, 1].flatMap((head) => [
    w(head, 0, 0),
    w(head, 0, 1) + w(head, 0, 2),
    (w(head, 1, 0) + w(head, 2, 0)) / 2,
    (w(head, 1, 1) + w(head, 1, 2) + w(head, 2, 1) + w(head, 2, 2)) / 2,
  ])
  near(all(weights().layer(0, true), 8), expected)
})

test("rows that sum to 1 still do by words, and bounds are merged as weights are", () => {
  const rows = [
    [255, 0, 0, 0],
    [0, 153, 204, 0],
    [204, 0, 0, 153],
    [0, 0, 0, 255],
  ]
  const merged = new Weights(Uint8Array.from(rows.flat()), {
    layers: 1,
    heads: 1,
    n: 4,
    groups: [
      [0, 1],
      [1, 3],
      [3, 4],
    ],
  })
  const read = all(merged.layer(0, true), 9)
  for (let row = 0; row < 3; row++) near([read[3 * row] + read[3 * row + 1] + read[3 * row + 2]], [1])
  const off = (q) => q / 255 / 255 + 1 / 260100
  near([weightAt(merged.bound(0, true), 4)], [(off(153) + off(204) + off(0) + off(0)) / 2])
})

test("only a few layers are kept by words, and a kept one is not made again", () => {
  const many = new Weights(new Uint8Array(6 * 4), { layers: 6, heads: 1, n: 2, groups: [[0, 2]] })
  const first = many.layer(0, true)
  assert.equal(many.layer(0, true), first)
  for (let layer = 1; layer < 6; layer++) many.layer(layer, true)
  assert.ok(many.kept.size <= 4)
  assert.notEqual(many.layer(0, true), first)
  assert.deepEqual([...many.layer(0, true).values], [...first.values])
})

const PAIR = {
  n: 4,
  sentence: [0, 0, 1, 1],
  special: [1, 0, 0, 1],
  groups: [
    [0, 1],
    [1, 2],
    [2, 4],
  ],
}

test("sentences and special tokens decide what is drawn at all", () => {
  const flags = (settings) => {
    const { queries, keys } = allowedTokens(PAIR, { words: false, nosep: false, pairs: "all", ...settings })
    return [[...queries].join(""), [...keys].join("")]
  }
  assert.deepEqual(flags({}), ["1111", "1111"])
  assert.deepEqual(flags({ pairs: "ab" }), ["1100", "0011"])
  assert.deepEqual(flags({ pairs: "bb" }), ["0011", "0011"])
  assert.deepEqual(flags({ nosep: true }), ["0110", "0110"])
  assert.deepEqual(flags({ nosep: true, pairs: "ba" }), ["0010", "0100"])
  // A word is what its first token is.
  assert.deepEqual(flags({ words: true, nosep: true, pairs: "ab" }), ["010", "001"])
})

const layerOf = (rows) =>
  new Weights(Uint8Array.from(rows.flat(2)), { layers: 1, heads: rows.length, n: rows[0].length, groups: [] })
const EVERY = (m) => ({ queries: new Uint8Array(m).fill(1), keys: new Uint8Array(m).fill(1) })
const names = ({ lines }) => lines.map(({ head, i, j }) => `${head}${i}${j}`)

const ROWS = [
  [
    [200, 10, 90],
    [30, 250, 60],
    [120, 0, 180],
  ],
  [
    [5, 240, 20],
    [80, 100, 110],
    [255, 40, 50],
  ],
]

test("lines reach the threshold, and come weakest first", () => {
  const layer = layerOf(ROWS).layer(0, false)
  const found = strongest(layer, 3, [0, 1], EVERY(3), (150 / 255) ** 2, 100)
  assert.deepEqual(names(found), ["022", "000", "101", "011", "120"])
  assert.equal(found.all, 5)
  near(
    found.lines.map(({ w }) => w),
    [180, 200, 240, 250, 255].map((q) => (q / 255) ** 2),
  )
  assert.deepEqual(names(strongest(layer, 3, [1], EVERY(3), (150 / 255) ** 2, 100)), ["101", "120"])
  assert.deepEqual(strongest(layer, 3, [], EVERY(3), 0, 100), { lines: [], all: 0 })
})

test("of too many lines the strongest are drawn, and all are counted", () => {
  const layer = layerOf(ROWS).layer(0, false)
  const found = strongest(layer, 3, [0, 1], EVERY(3), 0.0001, 4)
  assert.deepEqual(names(found), ["000", "101", "011", "120"])
  // The next is the only one of its step, and there is no room for it.
  assert.deepEqual(names(strongest(layer, 3, [0, 1], EVERY(3), 0.0001, 3)), ["101", "011", "120"])
  // 0 does not reach the threshold; 5 does: √0.0001 · 255 is 2.55.
  assert.equal(found.all, 17)
})

test("of lines equally strong, too many to be drawn, those drawn are spread evenly", () => {
  const m = 60
  const layer = new Weights(new Uint8Array(m * m).fill(100), { layers: 1, heads: 1, n: m, groups: [] }).layer(0, false)
  const found = strongest(layer, m, [0], EVERY(m), 0.0001, 1500)
  assert.equal(found.lines.length, 1500)
  assert.equal(found.all, m * m)
  const rows = new Uint16Array(m)
  for (const { i } of found.lines) rows[i]++
  rows.forEach((count) => assert.equal(count, 25))
})

test("on many random weights no line left out is stronger than one drawn", () => {
  // A generator of its own, so that a failure can be seen again.
  let state = 1
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647
  for (let round = 0; round < 20; round++) {
    const [m, heads, most] = [3 + Math.floor(random() * 12), 3, 1 + Math.floor(random() * 120)]
    const made = Uint8Array.from({ length: heads * m * m }, () => Math.floor(random() * 256))
    const layer = new Weights(made, { layers: 1, heads, n: m, groups: [] }).layer(0, false)
    const { lines, all: count } = strongest(layer, m, [0, 2], EVERY(m), 0.01, most)
    const reach = [0, 2].flatMap((head) => [...made.subarray(head * m * m, (head + 1) * m * m)]).filter((q) => q >= 26)
    assert.equal(count, reach.length)
    assert.ok(lines.length <= most)
    // All the room is used; a share may be rounded down.
    assert.ok(lines.length >= Math.min(most, reach.length) - 1)
    const drawn = new Set(lines.map(({ head, i, j }) => head * m * m + i * m + j))
    assert.equal(drawn.size, lines.length)
    const left = [...made.keys()].filter((at) => !drawn.has(at) && Math.floor(at / m / m) !== 1)
    const strongestLeft = Math.max(-1, ...left.map((at) => made[at]).filter((q) => q >= 26))
    if (lines.length) assert.ok(lines[0].w >= (strongestLeft / 255) ** 2 - 1e-6)
    else assert.equal(reach.length, 0)
  }
})

test("by words, where weights are numbers, the same lines are the strongest", () => {
  const single = [0, 1, 2].map((at) => [at, at + 1])
  const read = new Weights(Uint8Array.from(ROWS.flat(2)), { layers: 1, heads: 2, n: 3, groups: single })
  const [bytewise, numbers] = [read.layer(0, false), read.layer(0, true)]
  for (const threshold of [0.0001, 0.05, 0.4]) {
    const found = strongest(numbers, 3, [0, 1], EVERY(3), threshold, 100)
    const expected = strongest(bytewise, 3, [0, 1], EVERY(3), threshold, 100)
    // A weight at the threshold may fall on either side of a step.
    assert.ok(Math.abs(found.all - expected.all) <= 1)
    assert.deepEqual(names(found).slice(-4), names(expected).slice(-4))
  }
})

test("a focus keeps lines from its queries and to its keys", () => {
  const layer = layerOf(ROWS).layer(0, false)
  const of = (...tokens) => names(strongest(layer, 3, [0], EVERY(3), 0.0001, 100, focusOn(tokens, 3))).sort()
  assert.deepEqual(of({ side: "q", at: 1 }), ["010", "011", "012"])
  assert.deepEqual(of({ side: "k", at: 2 }), ["002", "012", "022"])
  assert.deepEqual(of({ side: "q", at: 0 }, { side: "k", at: 0 }), ["000", "001", "002", "010", "020"])
})

test("what is not allowed is drawn from nowhere", () => {
  const layer = layerOf(ROWS).layer(0, false)
  const allowed = { queries: Uint8Array.of(1, 0, 1), keys: Uint8Array.of(0, 1, 1) }
  const found = strongest(layer, 3, [0], allowed, 0.0001, 100)
  assert.deepEqual(names(found).sort(), ["001", "002", "022"])
})

test("a token in focus twice is counted once", () => {
  const focus = focusOn(
    [
      { side: "q", at: 2 },
      { side: "q", at: 2 },
      { side: "k", at: 0 },
    ],
    3,
  )
  assert.deepEqual(focus.queryList, [2])
  assert.deepEqual(focus.keyList, [0])
  assert.deepEqual([...focus.queries], [0, 0, 1])
  assert.equal(focusOn([], 3), null)
})

test("shares are sums over the focus, head by head", () => {
  const layer = layerOf(ROWS).layer(0, false)
  const w = (head, query, key) => (ROWS[head][query][key] / 255) ** 2
  const given = focusOn(
    [
      { side: "q", at: 0 },
      { side: "q", at: 2 },
    ],
    3,
  )
  near(
    [...shares(layer, 3, 2, EVERY(3), given, "k")],
    [0, 1, 2].flatMap((key) => [0, 1].map((head) => w(head, 0, key) + w(head, 2, key))),
  )
  const got = focusOn([{ side: "k", at: 1 }], 3)
  near(
    [...shares(layer, 3, 2, EVERY(3), got, "q")],
    [0, 1, 2].flatMap((query) => [0, 1].map((head) => w(head, query, 1))),
  )
  const allowed = { queries: Uint8Array.of(1, 1, 0), keys: Uint8Array.of(1, 0, 1) }
  near(
    [...shares(layer, 3, 2, allowed, given, "k")],
    [0, 1, 2].flatMap((key) => [0, 1].map((head) => (key === 1 ? 0 : w(head, 0, key)))),
  )
  assert.equal(weightAt(layer, placeOf(1, 3, 0, 2, "k")), weightAt(layer, 9 + 2))
  assert.equal(weightAt(layer, placeOf(1, 3, 0, 2, "q")), weightAt(layer, 9 + 6))
})
