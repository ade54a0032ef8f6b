// All heads of all layers as small drawings on one canvas.
import { cellCorner } from "./layout.js"
import { allowedTokens, strongest, weightAt } from "./weights.js"

const THUMB_LINES = 160
const THUMB_THRESHOLD = 0.02

// c: a 2D context. cells: of `modelLayout`. colours: one a head. look: colours, font, number(value, digits), scale.
export function paintModel(c, weights, data, settings, cells, colours, look) {
  c.textBaseline = "middle"
  c.textAlign = "center"
  if (settings.sort === "place") paintMargins(c, data, cells, look)
  const allowed = allowedTokens(data, settings)
  // Layer by layer, whatever the order on screen: a layer is unpacked once.
  const cellOf = new Map(cells.order.map((at, cell) => [at, cell]))
  for (let at = 0; at < data.layers * data.heads; at++) {
    const [x, y] = cellCorner(cells, cellOf.get(at))
    const [layer, head] = [Math.floor(at / data.heads), at % data.heads]
    const thumb = { m: weights.size(settings.words), head, values: weights.layer(layer, settings.words), allowed }
    if (settings.thumb === "maps") paintMap(c, thumb, x + 2, y + 2, cells.side - 4, look.scale)
    else paintThumb(c, thumb, x, y, cells.side, colours[head])
    c.strokeStyle = look.border
    c.lineWidth = 1
    c.strokeRect(x + 1.5, y + 1.5, cells.side - 3, cells.side - 3)
    if (cells.label) {
      const small = cells.side < 44
      const value = small ? "" : ` · ${look.number(data.summaries[settings.sort][at], 2)}`
      c.fillStyle = look.ink
      c.font = `${small ? 10 : 13}px ${look.font}`
      c.fillText(`${layer + 1}.${head + 1}${value}`, x + cells.side / 2, y + cells.side + cells.label / 2 - 1)
    }
  }
}

// Numbers of the heads above, of the layers at the side.
function paintMargins(c, { layers, heads }, { margin, side }, look) {
  c.fillStyle = look.ink
  c.font = `14px ${look.font}`
  for (let head = 0; head < heads; head++) c.fillText(head + 1, margin + (head + 0.5) * side, margin / 2)
  for (let layer = 0; layer < layers; layer++) c.fillText(layer + 1, margin / 2, margin + (layer + 0.5) * side)
}

// A head as its strongest lines.
function paintThumb(c, { m, head, values, allowed }, x, y, side, colour) {
  const inner = side - 4
  const middle = (token) => y + 2 + ((token + 0.5) / m) * inner
  c.strokeStyle = colour
  for (const { i, j, w } of strongest(values, m, [head], allowed, THUMB_THRESHOLD, THUMB_LINES).lines) {
    c.globalAlpha = Math.min(1, 0.1 + 0.9 * w ** 0.7)
    c.lineWidth = 0.5 + 1.6 * w
    c.beginPath()
    c.moveTo(x + side * 0.12, middle(i))
    c.lineTo(x + side * 0.88, middle(j))
    c.stroke()
  }
  c.globalAlpha = 1
}

// A head as a map, queries down and keys across; the root lets weak patterns show.
function paintMap(c, thumb, x, y, inner, scale) {
  const pixels = Math.min(thumb.m, inner)
  const image = new ImageData(pixels, pixels)
  strongestOf(thumb, pixels).forEach((w, place) => {
    const step = 4 * Math.round(Math.sqrt(Math.min(1, w)) * 255)
    image.data.set(scale.subarray(step, step + 4), place * 4)
  })
  const small = new OffscreenCanvas(pixels, pixels)
  small.getContext("2d").putImageData(image, 0, 0)
  c.imageSmoothingEnabled = false
  c.drawImage(small, x, y, inner, inner)
}

// The strongest weight in each of pixels · pixels fields, row by row.
export function strongestOf({ m, head, values, allowed }, pixels) {
  const most = new Float32Array(pixels * pixels)
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      if (!allowed.queries[i] || !allowed.keys[j]) continue
      const place = Math.floor((i * pixels) / m) * pixels + Math.floor((j * pixels) / m)
      most[place] = Math.max(most[place], weightAt(values, head * m * m + i * m + j))
    }
  }
  return most
}
