// Saves the figure on screen as SVG or PNG, from the drawing the browser already has: no round trip, no network.
// Plotly draws in several layers of SVG; laid over each other they are the figure.
function drawing(data) {
  const plot = document.querySelector(`.st-key-${CSS.escape(data.target)} .js-plotly-plot`)
  const box = plot.getBoundingClientRect()
  const whole = document.createElementNS(SVG, "svg")
  whole.setAttribute("xmlns", SVG)
  whole.setAttribute("width", box.width)
  whole.setAttribute("height", box.height)
  whole.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`)
  const paper = document.createElementNS(SVG, "rect")
  paper.setAttribute("width", "100%")
  paper.setAttribute("height", "100%")
  paper.setAttribute("fill", data.paper)
  whole.append(paper)
  plot.querySelectorAll("svg.main-svg").forEach((layer) => {
    const copy = layer.cloneNode(true)
    copy.querySelectorAll(".hoverlayer, .zoomlayer").forEach((part) => part.replaceChildren())
    whole.append(copy)
  })
  return { text: new XMLSerializer().serializeToString(whole), width: box.width, height: box.height }
}

export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector(".picture")
  const button = (label, act) => {
    const made = document.createElement("button")
    made.type = "button"
    made.textContent = label
    made.onclick = act
    return made
  }
  root.replaceChildren(
    button(data.words.png, () => savePng(`${data.file}.png`, drawing(data))),
    button(data.words.svg, () => save(`${data.file}.svg`, "image/svg+xml", drawing(data).text)),
  )
}
