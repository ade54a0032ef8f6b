// Where everything stands, and what stands at a place. Sizes are in CSS pixels.

// One layer. The tokens run along, the lines go across from the queries to the keys; `down` tells which way along is.
//   m: how many labels. room: width there is. heads: how many are shown. measure: width of a text at 16 pixels.
// What comes back: width, height; start and step of the tokens; from and to, where the lines begin and end; label, strip,
// number: the room for a label, for the strip of one head and for the number behind the strips.
export function linesLayout(m, labels, settings, room, heads, measure) {
  const narrow = room < 560
  const widest = Math.max(...labels.map(measure), 10)
  const strip = Math.max(2, Math.min(7, Math.floor((narrow ? 40 : 84) / Math.max(heads, 1))))
  const strips = strip * Math.max(heads, 1)
  const shared = { down: settings.lay === "down", strip, strips, start: 8 }
  if (shared.down) {
    const step = Math.max(narrow ? 20 : 18, Math.min(32, 700 / m))
    const size = Math.min(17, step * 0.72)
    const label = Math.min((widest * size) / 16 + 10, narrow ? 80 : 150)
    const number = narrow ? 0 : 56
    const from = label + strips + number + 14
    const width = Math.min(room, 980)
    return { ...shared, step, label, number, turned: false, size, width, height: m * step + 16, from, to: width - from }
  }
  const step = Math.max(22, Math.min(Math.max(widest + 22, 40), (room - 20) / m))
  const turned = widest + 8 > step
  const label = turned ? Math.min(widest + 6, 120) : 26
  const number = 24
  const from = label + strips + number + 10
  const to = from + (narrow ? 220 : 320)
  return {
    ...shared,
    step,
    label,
    number,
    turned,
    size: 16,
    width: Math.max(m * step + 16, 10),
    height: to + from,
    from,
    to,
  }
}

// The token at a place, { side, at }; null in the middle, where lines cross, and beyond the tokens.
export function tokenAt(layout, m, x, y) {
  const [along, across] = layout.down ? [y, x] : [x, y]
  const at = Math.floor((along - layout.start) / layout.step)
  if (at < 0 || at >= m) return null
  const share = (across - layout.from) / (layout.to - layout.from)
  if (share < 0.3) return { side: "q", at }
  return share > 0.7 ? { side: "k", at } : null
}

// A label cut to its room.
export function fitted(label, layout, measure) {
  const room = (layout.down || layout.turned ? layout.label : layout.step) - 4
  const fits = (text) => measure(text) * (layout.size / 16) <= room
  if (fits(label)) return label
  let end = label.length
  while (end > 1 && !fits(label.slice(0, end) + "…")) end--
  return label.slice(0, end) + "…"
}

// All heads of all layers as cells, a row a layer, or one after the other from the highest of a summary.
//   order: for each cell which head is in it, counted through the layers.
export function modelLayout(data, settings, room) {
  const { layers, heads } = data
  const margin = 30
  const label = settings.sort === "place" ? 0 : 18
  const side = Math.max(18, Math.min(84, Math.floor((room - margin) / heads)))
  const order = Array.from({ length: layers * heads }, (_, at) => at)
  const by = data.summaries[settings.sort]
  if (by) order.sort((a, b) => by[b] - by[a] || a - b)
  const size = { width: margin + heads * side, height: margin + layers * (side + label) }
  return { margin, side, label, columns: heads, order, ...size }
}

// Upper left corner of a cell.
export function cellCorner({ margin, side, label, columns }, cell) {
  return [margin + (cell % columns) * side, margin + Math.floor(cell / columns) * (side + label)]
}

// The cell at a place, or null.
export function cellAt({ margin, side, label, columns, order }, x, y) {
  const column = Math.floor((x - margin) / side)
  const row = Math.floor((y - margin) / (side + label))
  const cell = row * columns + column
  return column >= 0 && column < columns && row >= 0 && cell < order.length ? cell : null
}
