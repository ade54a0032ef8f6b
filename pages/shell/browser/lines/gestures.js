// Pointer and keyboard on the canvas: what they mean on each tab.
import { cellAt, tokenAt } from "./layout.js"

export class Gestures {
  // view: a HeadView.
  constructor(view) {
    this.view = view
    const { canvas } = view.surface
    canvas.onpointermove = (event) => this.pointed(event)
    canvas.onpointerleave = canvas.onblur = () => this.left()
    canvas.onclick = (event) => this.clicked(event)
    canvas.onkeydown = (event) => this.pressed(event)
  }

  get onModel() {
    return this.view.state.settings.tab === "model"
  }

  // The token at the pointer on one tab, the cell on the other.
  under(event) {
    const { drawing, surface } = this.view
    const [x, y] = surface.place(event)
    return this.onModel ? cellAt(drawing.layout, x, y) : tokenAt(drawing.layout, drawing.m, x, y)
  }

  pointed(event) {
    if (!this.view.drawing) return
    if (this.onModel) this.pointAtCell(this.under(event))
    else this.pointAtToken(this.under(event))
  }

  left() {
    if (!this.view.drawing) return
    this.view.state.cursor = null
    if (this.onModel) this.pointAtCell(null)
    else this.pointAtToken(null)
  }

  clicked(event) {
    if (!this.view.drawing) return
    const found = this.under(event)
    if (found === null) return
    if (this.onModel) this.open(found)
    else this.view.change((state) => state.pin(found))
  }

  pressed(event) {
    if (!this.view.drawing) return
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0
    const right = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0
    const enter = event.key === "Enter" || event.key === " "
    const done = this.onModel ? this.modelKey(down, right, enter) : this.linesKey(down, right, enter, event.key)
    if (done) event.preventDefault()
  }

  // Whether the key meant something.
  linesKey(down, right, enter, key) {
    const { view } = this
    const { state } = view
    if (down || right) {
      this.moveCursor(down, right)
    } else if (enter && state.cursor) {
      view.change(() => state.pin(state.cursor))
    } else if (key === "Escape") {
      view.change(() => state.unpin())
    } else if (key === "PageDown" || key === "PageUp") {
      view.change(() => state.stepLayer(key === "PageDown" ? 1 : -1, view.data.layers))
    } else {
      return false
    }
    return true
  }

  modelKey(down, right, enter) {
    const { cell } = this.view.state
    const { columns, order } = this.view.drawing.layout
    if (down || right) {
      const next = cell === null ? 0 : cell + right + down * columns
      if (next >= 0 && next < order.length) this.pointAtCell(next)
    } else if (enter && cell !== null) {
      this.open(cell)
    } else {
      return false
    }
    return true
  }

  // Along the tokens with one pair of arrows, over to the other side with the other pair.
  moveCursor(down, right) {
    const { state, drawing, surface } = this.view
    const { layout, m } = drawing
    state.moveCursor(layout.down ? down : right, layout.down ? right : down, m)
    const start = layout.start + state.cursor.at * layout.step
    surface.reveal(start, start + layout.step, layout.down)
    this.pointAtToken({ ...state.cursor })
  }

  pointAtToken(hover) {
    const { state, surface } = this.view
    if (hover?.at === state.hover?.at && hover?.side === state.hover?.side) return
    state.hover = hover
    surface.canvas.style.cursor = hover ? "pointer" : ""
    this.view.repaint()
  }

  pointAtCell(cell) {
    const { state } = this.view
    if (cell === state.cell) return
    state.cell = cell
    this.view.repaint()
  }

  open(cell) {
    const { drawing, data } = this.view
    this.view.change((state) => state.openHead(drawing.layout.order[cell], data.heads))
  }
}
