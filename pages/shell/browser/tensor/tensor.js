// Brings the attention of all heads to the browser, once per text, and draws nothing. It is a part of its own so that a
// change of language, theme or state sends none of it again: its data are the same bytes, which Streamlit remembers.
export default function (component) {
  const { data } = component
  const parcels = (globalThis.saydamParcels ??= new Map())
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data)
  // The first 16 characters tell whose attention it is; the rest is deflated.
  const id = new TextDecoder().decode(bytes.subarray(0, 16))
  if (parcels.has(id)) return
  const stream = new Blob([bytes.subarray(16)]).stream().pipeThrough(new DecompressionStream("deflate-raw"))
  const content = new Response(stream).arrayBuffer().then((buffer) => new Uint8Array(buffer))
  parcels.set(id, content)
  // Nobody goes back more than one text, and a long one takes 19 MB.
  for (const old of [...parcels.keys()].slice(0, -2)) parcels.delete(old)
  dispatchEvent(new CustomEvent("saydam-parcel", { detail: id }))
}
