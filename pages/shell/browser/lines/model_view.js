// All heads of all layers as small drawings on one canvas.
const THUMB_LINES = 160

function modelCells(data, view, room) {
  const { layers, heads } = data
  const margin = 30
  const label = view.sort === "place" ? 0 : 18
  const columns = heads
  const side = Math.max(18, Math.min(84, Math.floor((room - margin) / columns)))
  const order = Array.from({ length: layers * heads }, (_, at) => at)
  const by = data.summaries[view.sort]
  if (by) order.sort((a, b) => by[b] - by[a] || a - b)
  return { margin, side, label, columns, order, width: margin + columns * side, height: margin + layers * (side + label) }
}

const cellAt = (cells, place) => [
  cells.margin + (place % cells.columns) * cells.side,
  cells.margin + Math.floor(place / cells.columns) * (cells.side + cells.label),
]

function drawThumb(c, weights, at, view, allowed, x, y, side, colour, scale) {
  const { heads } = weights
  const m = weights.size(view.words)
  const head = at % heads
  const layer = weights.layer(Math.floor(at / heads), view.words)
  const inner = side - 4
  if (view.thumb === "maps") {
    const pixels = Math.min(m, inner)
    const image = new ImageData(pixels, pixels)
    const most = new Float32Array(pixels * pixels)
    for (let i = 0; i < m; i++)
      for (let j = 0; j < m; j++) {
        if (!allowed.queries[i] || !allowed.keys[j]) continue
        const place = Math.floor((i * pixels) / m) * pixels + Math.floor((j * pixels) / m)
        most[place] = Math.max(most[place], weightAt(layer, head * m * m + i * m + j))
      }
    most.forEach((w, place) => image.data.set(scale(Math.sqrt(Math.min(1, w))), place * 4))
    const small = new OffscreenCanvas(pixels, pixels)
    small.getContext("2d").putImageData(image, 0, 0)
    c.imageSmoothingEnabled = false
    c.drawImage(small, x + 2, y + 2, inner, inner)
    return
  }
  const { lines } = strongest(layer, m, [head], allowed, 0.02, THUMB_LINES)
  c.strokeStyle = colour
  const place = (token) => y + 2 + ((token + 0.5) / m) * inner
  for (const { i, j, w } of lines) {
    c.globalAlpha = Math.min(1, 0.1 + 0.9 * w ** 0.7)
    c.lineWidth = 0.5 + 1.6 * w
    c.beginPath()
    c.moveTo(x + side * 0.12, place(i))
    c.lineTo(x + side * 0.88, place(j))
    c.stroke()
  }
  c.globalAlpha = 1
}

function paintModel(c, weights, data, view, cells, look, font) {
  const allowed = kept(data, view)
  const frame = (x, y) => {
    c.strokeStyle = look.border
    c.lineWidth = 1
    c.strokeRect(x + 1.5, y + 1.5, cells.side - 3, cells.side - 3)
  }
  c.textBaseline = "middle"
  c.fillStyle = look.ink
  c.textAlign = "center"
  c.font = `14px ${font}`
  if (view.sort === "place") {
    for (let head = 0; head < data.heads; head++) c.fillText(head + 1, cells.margin + (head + 0.5) * cells.side, cells.margin / 2)
    for (let layer = 0; layer < data.layers; layer++) c.fillText(layer + 1, cells.margin / 2, cells.margin + (layer + 0.5) * cells.side)
  }
  // Layer by layer, whatever the order on screen: a layer is unpacked once.
  const where = new Map(cells.order.map((at, place) => [at, place]))
  for (let at = 0; at < data.layers * data.heads; at++) {
    const [x, y] = cellAt(cells, where.get(at))
    drawThumb(c, weights, at, view, allowed, x, y, cells.side, data.colours[(at % data.heads) % data.colours.length], look.scale)
    frame(x, y)
    if (cells.label) {
      c.fillStyle = look.ink
      c.font = `${cells.side < 44 ? 10 : 13}px ${font}`
      const name = `${Math.floor(at / data.heads) + 1}.${(at % data.heads) + 1}`
      const value = cells.side < 44 ? "" : ` · ${look.number(data.summaries[view.sort][at], 2)}`
      c.fillText(name + value, x + cells.side / 2, y + cells.side + cells.label / 2 - 1)
    }
  }
}
