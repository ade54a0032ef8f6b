import assert from "node:assert/strict"
import { test } from "node:test"
import { State } from "../../../pages/shell/browser/lines/state.js"

const SETTINGS = {
  tab: "lines",
  layer: 2,
  shown: [3, 0, 7],
  pins: ["q3"],
  words: false,
  lay: "down",
  cut: 0,
  nosep: false,
  pairs: "all",
  sort: "place",
  thumb: "lines",
}

function state(changes = {}) {
  const made = new State()
  made.take({ ...SETTINGS, ...changes }, 0)
  return made
}

test("an answer to an older change undoes nothing, one to the last change is taken", () => {
  const one = state()
  one.set("layer", 4)
  one.seq = 3
  one.take({ ...SETTINGS, layer: 1 }, 2)
  assert.equal(one.settings.layer, 4)
  one.take({ ...SETTINGS, layer: 1 }, 3)
  assert.equal(one.settings.layer, 1)
  one.take({ ...SETTINGS, layer: 5 }, 9)
  assert.equal(one.settings.layer, 5)
  assert.equal(one.seq, 9)
})

test("what the server says is not changed by what is done here", () => {
  const sent = structuredClone(SETTINGS)
  const one = new State()
  one.take(sent, 0)
  one.pin({ side: "k", at: 1 })
  one.toggleHead(0)
  one.set("cut", 20)
  assert.deepEqual(sent, SETTINGS)
})

test("the report is what the address needs", () => {
  const one = state()
  one.seq = 5
  assert.deepEqual(one.report(), { ...SETTINGS, seq: 5, shown: [0, 3, 7] })
  // It travels as JSON.
  assert.deepEqual(JSON.parse(JSON.stringify(one.report())), one.report())
})

test("heads: one more, one fewer, the next one, and only those that the model has", () => {
  const one = state()
  assert.deepEqual(one.heads(4), [0, 3])
  one.toggleHead(3)
  one.toggleHead(5)
  assert.deepEqual(one.heads(), [0, 5, 7])
  one.nextHead(12)
  assert.deepEqual(one.heads(), [0])
  one.nextHead(12)
  assert.deepEqual(one.heads(), [1])
  one.showHeads([11])
  one.nextHead(12)
  assert.deepEqual(one.heads(), [0])
})

test("a pin goes in and out, and means nothing by words", () => {
  const one = state()
  one.pin({ side: "k", at: 12 })
  assert.deepEqual(one.settings.pins, ["q3", "k12"])
  one.pin({ side: "q", at: 3 })
  assert.deepEqual(one.settings.pins, ["k12"])
  one.set("layer", 0)
  assert.deepEqual(one.settings.pins, ["k12"])
  one.set("words", true)
  assert.deepEqual(one.settings.pins, [])
})

test("asked about is the token pointed at, else the pinned ones that the text has", () => {
  const one = state({ pins: ["q3", "k12", "k0"] })
  assert.deepEqual(one.tokens(5), [
    { side: "q", at: 3 },
    { side: "k", at: 0 },
  ])
  one.hover = { side: "k", at: 1 }
  assert.deepEqual(one.tokens(5), [{ side: "k", at: 1 }])
  one.unpin()
  assert.deepEqual(one.tokens(5), [])
})

test("the threshold is the square of the switch, and never nothing", () => {
  assert.equal(state().threshold, 0.0001)
  assert.equal(state({ cut: 20 }).threshold, 0.2 ** 2)
  assert.equal(state({ cut: 100 }).threshold, 1)
})

test("layers go round", () => {
  const one = state({ layer: 5 })
  one.stepLayer(1, 6)
  assert.equal(one.settings.layer, 0)
  one.stepLayer(-1, 6)
  assert.equal(one.settings.layer, 5)
})

test("a small drawing opens as the one head of its layer", () => {
  const one = state({ tab: "model" })
  one.cell = 4
  one.openHead(31, 12)
  assert.deepEqual(
    [one.settings.tab, one.settings.layer, one.heads(), one.cell, one.settings.pins],
    ["lines", 2, [7], null, ["q3"]],
  )
})

test("the cursor starts at the first query, goes round, and over to the keys", () => {
  const one = state()
  const moves = [
    [1, 0, "q0"],
    [1, 0, "q1"],
    [0, 1, "k1"],
    [-1, 0, "k0"],
    [-1, 0, "k3"],
    [1, 0, "k0"],
    [0, -1, "q0"],
  ]
  for (const [along, over, expected] of moves) {
    one.moveCursor(along, over, 4)
    assert.equal(`${one.cursor.side}${one.cursor.at}`, expected)
  }
  const other = state()
  other.moveCursor(0, 1, 4)
  assert.deepEqual(other.cursor, { side: "k", at: 0 })
})

test("another tab or another way of counting forgets where the pointer was", () => {
  for (const [name, value] of [
    ["tab", "model"],
    ["words", true],
  ]) {
    const one = state()
    one.hover = one.cursor = { side: "q", at: 1 }
    one.cell = 3
    one.set(name, value)
    assert.deepEqual([one.hover, one.cursor, one.cell], [null, null, null])
  }
})
