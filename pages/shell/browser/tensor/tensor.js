// Brings the attention of all heads to the browser, once per text, and draws nothing. It is a part of its own so that a
// change of language, theme or state sends none of it again: its data are the same bytes, which Streamlit remembers.
import { receive } from "../shared/parcels.js"

export default function main({ data }) {
  receive(data instanceof Uint8Array ? data : new Uint8Array(data))
}
