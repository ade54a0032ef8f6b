// The head view: lines between tokens, and all heads small beside them. Everything that is changed here is changed in the
// browser; the server only hears of it afterwards, for the address.
const MOST_LINES = 1500
const TELL_AFTER = 700

class HeadView {
  constructor(root) {
    this.root = root
    this.seq = 0
    this.hover = null
    this.cursor = null
    this.scroller = this.make("div", "scroller")
    this.space = this.make("div", "space", this.scroller)
    this.canvas = this.make("canvas", "", this.space)
    this.bar = this.make("div", "bar")
    this.headBar = this.make("div", "bar heads")
    this.told = this.make("div", "told")
    this.told.setAttribute("aria-live", "polite")
    this.note = this.make("div", "note")
    this.saving = this.make("div", "bar")
    root.replaceChildren(this.bar, this.headBar, this.scroller, this.told, this.note, this.saving)
    this.canvas.tabIndex = 0
    this.canvas.setAttribute("role", "img")
    this.canvas.onpointermove = (event) => this.pointed(event)
    this.canvas.onpointerleave = () => this.leave()
    this.canvas.onclick = (event) => this.clicked(event)
    this.canvas.onkeydown = (event) => this.key(event)
    this.canvas.onblur = () => this.leave()
    this.scroller.onscroll = () => this.draw()
    this.arrived = () => this.fetch()
    addEventListener("saydam-parcel", this.arrived)
    this.room = 0
    this.watcher = new ResizeObserver(() => {
      const room = Math.floor(root.clientWidth)
      if (room && room !== this.room) {
        this.room = room
        this.changed(false)
      }
    })
    this.watcher.observe(root)
    this.ruler = new OffscreenCanvas(1, 1).getContext("2d")
    this.widths = new Map()
  }

  stop() {
    removeEventListener("saydam-parcel", this.arrived)
    this.watcher.disconnect()
    clearTimeout(this.timer)
  }

  make(tag, name, parent) {
    const part = document.createElement(tag)
    if (name) part.className = name
    parent?.append(part)
    return part
  }

  update(data, tell) {
    const renewed = data.parcel !== this.data?.parcel
    this.data = data
    this.tell = tell
    document.documentElement.lang = data.lang
    this.font = getComputedStyle(this.root).fontFamily || "sans-serif"
    // An answer to an older change than the last one made here would undo it.
    if (!this.view || data.seq >= this.seq) {
      this.seq = data.seq
      this.view = { ...data.state, shown: new Set(data.state.shown), pins: data.state.pins.slice() }
    }
    if (renewed) {
      this.weights = null
      this.hover = this.cursor = null
      this.scroller.scrollTop = this.scroller.scrollLeft = 0
    }
    this.look = {
      ink: data.ink, paper: data.paper, primary: data.primary, border: data.border,
      measure: (text) => {
        if (!this.widths.has(text)) {
          this.ruler.font = `16px ${this.font}`
          this.widths.set(text, this.ruler.measureText(text).width)
        }
        return this.widths.get(text)
      },
      number: (value, digits) => new Intl.NumberFormat(data.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
      scale: colourScale(data.scale),
    }
    this.controls()
    this.fetch()
    this.changed(false)
  }

  async fetch() {
    const waiting = globalThis.saydamParcels?.get(this.data.parcel)
    if (this.weights || !waiting) return
    const bytes = await waiting
    if (this.weights?.bytes === bytes) return
    this.weights = new Weights(bytes, this.data)
    this.changed(false)
  }

  // Everything that follows from the data and the view; the server is told later, and once for many clicks.
  changed(told = true) {
    const start = performance.now()
    if (told) {
      this.seq += 1
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.tell({ seq: this.seq, ...this.view, shown: [...this.view.shown].sort((a, b) => a - b) }), TELL_AFTER)
    }
    this.marksOnControls()
    if (!this.weights || !this.room) return
    const { data, view } = this
    this.headList = [...view.shown].filter((head) => head < data.heads).sort((a, b) => a - b)
    this.m = this.weights.size(view.words)
    this.labels = view.words ? data.wordLabels : data.labels
    if (view.tab === "model") this.layModel()
    else this.layLines()
    this.draw()
    // For the benchmark and the tests: which change is on screen, and how long it took.
    this.root.dataset.shown = JSON.stringify({ layer: view.layer + 1, heads: this.headList.map((h) => h + 1), pins: view.pins, tab: view.tab, lay: view.lay })
    this.root.dataset.took = (performance.now() - start).toFixed(2)
  }

  layLines() {
    const { view, data, m } = this
    this.geometry = geometry(m, this.labels, view, this.room, this.headList.length, this.look.measure)
    this.values = this.weights.layer(view.layer, view.words)
    this.allowed = kept(data, view)
    this.choose()
    const { width, height } = this.geometry
    this.fit(width, height)
  }

  layModel() {
    this.cells = modelCells(this.data, this.view, Math.min(this.room, 1100))
    this.fit(this.cells.width, this.cells.height)
    const ratio = devicePixelRatio || 1
    this.wall = new OffscreenCanvas(this.cells.width * ratio, this.cells.height * ratio)
    const c = this.wall.getContext("2d")
    c.scale(ratio, ratio)
    paintModel(c, this.weights, this.data, this.view, this.cells, this.look, this.font)
    this.note.textContent = ""
    this.canvas.setAttribute("aria-label", this.data.text.model_alt)
    if (this.cell == null) this.told.textContent = this.data.text.model_hint
  }

  // The canvas is as large as what can be seen of it, and the space behind it scrolls.
  fit(width, height) {
    const most = this.view.tab === "model" ? height : Math.min(height, 820)
    this.scroller.style.height = `${most + (width > this.room ? 16 : 0)}px`
    this.space.style.width = `${width}px`
    this.space.style.height = `${height}px`
    this.seen = { width: Math.min(width, this.room), height: most }
    const ratio = devicePixelRatio || 1
    if (this.canvas.width !== Math.round(this.seen.width * ratio)) this.canvas.width = Math.round(this.seen.width * ratio)
    if (this.canvas.height !== Math.round(this.seen.height * ratio)) this.canvas.height = Math.round(this.seen.height * ratio)
    this.canvas.style.width = `${this.seen.width}px`
    this.canvas.style.height = `${this.seen.height}px`
  }

  threshold() {
    return Math.max((this.view.cut / 100) ** 2, 0.0001)
  }

  // Which lines: those of the token under the pointer, or of the pinned ones, or else the strongest of all.
  choose() {
    const { view, m } = this
    const tokens = this.hover ? [this.hover] : view.pins.map((pin) => ({ side: pin[0], at: Number(pin.slice(1)) })).filter(({ at }) => at < m)
    this.focus = null
    this.marks = {}
    if (tokens.length) {
      const focus = { queries: new Uint8Array(m), keys: new Uint8Array(m), queryList: [], keyList: [] }
      for (const { side, at } of tokens) {
        const [flags, list] = side === "q" ? [focus.queries, focus.queryList] : [focus.keys, focus.keyList]
        if (!flags[at]) list.push(at)
        flags[at] = 1
      }
      focus.anyKey = focus.keyList.length > 0
      this.focus = focus
      if (focus.queryList.length) this.marks.k = shares(this.values, m, this.data.heads, this.allowed, focus, "k")
      if (focus.keyList.length) this.marks.q = shares(this.values, m, this.data.heads, this.allowed, focus, "q")
    }
    const threshold = this.focus ? Math.min(this.threshold(), this.view.cut ? this.threshold() : 0.002) : this.threshold()
    this.drawn = strongest(this.values, m, this.headList, this.allowed, threshold, MOST_LINES, this.focus)
    this.say()
  }

  draw() {
    if (!this.weights || !this.seen) return
    const c = this.canvas.getContext("2d")
    const ratio = devicePixelRatio || 1
    const [x, y] = [this.scroller.scrollLeft, this.scroller.scrollTop]
    c.setTransform(ratio, 0, 0, ratio, 0, 0)
    c.clearRect(0, 0, this.seen.width, this.seen.height)
    if (this.view.tab === "model") {
      c.drawImage(this.wall, 0, 0, this.cells.width, this.cells.height)
      this.outline(c)
      return
    }
    c.translate(-x, -y)
    this.paint(new CanvasPen(c, this.font), { x, y, ...this.seen })
  }

  paint(pen, part) {
    const { labels, focus, marks, headList, data } = this
    const shown = { lines: this.drawn.lines, labels, focus, marks, colours: this.colours(), headList, heads: data.heads, number: (value) => this.look.number(value, 2) }
    paintLines(pen, this.geometry, shown, this.look, part)
  }

  colours() {
    return Array.from({ length: this.data.heads }, (_, head) => this.data.colours[head % this.data.colours.length])
  }

  outline(c) {
    const { heads } = this.data
    this.cells.order.forEach((at, place) => {
      const chosen = Math.floor(at / heads) === this.view.layer && this.view.shown.size < heads && this.view.shown.has(at % heads)
      const pointed = this.cell === place
      if (!chosen && !pointed) return
      const [x, y] = cellAt(this.cells, place)
      c.strokeStyle = pointed ? this.look.primary : "#d55e00"
      c.lineWidth = 3
      c.strokeRect(x + 1.5, y + 1.5, this.cells.side - 3, this.cells.side - 3)
    })
  }

  // --- words -------------------------------------------------------------------------------------------------------
  fill(key, values) {
    return this.data.text[key].replace(/\{(\w+)\}/g, (_, name) => values[name])
  }

  say() {
    const { view, focus, drawn, data } = this
    const count = (value) => new Intl.NumberFormat(data.lang).format(value)
    const cut = this.look.number(this.threshold(), 3)
    this.note.textContent =
      (drawn.lines.length < drawn.all ? this.fill("most", { drawn: count(drawn.lines.length), all: count(drawn.all) }) : this.fill("lines", { all: count(drawn.all) })) +
      " " + (view.cut ? this.fill("cut_note", { cut }) : "") + " " + data.text.precision
    this.canvas.setAttribute("aria-label", this.fill("alt", { layer: view.layer + 1, heads: this.headList.map((h) => h + 1).join(", "), tokens: this.labels.join(" ").slice(0, 600) }))
    this.told.replaceChildren()
    if (!focus) {
      this.told.textContent = this.headList.length ? data.text.hint : data.text.no_heads
      return
    }
    for (const [side, list, key] of [["k", focus.queryList, "looks"], ["q", focus.keyList, "looked"]]) {
      if (!list.length || !this.headList.length) continue
      const line = this.make("div", "", this.told)
      const names = list.map((at) => `${at + 1}·${this.labels[at]}`)
      const who = names.length > 6 ? `${names.slice(0, 6).join(", ")} … (${names.length})` : names.join(", ")
      const strong = this.make("strong", "", line)
      strong.textContent = this.fill(key, { token: who })
      const bound = this.weights.bound(view.layer, view.words)
      const { heads } = data
      const ranked = this.labels.map((label, at) => {
        let [sum, off] = [0, 0]
        for (const head of this.headList) {
          sum += this.marks[side][at * heads + head]
          for (const one of list) off += weightAt(bound, head * this.m * this.m + (side === "k" ? one * this.m + at : at * this.m + one))
        }
        return { label, at, sum: sum / this.headList.length, off: off / this.headList.length }
      })
      ranked.sort((a, b) => b.sum - a.sum)
      line.append(" " + ranked.slice(0, 5).filter((one) => one.sum > 0).map((one) => `${one.at + 1}·${one.label} ${this.look.number(one.sum, 3)} ±${this.look.number(one.off, 3)}`).join("  ·  "))
    }
    const how = []
    if (this.headList.length > 1) how.push(this.fill("mean", { heads: this.headList.length }))
    const pinned = Math.max(focus.queryList.length, focus.keyList.length)
    if (pinned > 1) how.push(this.fill("sum", { tokens: pinned }))
    if (how.length) this.make("div", "how", this.told).textContent = how.join(" ")
  }

  // --- gestures ----------------------------------------------------------------------------------------------------
  hit(event) {
    const g = this.geometry
    const [x, y] = [event.offsetX + this.scroller.scrollLeft, event.offsetY + this.scroller.scrollTop]
    const [along, across] = g.down ? [y, x] : [x, y]
    const at = Math.floor((along - g.start) / g.step)
    if (at < 0 || at >= this.m) return null
    const share = (across - g.from) / (g.to - g.from)
    if (share < 0.3) return { side: "q", at }
    return share > 0.7 ? { side: "k", at } : null
  }

  pointed(event) {
    if (!this.weights) return
    if (this.view.tab === "model") {
      const cell = this.cellOf(event)
      if (cell !== this.cell) this.showCell(cell)
      return
    }
    this.point(this.hit(event))
  }

  cellOf(event) {
    const { margin, side, label, columns, order } = this.cells
    const column = Math.floor((event.offsetX - margin) / side)
    const row = Math.floor((event.offsetY - margin) / (side + label))
    const place = row * columns + column
    return column >= 0 && column < columns && row >= 0 && place < order.length ? place : null
  }

  showCell(place) {
    this.cell = place
    this.draw()
    if (place === null || place === undefined) return (this.told.textContent = this.data.text.model_hint)
    const at = this.cells.order[place]
    const name = this.fill("head_name", { layer: Math.floor(at / this.data.heads) + 1, head: (at % this.data.heads) + 1 })
    const facts = Object.entries(this.data.summaries).map(([key, values]) => `${this.data.names[key]} ${this.look.number(values[at], 2)}`)
    this.told.textContent = `${name}: ${facts.join(" · ")}`
  }

  point(hover) {
    if (hover?.at === this.hover?.at && hover?.side === this.hover?.side) return
    this.hover = hover
    this.canvas.style.cursor = hover ? "pointer" : ""
    this.choose()
    this.draw()
  }

  leave() {
    this.cursor = null
    if (this.view?.tab === "model") return this.cell !== undefined && this.showCell(null)
    if (this.weights) this.point(null)
  }

  clicked(event) {
    if (!this.weights) return
    if (this.view.tab === "model") {
      const place = this.cellOf(event)
      if (place !== null) this.openHead(this.cells.order[place])
      return
    }
    const hit = this.hit(event)
    if (hit) this.pin(hit)
  }

  openHead(at) {
    this.view.layer = Math.floor(at / this.data.heads)
    this.view.shown = new Set([at % this.data.heads])
    this.view.tab = "lines"
    this.cell = null
    this.changed()
  }

  pin({ side, at }) {
    const name = `${side}${at}`
    const { pins } = this.view
    this.view.pins = pins.includes(name) ? pins.filter((one) => one !== name) : [...pins, name]
    this.changed()
  }

  key(event) {
    if (!this.weights) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (this.view.tab === "model") return this.modelKey(event, step, side)
    if (step || side) {
      const next = { side: this.cursor?.side ?? "q", at: this.cursor?.at ?? -1 }
      // Along the tokens with one pair of arrows, over to the other side with the other pair.
      const [along, over] = this.geometry.down ? [step, side] : [side, step]
      if (along) next.at = (next.at + along + this.m) % this.m
      if (over) next.side = over > 0 ? "k" : "q"
      next.at = Math.max(0, next.at)
      this.cursor = next
      this.reveal(next.at)
      this.point({ ...next })
    } else if ((event.key === "Enter" || event.key === " ") && this.cursor) this.pin(this.cursor)
    else if (event.key === "Escape") {
      this.cursor = this.hover = null
      this.view.pins = []
      this.changed()
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      const { layers } = this.data
      this.view.layer = (this.view.layer + (event.key === "PageDown" ? 1 : layers - 1)) % layers
      this.changed()
    } else return
    event.preventDefault()
  }

  modelKey(event, step, side) {
    const { columns, order } = this.cells
    if (step || side) {
      const place = this.cell === null || this.cell === undefined ? 0 : this.cell + (side ?? 0) + (step ?? 0) * columns
      if (place >= 0 && place < order.length) this.showCell(place)
    } else if ((event.key === "Enter" || event.key === " ") && this.cell != null) this.openHead(order[this.cell])
    else return
    event.preventDefault()
  }

  reveal(at) {
    const g = this.geometry
    const [from, size, name] = g.down ? [this.scroller.scrollTop, this.seen.height, "scrollTop"] : [this.scroller.scrollLeft, this.seen.width, "scrollLeft"]
    const place = g.start + at * g.step
    if (place < from) this.scroller[name] = place
    else if (place + g.step > from + size) this.scroller[name] = place + g.step - size
  }

  // --- switches ----------------------------------------------------------------------------------------------------
  button(parent, text, act, pressed, name) {
    const made = this.make("button", "", parent)
    made.type = "button"
    made.textContent = text
    made.onclick = act
    if (name) made.setAttribute("aria-label", name)
    if (name) made.title = name
    this.switches.push(() => pressed && made.setAttribute("aria-pressed", String(Boolean(pressed()))))
    return made
  }

  set(name, value) {
    this.view[name] = value
    if (["words", "tab"].includes(name)) this.hover = this.cursor = this.cell = null
    // Words and sub-words are counted differently: a pin would move to another token.
    if (name === "words") this.view.pins = []
    this.changed()
  }

  group(label, name, only) {
    const box = this.make("div", "group", this.bar)
    const title = this.make("span", "label", box)
    title.textContent = label
    box.setAttribute("role", "group")
    box.setAttribute("aria-label", label)
    if (only) this.switches.push(() => (box.hidden = this.view.tab !== only))
    for (const option of name.options) this.button(box, option.text, () => this.set(name.key, option.value), () => this.view[name.key] === option.value)
    return box
  }

  controls() {
    const { data } = this
    const { text } = data
    const focused = this.root.getRootNode().activeElement?.dataset?.name
    this.bar.replaceChildren()
    this.headBar.replaceChildren()
    this.saving.replaceChildren()
    this.switches = []
    const options = (...pairs) => pairs.map(([value, key]) => ({ value, text: text[key] }))
    this.group(text.tab, { key: "tab", options: options(["lines", "tab_lines"], ["model", "tab_model"]) })
    const layers = Array.from({ length: data.layers }, (_, layer) => ({ value: layer, text: String(layer + 1) }))
    this.group(text.layer, { key: "layer", options: layers }, "lines").classList.add("layers")
    this.group(text.by, { key: "words", options: options([false, "by_tokens"], [true, "by_words"]) })
    this.group(text.lay, { key: "lay", options: options(["down", "lay_down"], ["across", "lay_across"]) }, "lines")
    this.group(text.thumb, { key: "thumb", options: options(["lines", "thumb_lines"], ["maps", "thumb_maps"]) }, "model")
    const special = this.make("div", "group", this.bar)
    this.button(special, text.nosep, () => this.set("nosep", !this.view.nosep), () => this.view.nosep)
    if (data.pair) {
      const pairs = ["aa", "ab", "ba", "bb"].map((value) => ({ value, text: `${value[0].toUpperCase()}→${value[1].toUpperCase()}` }))
      this.group(text.pairs, { key: "pairs", options: [{ value: "all", text: text.pairs_all }, ...pairs] })
    }
    this.select()
    this.slider()
    this.switches.push(() => (this.headBar.hidden = this.view.tab !== "lines"))
    const label = this.make("span", "label", this.headBar)
    label.textContent = text.head
    this.colours().forEach((colour, head) => {
      const one = this.button(this.headBar, String(head + 1), () => this.toggleHead(head), () => this.view.shown.has(head), this.fill("head_switch", { head: head + 1 }))
      one.className = "head"
      one.dataset.name = `head${head}`
      one.style.setProperty("--c", colour)
      one.ondblclick = () => this.onlyHead(head)
    })
    this.button(this.headBar, text.all, () => this.setHeads(Array.from({ length: data.heads }, (_, head) => head)))
    this.button(this.headBar, text.next, () => this.nextHead())
    this.button(this.headBar, text.unpin, () => this.set("pins", [])).dataset.name = "unpin"
    this.make("span", "label", this.headBar).textContent = text.solo
    for (const kind of ["svg", "png"]) this.button(this.saving, text[kind], () => this.save(kind)).dataset.name = kind
    if (focused) this.root.querySelector(`[data-name="${focused}"]`)?.focus()
  }

  select() {
    const box = this.make("label", "group", this.bar)
    this.make("span", "label", box).textContent = this.data.text.sort
    const select = this.make("select", "", box)
    for (const key of ["place", ...Object.keys(this.data.summaries)]) {
      const option = this.make("option", "", select)
      option.value = key
      option.textContent = this.data.names[key]
    }
    select.onchange = () => this.set("sort", select.value)
    this.switches.push(() => ((box.hidden = this.view.tab !== "model"), (select.value = this.view.sort)))
  }

  slider() {
    const box = this.make("label", "group", this.bar)
    this.make("span", "label", box).textContent = this.data.text.cut
    const range = this.make("input", "", box)
    Object.assign(range, { type: "range", min: 0, max: 100, step: 1 })
    const told = this.make("output", "", box)
    range.oninput = () => this.set("cut", Number(range.value))
    this.switches.push(() => {
      box.hidden = this.view.tab !== "lines"
      range.value = this.view.cut
      told.textContent = this.look.number(this.view.cut ? this.threshold() : 0, 3)
    })
  }

  marksOnControls() {
    for (const act of this.switches) act()
  }

  setHeads(list) {
    this.view.shown = new Set(list)
    this.changed()
  }

  toggleHead(head) {
    const { shown } = this.view
    this.setHeads(shown.has(head) ? [...shown].filter((one) => one !== head) : [...shown, head])
  }

  onlyHead(head) {
    this.setHeads([head])
  }

  nextHead() {
    const now = this.headList?.length === 1 ? this.headList[0] : -1
    this.setHeads([(now + 1) % this.data.heads])
  }

  save(kind) {
    if (!this.weights) return
    const name = `${this.data.file}-${this.view.tab === "model" ? "all" : this.view.layer + 1}`
    if (this.view.tab === "model") return this.saveModel(kind, name)
    const { width, height } = this.geometry
    if (kind === "svg") {
      const pen = new SvgPen(width, height, "sans-serif")
      pen.rect(0, 0, width, height, this.look.paper)
      this.paint(pen, null)
      return save(`${name}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(pen.svg))
    }
    // Browsers draw no canvas beyond 16384 dots a side.
    const ratio = Math.min(2, 16000 / Math.max(width, height))
    this.savePicture(name, width, height, ratio, (c) => this.paint(new CanvasPen(c, this.font), null))
  }

  savePicture(name, width, height, ratio, act) {
    const canvas = document.createElement("canvas")
    canvas.width = width * ratio
    canvas.height = height * ratio
    const c = canvas.getContext("2d")
    c.scale(ratio, ratio)
    c.fillStyle = this.look.paper
    c.fillRect(0, 0, width, height)
    act(c)
    canvas.toBlob((blob) => save(`${name}.png`, "image/png", blob))
  }

  saveModel(kind, name) {
    const { width, height } = this.cells
    const act = (c) => paintModel(c, this.weights, this.data, this.view, this.cells, this.look, this.font)
    if (kind === "png") return this.savePicture(name, width, height, 2, act)
    const canvas = document.createElement("canvas")
    Object.assign(canvas, { width: width * 2, height: height * 2 })
    const c = canvas.getContext("2d")
    c.scale(2, 2)
    act(c)
    const pen = new SvgPen(width, height, "sans-serif")
    pen.rect(0, 0, width, height, this.look.paper)
    pen.add("image", { x: 0, y: 0, width, height, href: canvas.toDataURL() })
    save(`${name}.svg`, "image/svg+xml", new XMLSerializer().serializeToString(pen.svg))
  }
}

// The colours of the heat maps, from 0 to 1.
function colourScale(stops) {
  const rgb = stops.map(([at, hex]) => [at, ...[1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16))])
  const table = Array.from({ length: 256 }, (_, value) => {
    const share = value / 255
    const next = Math.max(1, rgb.findIndex(([at]) => at >= share))
    const [[a, ...low], [b, ...high]] = [rgb[next - 1], rgb[next]]
    return [...low.map((channel, i) => channel + ((share - a) / (b - a)) * (high[i] - channel)), 255]
  })
  return (share) => table[Math.round(share * 255)]
}

const views = new WeakMap()

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".lines")
  if (!views.has(root)) views.set(root, new HeadView(root))
  const view = views.get(root)
  view.update(data, (state) => setTriggerValue("changed", state))
  return () => {
    view.stop()
    views.delete(root)
  }
}
