// Two pens for one drawing: the canvas on screen or for a PNG, and the text of an SVG.
class CanvasPen {
  constructor(context, font) {
    this.context = context
    this.font = font
  }
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
    // Isolate marks: a right-to-left token keeps to itself.
    c.fillText(`\u2068${text}\u2069`, 0, 0)
    c.restore()
  }
}

class SvgPen {
  constructor(width, height, font) {
    this.svg = document.createElementNS(SVG, "svg")
    this.font = font
    for (const [name, value] of Object.entries({ xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height })) this.svg.setAttribute(name, value)
  }
  add(name, attributes, text) {
    const part = document.createElementNS(SVG, name)
    for (const key in attributes) part.setAttribute(key, typeof attributes[key] === "number" ? +attributes[key].toFixed(3) : attributes[key])
    if (text !== undefined) part.textContent = text
    this.svg.append(part)
  }
  line(x0, y0, x1, y1, down, { colour, width, alpha }) {
    const middle = (down ? (x0 + x1) / 2 : (y0 + y1) / 2).toFixed(1)
    const [a, b, c, d] = [x0, y0, x1, y1].map((value) => value.toFixed(1))
    const path = down ? `M${a} ${b}C${middle} ${b} ${middle} ${d} ${c} ${d}` : `M${a} ${b}C${a} ${middle} ${c} ${middle} ${c} ${d}`
    this.add("path", { d: path, fill: "none", stroke: colour, "stroke-width": width, "stroke-opacity": alpha })
  }
  rect(x, y, width, height, colour, alpha = 1) {
    this.add("rect", { x, y, width, height, fill: colour, "fill-opacity": alpha })
  }
  text(x, y, text, { size, anchor = "start", colour, bold = false, turned = false, alpha = 1 }) {
    const turn = turned ? { transform: `rotate(-90 ${x.toFixed(1)} ${y.toFixed(1)})` } : {}
    this.add("text", { x, y, "font-family": this.font, "font-size": size, "text-anchor": anchor, "dominant-baseline": "central",
      fill: colour, "fill-opacity": alpha, "font-weight": bold ? 600 : 400, ...turn }, `\u2068${text}\u2069`)
  }
}

// Where everything stands. Along: the way the tokens run. Across: from the queries to the keys.
function geometry(m, labels, view, room, heads, measure) {
  const down = view.lay === "down"
  const narrow = room < 560
  const widest = Math.max(...labels.map(measure), 10)
  const strip = Math.max(2, Math.min(7, Math.floor((narrow ? 40 : 84) / Math.max(heads, 1))))
  const strips = strip * Math.max(heads, 1)
  if (down) {
    const step = Math.max(narrow ? 20 : 18, Math.min(32, 700 / m))
    const size = Math.min(17, step * 0.72)
    const label = Math.min((widest * size) / 16 + 10, narrow ? 80 : 150)
    const number = narrow ? 0 : 56
    const edge = label + strips + number + 14
    const width = Math.min(room, 980)
    return { down, step, label, strip, strips, number, edge, start: 8, turned: false, width, height: m * step + 16,
      from: edge, to: width - edge, size }
  }
  const step = Math.max(22, Math.min(Math.max(widest + 22, 40), (room - 20) / m))
  const turned = widest + 8 > step
  const label = turned ? Math.min(widest + 6, 120) : 26
  const number = 24
  const edge = label + strips + number + 10
  const between = narrow ? 220 : 320
  return { down, step, label, strip, strips, number, edge, start: 8, turned, width: Math.max(m * step + 16, 10), height: 2 * edge + between,
    from: edge, to: edge + between, size: 16 }
}

// Draws lines, tokens and what the focused tokens give and get. `part`: the rectangle that will be seen, or all.
function paintLines(pen, g, shown, look, part) {
  const { lines, labels, focus, marks, colours, headList, heads, number } = shown
  const middle = (at) => g.start + (at + 0.5) * g.step
  const point = (along, across) => (g.down ? [across, along] : [along, across])
  const [low, high] = part ? (g.down ? [part.y, part.y + part.height] : [part.x, part.x + part.width]) : [-Infinity, Infinity]
  const strength = focus ? 0.9 : 0.75
  for (const { head, i, j, w } of lines) {
    const [a, b] = [middle(i), middle(j)]
    if (Math.max(a, b) < low - 40 || Math.min(a, b) > high + 40) continue
    pen.line(...point(a, g.from), ...point(b, g.to), g.down, { colour: colours[head], width: 0.7 + 4.5 * w, alpha: Math.min(1, 0.04 + strength * w ** 0.6) })
  }
  labels.forEach((label, at) => {
    const a = middle(at)
    if (a < low - 40 || a > high + 40) return
    for (const side of "qk") {
      const sign = side === "q" ? -1 : 1
      const base = side === "q" ? g.from : g.to
      const lit = focus?.[side === "q" ? "queries" : "keys"][at]
      const got = marks[side]
      const total = got ? headList.reduce((sum, head) => sum + got[at * heads + head], 0) / headList.length : 0
      const box = (from, length, colour, alpha) => {
        const start = sign > 0 ? base + from : base - from - length
        const across = g.step * 0.86
        if (g.down) pen.rect(start, a - across / 2, length, across, colour, alpha)
        else pen.rect(a - across / 2, start, across, length, colour, alpha)
      }
      if (lit) box(2, g.label + 4, look.primary, 0.3)
      else if (total > 0) box(2, g.label + 4, look.ink, Math.min(0.32, 0.04 + 0.35 * Math.min(1, total)))
      if (got)
        headList.forEach((head, place) => {
          const value = got[at * heads + head]
          if (value > 0.002) box(g.label + 8 + place * g.strip, g.strip - (g.strip > 3 ? 1 : 0), colours[head], Math.min(1, 0.08 + 0.92 * Math.min(1, value) ** 0.7))
        })
      const dim = focus && !lit && !(total > 0.004) ? 0.45 : 1
      const style = { size: g.size, colour: look.ink, bold: Boolean(lit), alpha: dim }
      const text = fitted(label, g, look)
      if (g.down) pen.text(base + sign * 6, a, text, { ...style, anchor: sign > 0 ? "start" : "end" })
      else if (g.turned) pen.text(a, base + sign * 6, text, { ...style, turned: true, anchor: sign > 0 ? "end" : "start" })
      else pen.text(a, base + sign * 14, text, { ...style, anchor: "middle" })
      if (got && g.number && total >= 0.005) {
        const far = base + sign * (g.label + g.strips + 14)
        const small = { size: Math.min(14, g.size), colour: look.ink }
        if (g.down) pen.text(far, a, number(total), { ...small, anchor: sign > 0 ? "start" : "end" })
        else if (g.step >= 34) pen.text(a, far + sign * 6, number(total), { ...small, anchor: "middle" })
      }
    }
  })
}

// A label cut to its room.
function fitted(label, g, look) {
  const room = (g.down || g.turned ? g.label : g.step) - 4
  if (look.measure(label) * (g.size / 16) <= room) return label
  let end = label.length
  while (end > 1 && look.measure(label.slice(0, end) + "…") * (g.size / 16) > room) end--
  return label.slice(0, end) + "…"
}
