// Rows of chips: a text as characters, words, sub-words or ids. Every text enters as text, never as markup.
const COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8F7A00", "#9467bd"]
const colour = (c) => (c < 0 ? "#7e7e7e" : COLOURS[c % COLOURS.length])

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".chips")
  root.setAttribute("role", "group")
  root.setAttribute("aria-label", data.label)
  // Streamlit says "en" whatever the page speaks; screen readers choose their voice by this.
  document.documentElement.lang = data.lang
  const focused = root.getRootNode().activeElement?.dataset?.at
  const lanes = document.createElement("div")
  lanes.className = "lanes"
  data.lanes.forEach((lane, number) => {
    const box = document.createElement("section")
    box.className = "lane"
    if (lane.title) {
      const title = document.createElement("h4")
      const name = document.createElement("span")
      const count = document.createElement("span")
      name.textContent = lane.title
      count.textContent = lane.count
      title.append(name, count)
      box.append(title)
    }
    const row = document.createElement("div")
    row.className = "row"
    row.tabIndex = lane.clickable ? -1 : 0
    if (!lane.clickable) row.setAttribute("aria-label", lane.title)
    lane.chips.forEach(([text, c, note, dashed], at) => {
      const chip = document.createElement(lane.clickable ? "button" : "span")
      chip.className = dashed ? "chip dashed" : "chip"
      chip.style.setProperty("--c", colour(c))
      chip.dir = "auto"
      chip.textContent = text
      if (note) {
        const small = document.createElement("small")
        small.textContent = note
        chip.append(small)
      }
      if (lane.clickable) {
        chip.type = "button"
        chip.dataset.at = `${number}-${at}`
        chip.setAttribute("aria-pressed", String(data.pressed.includes(at)))
        chip.onclick = () => setTriggerValue("clicked", at)
      }
      row.append(chip)
    })
    box.append(row)
    lanes.append(box)
  })
  const legend = document.createElement("div")
  legend.className = "legend"
  for (const [c, label] of data.legend) {
    const entry = document.createElement("span")
    const square = document.createElement("i")
    square.style.setProperty("--c", colour(c))
    entry.append(square, label)
    legend.append(entry)
  }
  // A rerun must not throw a long row back to its start, nor take the keyboard's place away.
  const scrolled = [...root.querySelectorAll(".row")].map((row) => row.scrollTop)
  root.replaceChildren(lanes, ...(data.legend.length ? [legend] : []))
  root.querySelectorAll(".row").forEach((row, at) => (row.scrollTop = scrolled[at] ?? 0))
  if (focused) root.querySelector(`[data-at="${focused}"]`)?.focus()
}
