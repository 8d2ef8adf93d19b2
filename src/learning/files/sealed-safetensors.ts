/**
 * Safetensors that carry the SHA-256 of their own bytes, so that one that was damaged is never used: metadata `sha256`, the
 * first of all, over the whole file with 64 zeros in its place.
 */
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors.ts';

const emptySeal = '0'.repeat(64);
/** How every header begins whose first metadata is the seal. */
const beforeSeal = '{"__metadata__":{"sha256":"';
const sealStart = 8 + beforeSeal.length;
const sealEnd = sealStart + emptySeal.length;

/** As `encodeSafetensors`, sealed. */
export async function encodeSealed(
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  const bytes = encodeSafetensors(tensors, { sha256: emptySeal, ...metadata });
  bytes.set(asciiBytes(await sha256(bytes)), sealStart);
  return bytes;
}

/** Rejects with an Error in words where a single bit is not as it was written. */
export async function decodeSealed(bytes: Uint8Array): Promise<ReturnType<typeof decodeSafetensors>> {
  const unsealed = Uint8Array.from(bytes);
  const seal = String.fromCharCode(...bytes.subarray(sealStart, sealEnd));
  if (bytes.length >= sealEnd) unsealed.set(asciiBytes(emptySeal), sealStart);
  if (seal !== (await sha256(unsealed)))
    throw new Error('the file is damaged: its bytes are not those that were written');
  return decodeSafetensors(bytes);
}

const asciiBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The part of Web Crypto that is needed; the pure code compiles without the types of any host. */
interface Digests {
  readonly subtle: { digest(name: 'SHA-256', bytes: Uint8Array): Promise<ArrayBuffer> };
}

/** In hexadecimal. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const { crypto } = globalThis as unknown as { readonly crypto: Digests };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
