// A text whose words are shaded by what they did: rows of words, one row a method. Every text enters as text.
function colourOf(stops, share) {
  const parts = stops.map(([at, hex]) => [at, [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16))])
  const place = Math.min(1, Math.max(0, (share + 1) / 2))
  const next = Math.max(1, parts.findIndex(([at]) => at >= place))
  const [[a, low], [b, high]] = [parts[next - 1], parts[next]]
  return low.map((value, channel) => Math.round(value + ((place - a) / (b - a)) * (high[channel] - value)))
}

// Black or white, whichever is easier to read on the colour (relative luminance of WCAG).
function inkOn(rgb) {
  const [r, g, b] = rgb.map((value) => ((value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#101010" : "#ffffff"
}

function drawing(root, data) {
  const frame = root.getBoundingClientRect()
  const svg = document.createElementNS(SVG, "svg")
  svg.setAttribute("xmlns", SVG)
  svg.setAttribute("width", frame.width)
  svg.setAttribute("height", frame.height)
  svg.setAttribute("viewBox", `0 0 ${frame.width} ${frame.height}`)
  const add = (name, attributes, text) => {
    const part = document.createElementNS(SVG, name)
    for (const key in attributes) part.setAttribute(key, attributes[key])
    if (text) part.textContent = text
    svg.append(part)
  }
  add("rect", { width: frame.width, height: frame.height, fill: data.paper })
  root.querySelectorAll("[data-drawn]").forEach((part) => {
    const box = part.getBoundingClientRect()
    const look = getComputedStyle(part)
    const [x, y] = [box.left - frame.left, box.top - frame.top]
    const edge = part.classList.contains("kept") ? { stroke: "#7e7e7e", "stroke-dasharray": "4 3" } : {}
    if (part.classList.contains("word")) {
      const fill = part.classList.contains("kept") ? "none" : part.style.backgroundColor
      add("rect", { x, y, width: box.width, height: box.height, rx: 6, fill, ...edge })
    }
    const font = { "font-family": "sans-serif", fill: look.color, "text-anchor": "middle" }
    const lines = [...part.querySelectorAll("b, small")]
    for (const line of lines.length ? lines : [part]) {
      const own = line.getBoundingClientRect()
      const size = parseFloat(getComputedStyle(line).fontSize)
      const place = { x: own.left - frame.left + own.width / 2, y: own.top - frame.top + own.height / 2 + size * 0.35 }
      add("text", { ...font, ...place, "font-size": size }, line.textContent)
    }
  })
  return { text: new XMLSerializer().serializeToString(svg), width: frame.width, height: frame.height }
}

export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector(".shaded")
  root.setAttribute("role", "group")
  root.setAttribute("aria-label", data.label)
  const make = (name, className, text) => {
    const part = document.createElement(name)
    part.className = className
    if (text !== undefined) part.textContent = text
    return part
  }
  const body = make("div", "body")
  for (const row of data.rows) {
    if (row.title) {
      const title = make("h4", "title", row.title)
      title.dataset.drawn = ""
      body.append(title)
    }
    const line = make("p", "line")
    for (const [text, share, note] of row.words) {
      const word = make("span", share === null ? "word kept" : "word")
      word.dataset.drawn = ""
      word.dir = "auto"
      word.append(make("b", "", text))
      word.append(make("small", "", note || "\u00a0"))
      if (share !== null) {
        const colour = colourOf(data.scale, share)
        word.style.backgroundColor = `rgb(${colour.join(",")})`
        word.style.color = inkOn(colour)
      }
      line.append(word)
    }
    body.append(line)
  }
  const legend = make("p", "legend")
  for (const [text, share] of data.legend) {
    const entry = make("span", share === null ? "word kept" : "word", text)
    entry.dataset.drawn = ""
    if (share !== null) {
      const colour = colourOf(data.scale, share)
      entry.style.backgroundColor = `rgb(${colour.join(",")})`
      entry.style.color = inkOn(colour)
    }
    legend.append(entry)
  }
  body.append(legend)
  const tools = make("div", "tools")
  const button = (label, act) => {
    const made = make("button", "", label)
    made.type = "button"
    made.onclick = act
    tools.append(made)
  }
  button(data.names.png, () => savePng(`${data.file}.png`, drawing(body, data)))
  button(data.names.svg, () => save(`${data.file}.svg`, "image/svg+xml", drawing(body, data).text))
  root.replaceChildren(body, tools)
}
