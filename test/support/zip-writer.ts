/** Writes ZIP archives, whole and wrong ones. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: Buffer | string;
  /** As it is, not deflated. */
  readonly isStored?: boolean;
  /** What the archive says of the part, true or not. */
  readonly says?: Partial<Record<'unpackedBytes' | 'packedBytes' | 'checksum' | 'method' | 'flags', number>>;
}

export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const content = Buffer.from(part.content);
    const packed = part.isStored ? content : deflateRawSync(content);
    const facts = {
      method: part.isStored ? 0 : 8,
      flags: 0,
      checksum: crc32(content),
      packedBytes: packed.length,
      unpackedBytes: content.length,
      ...part.says,
    };
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(facts.flags, 2);
    common.writeUInt16LE(facts.method, 4);
    common.writeUInt32LE(facts.checksum, 10);
    common.writeUInt32LE(facts.packedBytes, 14);
    common.writeUInt32LE(facts.unpackedBytes, 18);
    common.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, name);
    offset += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}
