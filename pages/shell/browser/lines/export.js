// A drawing, whole, as a file: SVG or PNG.
import { save, saveSvg } from "../shared/saving.js"

// Browsers draw no canvas beyond 16384 dots a side.
const MOST_DOTS = 16000

export function saveDrawing(kind, name, drawing) {
  if (kind === "svg") return saveSvg(name, drawing.toSvg())
  const { width, height } = drawing.layout
  const picture = pictureOf(drawing, Math.min(2, MOST_DOTS / Math.max(width, height)))
  return picture.toBlob((blob) => save(`${name}.png`, "image/png", blob))
}

// The whole drawing on its paper, on a canvas with so many dots a pixel.
export function pictureOf(drawing, ratio) {
  const { width, height } = drawing.layout
  const canvas = document.createElement("canvas")
  canvas.width = width * ratio
  canvas.height = height * ratio
  const c = canvas.getContext("2d")
  c.scale(ratio, ratio)
  c.fillStyle = drawing.scene.look.paper
  c.fillRect(0, 0, width, height)
  drawing.paintWhole(c)
  return canvas
}
