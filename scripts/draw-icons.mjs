/**
 * `node scripts/draw-icons.mjs`: draws every icon in `resources/` from its SVG source, with rsvg-convert and png2icns
 * (Debian: librsvg2-bin, icnsutils). Needed only after a change of a source; the results are kept with it.
 */
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './set-up.mjs';

const resources = join(root, 'resources');
const folder = mkdtempSync(join(tmpdir(), 'icons-'));
const draw = (source, size, target) => {
  execFileSync('rsvg-convert', ['-w', size, '-h', size, '-o', target, join(resources, source)]);
  return target;
};

for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
  draw('icon.svg', size, join(resources, 'icons', `${size}x${size}.png`));
}
draw('icon.svg', 512, join(resources, 'icon.png'));
draw('tray.svg', 16, join(resources, 'tray.png'));
draw('tray.svg', 32, join(resources, 'tray@2x.png'));
// macOS paints a picture of this name itself, light or dark as its bar is.
draw('trayTemplate.svg', 16, join(resources, 'trayTemplate.png'));
draw('trayTemplate.svg', 32, join(resources, 'trayTemplate@2x.png'));
const forMac = [16, 32, 48, 128, 256, 512].map((size) => draw('icon.svg', size, join(folder, `${size}.png`)));
execFileSync('png2icns', [join(resources, 'icon.icns'), ...forMac], { stdio: 'ignore' });
writeIconFile('icon', [16, 24, 32, 48, 64, 256]);
// Windows takes the size that its own scale asks for.
writeIconFile('tray', [16, 20, 24, 28, 32, 40, 48, 64]);
rmSync(folder, { recursive: true });

function writeIconFile(name, sizes) {
  const pictures = sizes.map((size) => ({
    size,
    png: readFileSync(draw(`${name}.svg`, size, join(folder, `${name}-${size}.png`))),
  }));
  writeFileSync(join(resources, `${name}.ico`), iconFile(pictures));
}

/** Windows' icon format: a directory of entries, then the pictures as PNG. */
function iconFile(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}
