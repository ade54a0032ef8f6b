// Saves the figure on screen as SVG or PNG, from the drawing the browser already has: no round trip, no network.
import { button } from "../shared/elements.js"
import { savePng, saveSvg } from "../shared/saving.js"
import { SvgDrawing } from "../shared/svg.js"

export default function main({ data, parentElement }) {
  const root = parentElement.querySelector(".picture")
  root.replaceChildren()
  button(root, data.words.png, () => savePng(data.file, drawing(data)))
  button(root, data.words.svg, () => saveSvg(data.file, drawing(data)))
}

// Plotly draws in several layers of SVG; laid over each other they are the figure.
function drawing(data) {
  const plot = document.querySelector(`.st-key-${CSS.escape(data.target)} .js-plotly-plot`)
  const { width, height } = plot.getBoundingClientRect()
  const whole = new SvgDrawing(width, height, data.paper)
  plot.querySelectorAll("svg.main-svg").forEach((layer) => {
    const copy = layer.cloneNode(true)
    copy.querySelectorAll(".hoverlayer, .zoomlayer").forEach((part) => part.replaceChildren())
    whole.svg.append(copy)
  })
  return whole
}
