// Rows of chips: a text as characters, words, sub-words or ids.
import { button, element, keepFocus, speak } from "../shared/elements.js"

// A number below 0 is the colour of what belongs to no category.
const colour = (data, number) => (number < 0 ? data.neutral : data.colours[number % data.colours.length])

export default function main({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".chips")
  root.setAttribute("role", "group")
  root.setAttribute("aria-label", data.label)
  speak(data.lang)
  const lanes = element("div", { className: "lanes" })
  data.lanes.forEach((lane, number) => lanes.append(laneOf(lane, number, data, setTriggerValue)))
  // A rerun must not throw a long row back to its start.
  const scrolled = [...root.querySelectorAll(".row")].map((row) => row.scrollTop)
  keepFocus(root, "at", () => root.replaceChildren(lanes, ...(data.legend.length ? [legendOf(data)] : [])))
  root.querySelectorAll(".row").forEach((row, at) => (row.scrollTop = scrolled[at] ?? 0))
}

function laneOf(lane, number, data, setTriggerValue) {
  const box = element("section", { className: "lane" })
  if (lane.title) {
    const title = element("h4", { parent: box })
    element("span", { text: lane.title, parent: title })
    element("span", { text: lane.count, parent: title })
  }
  const row = element("div", { className: "row", parent: box })
  row.tabIndex = lane.clickable ? -1 : 0
  if (!lane.clickable) row.setAttribute("aria-label", lane.title)
  lane.chips.forEach(([text, category, note, dashed], at) => {
    const chip = lane.clickable
      ? button(row, text, () => setTriggerValue("clicked", at))
      : element("span", { text, parent: row })
    chip.className = dashed ? "chip dashed" : "chip"
    chip.style.setProperty("--c", colour(data, category))
    chip.dir = "auto"
    if (note) element("small", { text: note, parent: chip }).dir = "auto"
    if (lane.clickable) {
      chip.dataset.at = `${number}-${at}`
      chip.setAttribute("aria-pressed", String(data.pressed.includes(at)))
    }
  })
  return box
}

function legendOf(data) {
  const legend = element("div", { className: "legend" })
  for (const [category, label] of data.legend) {
    const entry = element("span", { parent: legend })
    const square = element("i", { parent: entry })
    square.style.setProperty("--c", colour(data, category))
    entry.append(label)
  }
  return legend
}
