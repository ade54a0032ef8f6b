// What is reckoned with colours. The colours themselves come from Python with the data of each part.

// "#rrggbb" as [red, green, blue], each from 0 to 255.
export function rgbOf(hex) {
  return [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16))
}

// The colour at a share from 0 to 1 of a scale, as [red, green, blue] between whole numbers.
// stops: [place from 0 to 1, "#rrggbb"] in order, the first at 0 and the last at 1.
export function colourAt(stops, share) {
  const place = Math.min(1, Math.max(0, share))
  const next = Math.max(
    1,
    stops.findIndex(([at]) => at >= place),
  )
  const [[a, low], [b, high]] = [stops[next - 1], stops[next]].map(([at, hex]) => [at, rgbOf(hex)])
  return low.map((value, channel) => value + ((place - a) / (b - a)) * (high[channel] - value))
}

// A scale in 256 steps, as pixels: red, green, blue and full opacity of each step, one after the other.
export function colourTable(stops) {
  const table = new Uint8ClampedArray(256 * 4)
  for (let step = 0; step < 256; step++) table.set([...colourAt(stops, step / 255), 255], step * 4)
  return table
}

// The dark or the light ink, whichever is easier to read on the colour (relative luminance of WCAG).
export function inkOn(rgb, [dark, light]) {
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const [red, green, blue] = rgb.map((value) => linear(value / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? dark : light
}
