import assert from "node:assert/strict"
import { test } from "node:test"
import {
  cellAt,
  cellCorner,
  fitted,
  linesLayout,
  modelLayout,
  tokenAt,
} from "../../../pages/shell/browser/lines/layout.js"

// Every letter as wide as in a typewriter.
const measure = (text) => 8 * text.length
const LABELS = ["[CLS]", "The", "man", "sneezed", ".", "[SEP]"]

for (const lay of ["down", "across"]) {
  for (const room of [340, 951]) {
    test(`every token is found where it stands: ${lay}, ${room} px`, () => {
      const m = LABELS.length
      const layout = linesLayout(m, LABELS, { lay }, room, 12, measure)
      const place = (along, across) => (lay === "down" ? [across, along] : [along, across])
      for (let at = 0; at < m; at++) {
        const along = layout.start + (at + 0.5) * layout.step
        assert.deepEqual(tokenAt(layout, m, ...place(along, layout.from - 5)), { side: "q", at })
        assert.deepEqual(tokenAt(layout, m, ...place(along, layout.to + 5)), { side: "k", at })
        assert.equal(tokenAt(layout, m, ...place(along, (layout.from + layout.to) / 2)), null)
      }
      assert.equal(tokenAt(layout, m, ...place(layout.start - 1, layout.from)), null)
      assert.equal(tokenAt(layout, m, ...place(layout.start + m * layout.step + 1, layout.from)), null)
    })

    test(`labels, strips and numbers have room on both sides: ${lay}, ${room} px`, () => {
      for (const heads of [0, 1, 12, 40]) {
        const layout = linesLayout(LABELS.length, LABELS, { lay }, room, heads, measure)
        const [whole, tokens] = lay === "down" ? [layout.width, layout.height] : [layout.height, layout.width]
        assert.ok(layout.from >= layout.label + layout.strips + layout.number)
        assert.ok(Math.abs(whole - layout.to - layout.from) < 1e-9, "both sides are alike")
        assert.ok(layout.start + LABELS.length * layout.step <= tokens)
        assert.ok(layout.strips >= heads * layout.strip)
      }
    })
  }
}

test("text that runs down is as wide as the page, text that runs across may be wider", () => {
  const many = Array.from({ length: 512 }, (_, at) => `word${at}`)
  assert.equal(linesLayout(512, many, { lay: "down" }, 340, 12, measure).width, 340)
  const across = linesLayout(512, many, { lay: "across" }, 951, 12, measure)
  // 22 pixels a token: less could not be read.
  assert.equal(across.width, 512 * 22 + 16)
})

test("labels that are wider than their step are turned", () => {
  const turned = (count, label) =>
    linesLayout(count, Array(count).fill(label), { lay: "across" }, 300, 1, measure).turned
  assert.equal(turned(2, "a"), false)
  assert.equal(turned(3, "sneezed"), false)
  assert.equal(turned(20, "sneezed"), true)
})

test("a label is cut to its room, and a short one is not", () => {
  const layout = { down: true, label: 84, size: 16, step: 20 }
  assert.equal(fitted("ten tokens", layout, measure), "ten tokens")
  assert.equal(fitted("eleven toks", layout, measure), "eleven to…")
  assert.equal(measure(fitted("x".repeat(500), layout, measure)), 80)
  // Something is always left.
  assert.equal(fitted("word", { ...layout, label: 0 }, measure), "w…")
  // Across and not turned, a label has the room of its step.
  assert.equal(fitted("word", { down: false, turned: false, label: 84, size: 16, step: 28 }, measure), "wo…")
})

const DATA = { layers: 2, heads: 3, summaries: { entropy: [0.5, 2, 1, 2, 0, 3] } }

test("the model view is a table of layers and heads", () => {
  const cells = modelLayout(DATA, { sort: "place" }, 400)
  assert.deepEqual(cells.order, [0, 1, 2, 3, 4, 5])
  assert.equal(cells.side, 84)
  assert.deepEqual([cells.width, cells.height], [30 + 3 * 84, 30 + 2 * 84])
  assert.deepEqual(cellCorner(cells, 0), [30, 30])
  assert.deepEqual(cellCorner(cells, 5), [30 + 2 * 84, 30 + 84])
})

test("in order of a summary the highest head comes first, equal ones as they stand in the model", () => {
  const cells = modelLayout(DATA, { sort: "entropy" }, 400)
  assert.deepEqual(cells.order, [5, 1, 3, 2, 0, 4])
  // A line of text below each.
  assert.equal(cells.height, 30 + 2 * (84 + 18))
})

test("a cell is found where it is drawn, and nothing beside the cells", () => {
  for (const sort of ["place", "entropy"]) {
    for (const room of [100, 400]) {
      const cells = modelLayout(DATA, { sort }, room)
      for (let cell = 0; cell < 6; cell++) {
        const [x, y] = cellCorner(cells, cell)
        assert.equal(cellAt(cells, x + 1, y + 1), cell)
        assert.equal(cellAt(cells, x + cells.side - 1, y + cells.side - 1), cell)
      }
      assert.equal(cellAt(cells, 5, 40), null)
      assert.equal(cellAt(cells, 40, 5), null)
      assert.equal(cellAt(cells, cells.width + 1, 40), null)
      assert.equal(cellAt(cells, 40, cells.height + 1), null)
    }
  }
})

test("small drawings shrink with the page, down to where they can still be hit", () => {
  const data = { layers: 12, heads: 16, summaries: {} }
  assert.equal(modelLayout(data, { sort: "place" }, 1100).side, 66)
  assert.equal(modelLayout(data, { sort: "place" }, 340).side, 19)
  assert.equal(modelLayout(data, { sort: "place" }, 200).side, 18)
})
