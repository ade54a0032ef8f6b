// Every file is a module that can be imported by itself, with no page around it, and none of them writes markup.
import assert from "node:assert/strict"
import { readFileSync, readdirSync } from "node:fs"
import { test } from "node:test"

const ROOT = new URL("../../../pages/shell/browser/", import.meta.url)
const FILES = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(new URL(`${name}/`, ROOT)).map((file) => `${name}/${file}`))
  .filter((file) => file.endsWith(".js"))
const MARKUP =
  /innerHTML|outerHTML\s*=|insertAdjacentHTML|setHTML|parseHTML|createContextualFragment|DOMParser|srcdoc|\.write(ln)?\(|\beval\(|new Function/

assert.ok(FILES.length > 15, "the modules are not where they are looked for")

for (const file of FILES) {
  test(file, async () => {
    const module = await import(new URL(file, ROOT))
    const [folder, name] = file.split("/")
    // The module that a folder is called after is the one that Streamlit calls.
    if (name === `${folder}.js`) assert.equal(typeof module.default, "function")
    else assert.ok(Object.keys(module).length > 0 && !module.default)
    assert.doesNotMatch(readFileSync(new URL(file, ROOT), "utf8"), MARKUP)
  })
}
