// Lines between tokens, and all heads small beside them. Everything that is changed here is changed in the browser; the
// server only hears of it afterwards, for the address.
import { HeadView } from "./view.js"

const views = new WeakMap()

export default function main({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".lines")
  if (!views.has(root)) views.set(root, new HeadView(root))
  const view = views.get(root)
  view.update(data, (report) => setTriggerValue("changed", report))
  return () => {
    view.stop()
    views.delete(root)
  }
}
