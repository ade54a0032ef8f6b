// Two pens for one drawing: the canvas, on screen or for a PNG, and an SVG.

// Isolate marks: a right-to-left token keeps to itself.
const isolated = (text) => `\u2068${text}\u2069`

export class CanvasPen {
  constructor(context, font) {
    this.context = context
    this.font = font
  }

  // From a query to a key, bent so that it leaves and arrives at right angles to the tokens.
  line(x0, y0, x1, y1, down, { colour, width, alpha }) {
    const c = this.context
    c.strokeStyle = colour
    c.lineWidth = width
    c.globalAlpha = alpha
    c.beginPath()
    c.moveTo(x0, y0)
    const middle = down ? (x0 + x1) / 2 : (y0 + y1) / 2
    if (down) c.bezierCurveTo(middle, y0, middle, y1, x1, y1)
    else c.bezierCurveTo(x0, middle, x1, middle, x1, y1)
    c.stroke()
    c.globalAlpha = 1
  }

  rect(x, y, width, height, colour, alpha = 1) {
    this.context.globalAlpha = alpha
    this.context.fillStyle = colour
    this.context.fillRect(x, y, width, height)
    this.context.globalAlpha = 1
  }

  text(x, y, text, { size, anchor = "start", colour, bold = false, turned = false, alpha = 1 }) {
    const c = this.context
    c.save()
    c.translate(x, y)
    if (turned) c.rotate(-Math.PI / 2)
    c.font = `${bold ? "600 " : ""}${size}px ${this.font}`
    c.textAlign = { start: "left", middle: "center", end: "right" }[anchor]
    c.textBaseline = "middle"
    c.fillStyle = colour
    c.globalAlpha = alpha
    c.fillText(isolated(text), 0, 0)
    c.restore()
  }
}

export class SvgPen {
  // drawing: an SvgDrawing.
  constructor(drawing, font) {
    this.drawing = drawing
    this.font = font
  }

  line(x0, y0, x1, y1, down, { colour, width, alpha }) {
    const middle = (down ? (x0 + x1) / 2 : (y0 + y1) / 2).toFixed(1)
    const [a, b, c, d] = [x0, y0, x1, y1].map((value) => value.toFixed(1))
    const bend = down ? `${middle} ${b} ${middle} ${d}` : `${a} ${middle} ${c} ${middle}`
    const path = `M${a} ${b}C${bend} ${c} ${d}`
    this.drawing.add("path", { d: path, fill: "none", stroke: colour, "stroke-width": width, "stroke-opacity": alpha })
  }

  rect(x, y, width, height, colour, alpha = 1) {
    this.drawing.add("rect", { x, y, width, height, fill: colour, "fill-opacity": alpha })
  }

  text(x, y, text, { size, anchor = "start", colour, bold = false, turned = false, alpha = 1 }) {
    const place = { x, y, "font-family": this.font, "font-size": size, "text-anchor": anchor }
    const look = {
      "dominant-baseline": "central",
      fill: colour,
      "fill-opacity": alpha,
      "font-weight": bold ? 600 : 400,
    }
    const turn = turned ? { transform: `rotate(-90 ${x.toFixed(1)} ${y.toFixed(1)})` } : {}
    this.drawing.add("text", { ...place, ...look, ...turn }, isolated(text))
  }
}
