// The canvas, as large as what can be seen of a drawing, in a box that scrolls over a space as large as all of it.
import { element } from "../shared/elements.js"

// A drawing that runs down is at most so high on screen.
const TALLEST = 820
const SCROLLBAR = 16

export class Surface {
  constructor() {
    this.scroller = element("div", { className: "scroller" })
    this.space = element("div", { className: "space", parent: this.scroller })
    this.canvas = element("canvas", { parent: this.space })
    this.canvas.tabIndex = 0
    this.canvas.setAttribute("role", "img")
    this.seen = null
  }

  toStart() {
    this.scroller.scrollTop = this.scroller.scrollLeft = 0
  }

  // width, height: of the whole drawing. room: width there is. whole: never scroll up and down.
  fit({ width, height }, room, whole) {
    const high = whole ? height : Math.min(height, TALLEST)
    this.scroller.style.height = `${high + (width > room ? SCROLLBAR : 0)}px`
    this.space.style.width = `${width}px`
    this.space.style.height = `${height}px`
    this.seen = { width: Math.min(width, room), height: high }
    const ratio = globalThis.devicePixelRatio || 1
    for (const side of ["width", "height"]) {
      const dots = Math.round(this.seen[side] * ratio)
      // Setting it, even to what it is, would clear the canvas.
      if (this.canvas[side] !== dots) this.canvas[side] = dots
      this.canvas.style[side] = `${this.seen[side]}px`
    }
  }

  // Clear the canvas and draw: act(context, part), in the places of the whole drawing; part is the rectangle seen of it.
  draw(act) {
    const ratio = globalThis.devicePixelRatio || 1
    const c = this.canvas.getContext("2d")
    const part = { x: this.scroller.scrollLeft, y: this.scroller.scrollTop, ...this.seen }
    c.setTransform(ratio, 0, 0, ratio, 0, 0)
    c.clearRect(0, 0, part.width, part.height)
    c.translate(-part.x, -part.y)
    act(c, part)
  }

  // Where in the drawing the pointer is: [x, y].
  place(event) {
    return [event.offsetX + this.scroller.scrollLeft, event.offsetY + this.scroller.scrollTop]
  }

  // Scroll until a stretch of the drawing is seen.
  reveal(start, end, down) {
    const [name, size] = down ? ["scrollTop", this.seen.height] : ["scrollLeft", this.seen.width]
    const from = this.scroller[name]
    if (start < from) this.scroller[name] = start
    else if (end > from + size) this.scroller[name] = end - size
  }
}
