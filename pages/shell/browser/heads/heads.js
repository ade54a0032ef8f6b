// All heads as small maps. The pictures arrive once as bytes; choosing one tells the server only its number.
function table(stops) {
  const colours = new Uint8ClampedArray(256 * 4)
  const rgb = stops.map(([at, hex]) => [at, parseInt(hex.slice(1, 3), 16), parseInt(hex.slice(3, 5), 16), parseInt(hex.slice(5, 7), 16)])
  for (let value = 0; value < 256; value++) {
    const share = value / 255
    let next = rgb.findIndex(([at]) => at >= share)
    next = Math.max(next, 1)
    const [a, ...low] = rgb[next - 1]
    const [b, ...high] = rgb[next]
    const part = (share - a) / (b - a)
    low.forEach((channel, i) => (colours[value * 4 + i] = channel + part * (high[i] - channel)))
    colours[value * 4 + 3] = 255
  }
  return colours
}

function drawing(root, data) {
  const cell = 72
  const edge = 46
  const svg = document.createElementNS(SVG, "svg")
  const [width, height] = [edge + data.heads * cell, edge + data.layers * cell]
  svg.setAttribute("xmlns", SVG)
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
  svg.setAttribute("width", width)
  svg.setAttribute("height", height)
  const add = (name, attributes, text) => {
    const part = document.createElementNS(SVG, name)
    for (const key in attributes) part.setAttribute(key, attributes[key])
    if (text) part.textContent = text
    svg.append(part)
  }
  add("rect", { width, height, fill: data.paper })
  const label = { fill: data.ink, "font-family": "sans-serif", "font-size": 16, "text-anchor": "middle" }
  for (let h = 0; h < data.heads; h++) add("text", { ...label, x: edge + (h + 0.5) * cell, y: edge - 12 }, `${h + 1}`)
  for (let l = 0; l < data.layers; l++) add("text", { ...label, x: edge / 2, y: edge + (l + 0.55) * cell }, `${l + 1}`)
  root.querySelectorAll(".grid canvas").forEach((canvas, at) => {
    const x = edge + (at % data.heads) * cell
    const y = edge + Math.floor(at / data.heads) * cell
    add("image", { x: x + 2, y: y + 2, width: cell - 4, height: cell - 4, href: canvas.toDataURL(), style: "image-rendering:pixelated" })
  })
  return { text: new XMLSerializer().serializeToString(svg), width, height }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".heads")
  const bytes = Uint8Array.from(atob(data.pictures), (sign) => sign.charCodeAt(0))
  const colours = table(data.scale)
  const { layers, heads, size } = data
  const focused = root.getRootNode().activeElement?.dataset?.at
  const grid = document.createElement("div")
  grid.className = "grid"
  grid.style.gridTemplateColumns = `minmax(1.4rem, auto) repeat(${heads}, minmax(0, 1fr))`
  grid.style.setProperty("--widest", `${heads * 5.2}rem`)
  grid.setAttribute("role", "group")
  grid.setAttribute("aria-label", data.label)
  const name = (text) => {
    const span = document.createElement("span")
    span.className = "name"
    span.textContent = text
    span.setAttribute("aria-hidden", "true")
    grid.append(span)
  }
  name("")
  for (let head = 0; head < heads; head++) name(head + 1)
  for (let layer = 0; layer < layers; layer++) {
    name(layer + 1)
    for (let head = 0; head < heads; head++) {
      const at = layer * heads + head
      const button = document.createElement("button")
      const canvas = document.createElement("canvas")
      canvas.width = canvas.height = size
      const image = new ImageData(size, size)
      for (let pixel = 0; pixel < size * size; pixel++) {
        const value = bytes[at * size * size + pixel] * 4
        for (let channel = 0; channel < 4; channel++) image.data[pixel * 4 + channel] = colours[value + channel]
      }
      canvas.getContext("2d").putImageData(image, 0, 0)
      button.append(canvas)
      button.dataset.at = at
      button.setAttribute("aria-label", data.name.replace("{layer}", layer + 1).replace("{head}", head + 1))
      button.title = button.getAttribute("aria-label")
      button.setAttribute("aria-pressed", String(data.chosen.includes(at)))
      button.onclick = () => setTriggerValue("clicked", at)
      grid.append(button)
    }
  }
  const bar = document.createElement("div")
  bar.className = "save"
  const tool = (label, act) => {
    const button = document.createElement("button")
    button.textContent = label
    button.type = "button"
    button.onclick = act
    bar.append(button)
  }
  tool(data.words.svg, () => save(`${data.file}.svg`, "image/svg+xml", drawing(root, data).text))
  tool(data.words.png, () => savePng(`${data.file}.png`, drawing(root, data)))
  tool(data.words.html, () => {
    const page = document.implementation.createHTMLDocument(data.title)
    page.documentElement.lang = data.lang
    const heading = page.createElement("h1")
    heading.textContent = data.title
    page.body.style.cssText = `margin:1rem;font-family:sans-serif;background:${data.paper};color:${data.ink}`
    page.body.append(heading, page.importNode(new DOMParser().parseFromString(drawing(root, data).text, "image/svg+xml").documentElement, true))
    save(`${data.file}.html`, "text/html", "<!doctype html>" + page.documentElement.outerHTML)
  })
  document.documentElement.lang = data.lang
  root.replaceChildren(grid, bar)
  if (focused) root.querySelector(`[data-at="${focused}"]`)?.focus()
}
