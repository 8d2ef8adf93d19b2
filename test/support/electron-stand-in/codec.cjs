// Tagged encoding for the structured-clone types that Playwright's own argument serializer drops.
const codec = {
  enc(v, seen = new Map()) {
    if (
      v === null ||
      typeof v !== 'object' ||
      v instanceof Date ||
      v instanceof RegExp ||
      v instanceof Error ||
      ArrayBuffer.isView(v)
    )
      return v;
    if (seen.has(v)) return seen.get(v);
    if (v instanceof ArrayBuffer) return { $t: 'ab', v: new Uint8Array(v) };
    const out = Array.isArray(v) ? [] : {};
    seen.set(v, out);
    if (v instanceof Map) {
      out.$t = 'map';
      out.v = [...v].map((e) => e.map((x) => codec.enc(x, seen)));
    } else if (v instanceof Set) {
      out.$t = 'set';
      out.v = [...v].map((x) => codec.enc(x, seen));
    } else for (const k of Object.keys(v)) out[k] = codec.enc(v[k], seen);
    return out;
  },
  dec(v, seen = new Set()) {
    if (v === null || typeof v !== 'object' || v instanceof Date || ArrayBuffer.isView(v) || seen.has(v))
      return v;
    seen.add(v);
    if (v.$t === 'ab') return v.v.buffer.slice(v.v.byteOffset, v.v.byteOffset + v.v.byteLength);
    if (v.$t === 'map') return new Map(v.v.map((e) => e.map((x) => codec.dec(x, seen))));
    if (v.$t === 'set') return new Set(v.v.map((x) => codec.dec(x, seen)));
    for (const k of Object.keys(v)) v[k] = codec.dec(v[k], seen);
    return v;
  },
};
if (typeof window === 'undefined') module.exports = codec;
