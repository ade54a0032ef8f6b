import assert from "node:assert/strict"
import { test } from "node:test"
import { colourAt, colourTable, inkOn, rgbOf } from "../../../pages/shell/browser/shared/colours.js"

const STOPS = [
  [0, "#000000"],
  [0.5, "#ff0000"],
  [1, "#ffffff"],
]

test("a colour is its three numbers", () => {
  assert.deepEqual(rgbOf("#0072B2"), [0, 114, 178])
})

test("between two stops lies a mixture, beyond them the last", () => {
  assert.deepEqual(colourAt(STOPS, 0), [0, 0, 0])
  assert.deepEqual(colourAt(STOPS, 0.25), [127.5, 0, 0])
  assert.deepEqual(colourAt(STOPS, 0.5), [255, 0, 0])
  assert.deepEqual(colourAt(STOPS, 0.75), [255, 127.5, 127.5])
  assert.deepEqual(colourAt(STOPS, 1), [255, 255, 255])
  assert.deepEqual(colourAt(STOPS, -3), [0, 0, 0])
  assert.deepEqual(colourAt(STOPS, 3), [255, 255, 255])
})

test("a table holds 256 opaque colours from one end of the scale to the other", () => {
  const table = colourTable(STOPS)
  assert.equal(table.length, 1024)
  assert.deepEqual([...table.subarray(0, 4)], [0, 0, 0, 255])
  assert.deepEqual([...table.subarray(1020)], [255, 255, 255, 255])
  // Step 51 of 255 is a fifth of the way, two fifths of the way to red.
  assert.deepEqual([...table.subarray(204, 208)], [102, 0, 0, 255])
})

test("the ink is the one with more contrast", () => {
  const inks = ["dark", "light"]
  assert.equal(inkOn([255, 255, 255], inks), "dark")
  assert.equal(inkOn([0, 0, 0], inks), "light")
  assert.equal(inkOn(rgbOf("#E69F00"), inks), "dark")
  assert.equal(inkOn(rgbOf("#0072B2"), inks), "light")
  // Contrast as WCAG has it, (lighter + 0.05) / (darker + 0.05): on greys the better ink is chosen, but for the few where
  // both are nearly as good.
  const luminance = (grey) => (grey / 255 <= 0.04045 ? grey / 255 / 12.92 : ((grey / 255 + 0.055) / 1.055) ** 2.4)
  for (let grey = 0; grey < 256; grey++) {
    const ground = luminance(grey) + 0.05
    const [dark, light] = [ground / (luminance(16) + 0.05), 1.05 / ground]
    const better = dark > light ? "dark" : "light"
    if (Math.max(dark, light) / Math.min(dark, light) > 1.1) assert.equal(inkOn([grey, grey, grey], inks), better)
  }
})
