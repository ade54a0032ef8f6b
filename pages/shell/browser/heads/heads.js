// All heads as small maps. The pictures arrive once as bytes; choosing one tells the server only its number.
import { colourTable } from "../shared/colours.js"
import { button, element, keepFocus, speak } from "../shared/elements.js"
import { save, savePng, saveSvg } from "../shared/saving.js"
import { SvgDrawing } from "../shared/svg.js"

export default function main({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".heads")
  speak(data.lang)
  const grid = gridOf(data, (at) => setTriggerValue("clicked", at))
  const bar = element("div", { className: "save" })
  button(bar, data.words.svg, () => saveSvg(data.file, drawing(root, data)))
  button(bar, data.words.png, () => savePng(data.file, drawing(root, data)))
  button(bar, data.words.html, () => savePage(drawing(root, data), data))
  keepFocus(root, "at", () => root.replaceChildren(grid, bar))
}

function gridOf(data, choose) {
  const { layers, heads, size } = data
  const bytes = Uint8Array.from(atob(data.pictures), (sign) => sign.charCodeAt(0))
  const colours = colourTable(data.scale)
  const grid = element("div", { className: "grid" })
  grid.style.gridTemplateColumns = `minmax(1.4rem, auto) repeat(${heads}, minmax(0, 1fr))`
  grid.style.setProperty("--widest", `${heads * 5.2}rem`)
  grid.setAttribute("role", "group")
  grid.setAttribute("aria-label", data.label)
  const name = (text) => {
    element("span", { className: "name", text, parent: grid }).setAttribute("aria-hidden", "true")
  }
  name("")
  for (let head = 0; head < heads; head++) name(head + 1)
  for (let layer = 0; layer < layers; layer++) {
    name(layer + 1)
    for (let head = 0; head < heads; head++) {
      const at = layer * heads + head
      const map = button(grid, undefined, () => choose(at))
      map.append(mapOf(bytes.subarray(at * size * size, (at + 1) * size * size), size, colours))
      map.dataset.at = at
      map.title = data.name.replace("{layer}", layer + 1).replace("{head}", head + 1)
      map.setAttribute("aria-label", map.title)
      map.setAttribute("aria-pressed", String(data.chosen.includes(at)))
    }
  }
  return grid
}

function mapOf(bytes, size, colours) {
  const canvas = element("canvas")
  canvas.width = canvas.height = size
  const image = new ImageData(size, size)
  bytes.forEach((value, pixel) => image.data.set(colours.subarray(value * 4, value * 4 + 4), pixel * 4))
  canvas.getContext("2d").putImageData(image, 0, 0)
  return canvas
}

function drawing(root, data) {
  const cell = 72
  const edge = 46
  const drawn = new SvgDrawing(edge + data.heads * cell, edge + data.layers * cell, data.paper)
  const label = { fill: data.ink, "font-family": "sans-serif", "font-size": 16, "text-anchor": "middle" }
  for (let h = 0; h < data.heads; h++) {
    drawn.add("text", { ...label, x: edge + (h + 0.5) * cell, y: edge - 12 }, `${h + 1}`)
  }
  for (let l = 0; l < data.layers; l++) {
    drawn.add("text", { ...label, x: edge / 2, y: edge + (l + 0.55) * cell }, `${l + 1}`)
  }
  root.querySelectorAll(".grid canvas").forEach((canvas, at) => {
    const x = edge + (at % data.heads) * cell + 2
    const y = edge + Math.floor(at / data.heads) * cell + 2
    const image = { width: cell - 4, height: cell - 4, href: canvas.toDataURL(), style: "image-rendering:pixelated" }
    drawn.add("image", { x, y, ...image })
  })
  return drawn
}

function savePage(drawn, data) {
  const page = document.implementation.createHTMLDocument(data.title)
  page.documentElement.lang = data.lang
  const heading = page.createElement("h1")
  heading.textContent = data.title
  page.body.style.cssText = `margin:1rem;font-family:sans-serif;background:${data.paper};color:${data.ink}`
  page.body.append(heading, page.importNode(drawn.svg, true))
  save(`${data.file}.html`, "text/html", "<!doctype html>" + page.documentElement.outerHTML)
}
