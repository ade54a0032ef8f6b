// The switches above a drawing and the buttons below it. They change the state and show it; what follows is not theirs.
import { button, element, keepFocus } from "../shared/elements.js"
import { fill } from "./captions.js"

const PAIRS = ["aa", "ab", "ba", "bb"]

export class Controls {
  // root: what they stand in. change(edit): edit(state), and everything that follows from it. save(kind): "svg" or "png".
  constructor(root, change, save) {
    this.root = root
    this.change = change
    this.save = save
    this.bar = element("div", { className: "bar" })
    this.headBar = element("div", { className: "bar heads" })
    this.saving = element("div", { className: "bar" })
    // What to call to show a state: mark(state, number).
    this.marks = []
  }

  // Show a state. number: as a language writes numbers.
  mark(state, number) {
    for (const mark of this.marks) mark(state, number)
  }

  // All of them, in the words of the data. colours: one a head.
  build(data, colours) {
    keepFocus(this.root, "name", () => {
      this.marks = []
      for (const bar of [this.bar, this.headBar, this.saving]) bar.replaceChildren()
      this.buildBar(data)
      this.buildHeads(data, colours)
      for (const kind of ["svg", "png"]) {
        button(this.saving, data.text[kind], () => this.save(kind)).dataset.name = kind
      }
    })
  }

  buildBar(data) {
    const { text } = data
    const named = (...pairs) => pairs.map(([value, key]) => ({ value, text: text[key] }))
    this.choice("tab", text.tab, named(["lines", "tab_lines"], ["model", "tab_model"]))
    const layers = Array.from({ length: data.layers }, (_, layer) => ({ value: layer, text: String(layer + 1) }))
    this.choice("layer", text.layer, layers, "lines").classList.add("layers")
    this.choice("words", text.by, named([false, "by_tokens"], [true, "by_words"]))
    this.choice("lay", text.lay, named(["down", "lay_down"], ["across", "lay_across"]), "lines")
    this.choice("thumb", text.thumb, named(["lines", "thumb_lines"], ["maps", "thumb_maps"]), "model")
    const box = element("div", { className: "group", parent: this.bar })
    const flip = (state) => state.set("nosep", !state.settings.nosep)
    this.toggle(box, text.nosep, flip, (state) => state.settings.nosep)
    if (data.pair) {
      const pairs = PAIRS.map((value) => ({
        value,
        text: [...value].map((sentence) => sentence.toUpperCase()).join("→"),
      }))
      this.choice("pairs", text.pairs, [{ value: "all", text: text.pairs_all }, ...pairs])
    }
    this.sorting(data)
    this.slider(text.cut)
  }

  buildHeads(data, colours) {
    const { text } = data
    this.onTab(this.headBar, "lines")
    element("span", { className: "label", text: text.head, parent: this.headBar })
    colours.forEach((colour, head) => {
      const act = (state) => state.toggleHead(head)
      const made = this.toggle(this.headBar, String(head + 1), act, (state) => state.settings.shown.has(head))
      made.className = "head"
      made.dataset.name = `head${head}`
      made.title = fill(text.head_switch, { head: head + 1 })
      made.setAttribute("aria-label", made.title)
      made.style.setProperty("--c", colour)
      made.ondblclick = () => this.change((state) => state.showHeads([head]))
    })
    const press = (label, edit) => button(this.headBar, label, () => this.change(edit))
    press(text.all, (state) => state.showHeads(Array.from({ length: data.heads }, (_, head) => head)))
    press(text.next, (state) => state.nextHead(data.heads))
    press(text.unpin, (state) => state.set("pins", [])).dataset.name = "unpin"
    element("span", { className: "label", text: text.solo, parent: this.headBar })
  }

  // Only on one tab.
  onTab(part, tab) {
    this.marks.push(({ settings }) => (part.hidden = settings.tab !== tab))
  }

  // A button that stays pressed.
  toggle(parent, text, edit, pressed) {
    const made = button(parent, text, () => this.change(edit))
    this.marks.push((state) => made.setAttribute("aria-pressed", String(pressed(state))))
    return made
  }

  // One of several values { value, text } of a setting.
  choice(name, label, options, tab) {
    const box = element("div", { className: "group", parent: this.bar })
    element("span", { className: "label", text: label, parent: box })
    box.setAttribute("role", "group")
    box.setAttribute("aria-label", label)
    if (tab) this.onTab(box, tab)
    for (const { value, text } of options) {
      const choose = (state) => state.set(name, value)
      this.toggle(box, text, choose, (state) => state.settings[name] === value)
    }
    return box
  }

  sorting(data) {
    const box = element("label", { className: "group", parent: this.bar })
    element("span", { className: "label", text: data.text.sort, parent: box })
    const select = element("select", { parent: box })
    for (const key of ["place", ...Object.keys(data.summaries)]) {
      element("option", { text: data.names[key], parent: select }).value = key
    }
    select.onchange = () => this.change((state) => state.set("sort", select.value))
    this.onTab(box, "model")
    this.marks.push(({ settings }) => (select.value = settings.sort))
  }

  slider(label) {
    const box = element("label", { className: "group", parent: this.bar })
    element("span", { className: "label", text: label, parent: box })
    const range = element("input", { parent: box })
    Object.assign(range, { type: "range", min: 0, max: 100, step: 1 })
    const told = element("output", { parent: box })
    range.oninput = () => this.change((state) => state.set("cut", Number(range.value)))
    this.onTab(box, "lines")
    this.marks.push((state, number) => {
      range.value = state.settings.cut
      told.textContent = number(state.settings.cut ? state.threshold : 0, 3)
    })
  }
}
