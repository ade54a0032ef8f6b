// What the parts share: it stands before the script of each part that saves pictures.
const SVG = "http://www.w3.org/2000/svg"

function save(name, type, content) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
}

// A drawing is the text of an SVG with its width and height; the PNG has twice as many pixels each way.
function savePng(name, { text, width, height }) {
  const picture = new Image()
  picture.onload = () => {
    const canvas = document.createElement("canvas")
    canvas.width = width * 2
    canvas.height = height * 2
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height)
    canvas.toBlob((blob) => save(name, "image/png", blob))
  }
  picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text)
}
