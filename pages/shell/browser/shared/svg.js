// A drawing that is made here and now, as the text of an SVG. Every text enters as text, never as markup.
const SVG = "http://www.w3.org/2000/svg"

export class SvgDrawing {
  // paper: the colour behind everything.
  constructor(width, height, paper) {
    this.width = width
    this.height = height
    this.svg = document.createElementNS(SVG, "svg")
    const frame = { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height }
    for (const name in frame) this.svg.setAttribute(name, frame[name])
    this.add("rect", { x: 0, y: 0, width, height, fill: paper })
  }

  // A number of the attributes is written with at most three decimals.
  add(name, attributes, text) {
    const part = document.createElementNS(SVG, name)
    for (const key in attributes) {
      const value = attributes[key]
      part.setAttribute(key, typeof value === "number" ? Number(value.toFixed(3)) : value)
    }
    if (text !== undefined) part.textContent = text
    this.svg.append(part)
  }

  get text() {
    return new XMLSerializer().serializeToString(this.svg)
  }
}
