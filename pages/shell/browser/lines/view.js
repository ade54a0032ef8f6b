// The head view: holds together the state, the switches, the drawing of each tab and what is told about it.
import { colourTable } from "../shared/colours.js"
import { element, speak } from "../shared/elements.js"
import { onArrival, parcel } from "../shared/parcels.js"
import { numberFormat } from "./captions.js"
import { Controls } from "./controls.js"
import { saveDrawing } from "./export.js"
import { Gestures } from "./gestures.js"
import { LinesDrawing } from "./lines_drawing.js"
import { ModelDrawing } from "./model_drawing.js"
import { State } from "./state.js"
import { Surface } from "./surface.js"
import { Weights } from "./weights.js"

// Milliseconds after the last change: the server is told once for many clicks.
const TELL_AFTER = 700

export class HeadView {
  constructor(root) {
    this.root = root
    this.state = new State()
    this.drawings = { lines: new LinesDrawing(), model: new ModelDrawing() }
    // The one on screen, once there are weights and room for it.
    this.drawing = null
    this.surface = new Surface()
    this.surface.scroller.onscroll = () => this.draw()
    this.controls = new Controls(
      root,
      (edit) => this.change(edit),
      (kind) => this.save(kind),
    )
    this.told = element("div", { className: "told" })
    this.told.setAttribute("aria-live", "polite")
    this.note = element("div", { className: "note" })
    const { bar, headBar, saving } = this.controls
    root.replaceChildren(bar, headBar, this.surface.scroller, this.told, this.note, saving)
    this.gestures = new Gestures(this)
    this.forgetArrivals = onArrival(() => this.fetch())
    this.room = 0
    this.watcher = new ResizeObserver(() => this.resized())
    this.watcher.observe(root)
    this.ruler = new OffscreenCanvas(1, 1).getContext("2d")
    this.widths = new Map()
  }

  stop() {
    this.forgetArrivals()
    this.watcher.disconnect()
    clearTimeout(this.timer)
  }

  resized() {
    const room = Math.floor(this.root.clientWidth)
    if (!room || room === this.room) return
    this.room = room
    this.refresh()
  }

  // data: as pages/shell/browser/lines/lines.py sends it. tell(report): tells the server what was changed here.
  update(data, tell) {
    const renewed = data.parcel !== this.data?.parcel
    this.data = data
    this.tell = tell
    speak(data.lang)
    this.state.take(data.state, data.seq)
    if (renewed) {
      this.weights = this.drawing = null
      this.state.forgetPlaces()
      this.surface.toStart()
    }
    this.colours = Array.from({ length: data.heads }, (_, head) => data.colours[head % data.colours.length])
    const { ink, paper, primary, border, chosen } = data
    const font = getComputedStyle(this.root).fontFamily || "sans-serif"
    const number = numberFormat(data.lang)
    const scale = colourTable(data.scale)
    this.look = { ink, paper, primary, border, chosen, font, number, scale, measure: (text) => this.measure(text) }
    this.controls.build(data, this.colours)
    this.fetch()
    this.refresh()
  }

  // Width of a text at 16 pixels.
  measure(text) {
    if (!this.widths.has(text)) {
      this.ruler.font = `16px ${this.look.font}`
      this.widths.set(text, this.ruler.measureText(text).width)
    }
    return this.widths.get(text)
  }

  // The weights come as a part of their own, before this one or after it.
  async fetch() {
    const id = this.data?.parcel
    const waiting = parcel(id)
    if (this.weights || !waiting) return
    const bytes = await waiting
    // While they were unpacked another text may have come, or somebody else who waited.
    if (this.weights || id !== this.data.parcel) return
    this.weights = new Weights(bytes, this.data)
    this.refresh()
  }

  // Edit the state: edit(state). The server is told later.
  change(edit) {
    edit(this.state)
    this.state.seq += 1
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.tell(this.state.report()), TELL_AFTER)
    this.refresh()
  }

  // Everything that follows from the data, the state and the room.
  refresh() {
    const start = performance.now()
    const { data, state, weights, look, colours, room } = this
    if (!data) return
    this.controls.mark(state, look.number)
    if (!weights || !room) return
    const { tab, layer, pins, lay } = state.settings
    this.drawing = this.drawings[tab]
    const size = this.drawing.lay({ data, state, weights, look, colours, room })
    this.surface.fit(size, room, tab === "model")
    this.describe()
    this.draw()
    // For the benchmark and the tests: which change is on screen, and how long it took.
    const heads = state.heads(data.heads).map((head) => head + 1)
    this.root.dataset.shown = JSON.stringify({ layer: layer + 1, heads, pins, tab, lay })
    this.root.dataset.took = (performance.now() - start).toFixed(2)
  }

  // Something else is pointed at; all else stays.
  repaint() {
    this.drawing.choose()
    this.describe()
    this.draw()
  }

  draw() {
    if (this.drawing) this.surface.draw((c, part) => this.drawing.draw(c, part))
  }

  describe() {
    const { note, label, told } = this.drawing.captions()
    this.note.textContent = note
    this.surface.canvas.setAttribute("aria-label", label)
    this.told.replaceChildren(
      ...told.map(({ strong, text, how }) => {
        const line = element("div", { className: how ? "how" : "" })
        if (strong) element("strong", { text: strong, parent: line })
        line.append(text)
        return line
      }),
    )
  }

  save(kind) {
    if (!this.drawing) return
    const { tab, layer } = this.state.settings
    saveDrawing(kind, `${this.data.file}-${tab === "model" ? "all" : layer + 1}`, this.drawing)
  }
}
