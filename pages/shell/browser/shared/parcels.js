// Where the parts of a page leave weights for one another: they are scripts of their own and share the window alone.
// A parcel is 16 characters that tell whose attention it is, and the weights, deflated.
const ARRIVED = "saydam-parcel"
const ID_LENGTH = 16
// Nobody goes back more than one text, and a long one takes 19 MB.
const KEPT = 2

const parcels = () => (globalThis.saydamParcels ??= new Map())

// Unpack a parcel, and tell those who wait for it; one that is here already is left alone.
export function receive(bytes) {
  const id = new TextDecoder().decode(bytes.subarray(0, ID_LENGTH))
  if (parcels().has(id)) return
  const stream = new Blob([bytes.subarray(ID_LENGTH)]).stream().pipeThrough(new DecompressionStream("deflate-raw"))
  parcels().set(
    id,
    new Response(stream).arrayBuffer().then((buffer) => new Uint8Array(buffer)),
  )
  for (const old of [...parcels().keys()].slice(0, -KEPT)) parcels().delete(old)
  globalThis.dispatchEvent(new CustomEvent(ARRIVED, { detail: id }))
}

// The bytes of a parcel, promised, or undefined where it has not arrived.
export function parcel(id) {
  return parcels().get(id)
}

// Call `act` whenever a parcel arrives; what this gives is called to stop that.
export function onArrival(act) {
  globalThis.addEventListener(ARRIVED, act)
  return () => globalThis.removeEventListener(ARRIVED, act)
}
