// A text whose words are shaded by what they did: rows of words, one row a method.
import { colourAt, inkOn } from "../shared/colours.js"
import { button, element } from "../shared/elements.js"
import { savePng, saveSvg } from "../shared/saving.js"
import { SvgDrawing } from "../shared/svg.js"

export default function main({ data, parentElement }) {
  const root = parentElement.querySelector(".shaded")
  root.setAttribute("role", "group")
  root.setAttribute("aria-label", data.label)
  const body = element("div", { className: "body" })
  for (const row of data.rows) {
    if (row.title) drawn(element("h4", { className: "title", text: row.title, parent: body }))
    const line = element("p", { className: "line", parent: body })
    for (const [text, share, note] of row.words) {
      const word = shadedWord(line, share, row.signed, data)
      word.dir = "auto"
      element("b", { text, parent: word })
      // A number is written from the left, its sign before it, also under a word that is written from the right.
      element("small", { text: note || "\u00a0", parent: word }).dir = "ltr"
    }
  }
  const legend = element("p", { className: "legend", parent: body })
  for (const [text, share, signed] of data.legend) shadedWord(legend, share, signed, data).append(text)
  const tools = element("div", { className: "tools" })
  button(tools, data.names.png, () => savePng(data.file, drawing(body, data)))
  button(tools, data.names.svg, () => saveSvg(data.file, drawing(body, data)))
  root.replaceChildren(body, tools)
}

// Marks what a saved picture shows.
function drawn(part) {
  part.dataset.drawn = ""
  return part
}

// share: from -1 to 1 if signed, else from 0 to 1; or null for a word that was not asked about.
function shadedWord(parent, share, signed, data) {
  const word = drawn(element("span", { className: share === null ? "word kept" : "word", parent }))
  if (share !== null) {
    const colour = (signed ? colourAt(data.scale, (share + 1) / 2) : colourAt(data.strength, share)).map(Math.round)
    word.style.backgroundColor = `rgb(${colour.join(",")})`
    word.style.color = inkOn(colour, data.inks)
  }
  return word
}

function drawing(body, data) {
  const frame = body.getBoundingClientRect()
  const picture = new SvgDrawing(frame.width, frame.height, data.paper)
  body.querySelectorAll("[data-drawn]").forEach((part) => {
    const box = part.getBoundingClientRect()
    const [x, y] = [box.left - frame.left, box.top - frame.top]
    if (part.classList.contains("word")) {
      const kept = part.classList.contains("kept")
      const edge = kept ? { stroke: data.neutral, "stroke-dasharray": "4 3" } : {}
      const fill = kept ? "none" : part.style.backgroundColor
      picture.add("rect", { x, y, width: box.width, height: box.height, rx: 6, fill, ...edge })
    }
    const font = { "font-family": "sans-serif", fill: getComputedStyle(part).color, "text-anchor": "middle" }
    const lines = [...part.querySelectorAll("b, small")]
    for (const line of lines.length ? lines : [part]) {
      const own = line.getBoundingClientRect()
      const size = parseFloat(getComputedStyle(line).fontSize)
      const place = { x: own.left - frame.left + own.width / 2, y: own.top - frame.top + own.height / 2 + size * 0.35 }
      picture.add("text", { ...font, ...place, "font-size": size }, line.textContent)
    }
  })
  return picture
}
