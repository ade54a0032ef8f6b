// What is on screen becomes a file of the visitor's: no round trip, no network.

export function save(name, type, content) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}

// drawing: anything with the text of an SVG, its width and its height.
export function saveSvg(name, drawing) {
  save(`${name}.svg`, "image/svg+xml", drawing.text)
}

// The PNG of a drawing has twice as many pixels each way.
export function savePng(name, { text, width, height }) {
  const picture = new Image()
  picture.onload = () => {
    const canvas = document.createElement("canvas")
    canvas.width = width * 2
    canvas.height = height * 2
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height)
    canvas.toBlob((blob) => save(`${name}.png`, "image/png", blob))
  }
  picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text)
}
