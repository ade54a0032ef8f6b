// Elements of a page. A text enters as text, never as markup: any token can be "</script>".

export function element(tag, { className, text, parent } = {}) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  parent?.append(made)
  return made
}

export function button(parent, text, act) {
  const made = element("button", { text, parent })
  made.type = "button"
  made.onclick = act
  return made
}

// A part that is drawn anew must not take the keyboard's place away: what had it (by one `data-` attribute) has it again.
export function keepFocus(root, name, redraw) {
  const focused = root.getRootNode().activeElement?.dataset?.[name]
  redraw()
  if (focused !== undefined) root.querySelector(`[data-${name}="${focused}"]`)?.focus()
}

// Streamlit says "en" whatever the page speaks; screen readers choose their voice by this.
export function speak(language) {
  document.documentElement.lang = language
}
