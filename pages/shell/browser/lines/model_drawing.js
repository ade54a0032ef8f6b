// The drawing of all heads of all layers, each small.
import { SvgDrawing } from "../shared/svg.js"
import { headCaption } from "./captions.js"
import { cellCorner, modelLayout } from "./layout.js"
import { paintModel } from "./paint_model.js"
import { pictureOf } from "./export.js"

const WIDEST = 1100

export class ModelDrawing {
  // scene: as for LinesDrawing.
  lay(scene) {
    this.scene = scene
    this.layout = modelLayout(scene.data, scene.state.settings, Math.min(scene.room, WIDEST))
    const { width, height } = this.layout
    // Painted once; pointing at a head draws a frame over it.
    const ratio = globalThis.devicePixelRatio || 1
    this.wall = new OffscreenCanvas(width * ratio, height * ratio)
    const c = this.wall.getContext("2d")
    c.scale(ratio, ratio)
    this.paintWhole(c)
    return this.layout
  }

  // Which heads are drawn does not hang on where the pointer is.
  choose() {}

  captions() {
    const { data, state, look } = this.scene
    const { text } = data
    const told = state.cell === null ? text.model_hint : headCaption(data, this.layout.order[state.cell], look.number)
    return { note: "", label: text.model_alt, told: [{ text: told }] }
  }

  draw(c) {
    c.drawImage(this.wall, 0, 0, this.layout.width, this.layout.height)
    this.outline(c)
  }

  // Around the heads chosen in the other drawing, and around the one pointed at.
  outline(c) {
    const { data, state, look } = this.scene
    const { heads } = data
    const { layer, shown } = state.settings
    this.layout.order.forEach((at, cell) => {
      const chosen = Math.floor(at / heads) === layer && shown.size < heads && shown.has(at % heads)
      const pointed = state.cell === cell
      if (!chosen && !pointed) return
      const [x, y] = cellCorner(this.layout, cell)
      c.strokeStyle = pointed ? look.primary : look.chosen
      c.lineWidth = 3
      c.strokeRect(x + 1.5, y + 1.5, this.layout.side - 3, this.layout.side - 3)
    })
  }

  // As a picture in an SVG: thousands of lines would be slower to open than the page.
  toSvg() {
    const { width, height } = this.layout
    const drawing = new SvgDrawing(width, height, this.scene.look.paper)
    drawing.add("image", { x: 0, y: 0, width, height, href: pictureOf(this, 2).toDataURL() })
    return drawing
  }

  // Without the frames, which are for whoever chooses.
  paintWhole(c) {
    const { weights, data, state, colours, look } = this.scene
    paintModel(c, weights, data, state.settings, this.layout, colours, look)
  }
}
