// The drawing of one layer: which lines, where, and what is told about them.
import { SvgDrawing } from "../shared/svg.js"
import { howCaption, linesLabel, linesNote, strongestTokens, tokensCaption } from "./captions.js"
import { linesLayout } from "./layout.js"
import { paintLines } from "./paint_lines.js"
import { CanvasPen, SvgPen } from "./pens.js"
import { allowedTokens, focusOn, shares, strongest } from "./weights.js"

const MOST_LINES = 1500
const SIDES = [
  { side: "k", list: "queryList", key: "looks" },
  { side: "q", list: "keyList", key: "looked" },
]

export class LinesDrawing {
  // scene: data, state, weights, look, colours (one a head) and room, as HeadView holds them.
  lay(scene) {
    const { data, weights, look, room } = scene
    const { settings } = scene.state
    this.scene = scene
    this.m = weights.size(settings.words)
    this.labels = settings.words ? data.wordLabels : data.labels
    this.headList = scene.state.heads(data.heads)
    this.layout = linesLayout(this.m, this.labels, settings, room, this.headList.length, look.measure)
    this.values = weights.layer(settings.layer, settings.words)
    this.allowed = allowedTokens(data, settings)
    this.choose()
    return this.layout
  }

  // Which lines: those of the token under the pointer, or of the pinned ones, or else the strongest of all.
  choose() {
    const { m, headList, values, allowed } = this
    const { data, state } = this.scene
    this.focus = focusOn(state.tokens(m), m)
    this.marks = {}
    for (const { side, list } of SIDES) {
      if (this.focus?.[list].length) this.marks[side] = shares(values, m, data.heads, allowed, this.focus, side)
    }
    this.drawn = strongest(values, m, headList, allowed, state.threshold, MOST_LINES, this.focus)
  }

  // { note, label, told }: told is a list of lines { strong, text, how }.
  captions() {
    const { headList, labels, drawn, focus } = this
    const { data, state, look } = this.scene
    const { layer, cut } = state.settings
    return {
      note: linesNote(data.text, drawn, cut ? state.threshold : null, look.number),
      label: linesLabel(data.text, layer, headList, labels),
      told: focus ? this.focusCaptions() : [{ text: headList.length ? data.text.hint : data.text.no_heads }],
    }
  }

  focusCaptions() {
    const { headList, labels, focus, marks } = this
    const { data, state, weights, look } = this.scene
    const { layer, words } = state.settings
    const told = []
    for (const { side, list, key } of SIDES) {
      const asked = focus[list]
      if (!asked.length || !headList.length) continue
      const bound = weights.bound(layer, words)
      const ranked = strongestTokens(labels, marks[side], bound, headList, data.heads, asked, side)
      told.push(tokensCaption(data.text, key, asked, labels, ranked, look.number))
    }
    const how = howCaption(data.text, headList.length, Math.max(focus.queryList.length, focus.keyList.length))
    if (how) told.push({ text: how, how: true })
    return told
  }

  // On the canvas. part: the rectangle that will be seen.
  draw(c, part) {
    this.paint(new CanvasPen(c, this.scene.look.font), part)
  }

  paintWhole(c) {
    this.draw(c, null)
  }

  toSvg() {
    const { width, height } = this.layout
    const drawing = new SvgDrawing(width, height, this.scene.look.paper)
    this.paint(new SvgPen(drawing, "sans-serif"), null)
    return drawing
  }

  paint(pen, part) {
    const { labels, focus, marks, headList } = this
    const { data, look, colours } = this.scene
    const shown = { lines: this.drawn.lines, labels, focus, marks, colours, headList, heads: data.heads }
    paintLines(pen, this.layout, shown, look, part)
  }
}
