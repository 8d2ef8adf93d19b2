/** The marks of a picture as an SVG document. Pure. */
import { pictureHeight, type PictureMark, pictureWidth, pointOpacity, pointRadius } from './picture-marks.ts';
import { pointOutline } from './point-outline.ts';

const fontFamily = "system-ui, -apple-system, 'Segoe UI', sans-serif";

export function pictureToSvg(marks: readonly PictureMark[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pictureWidth} ${pictureHeight}" width="${pictureWidth}" height="${pictureHeight}" font-family="${fontFamily}">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...marks.map(elementOf),
    '</svg>',
  ].join('\n');
}

function elementOf(mark: PictureMark): string {
  if (mark.kind === 'line') {
    const dash = mark.dash.length > 0 ? ` stroke-dasharray="${mark.dash.join(' ')}"` : '';
    return `<polyline points="${pointsText(mark.points)}" fill="none" stroke="${mark.color}" stroke-width="${mark.width}" stroke-opacity="${mark.opacity}" stroke-linejoin="round"${dash}/>`;
  }
  if (mark.kind === 'area') {
    return `<polygon points="${pointsText(mark.points)}" fill="${mark.color}" fill-opacity="${mark.opacity}"/>`;
  }
  if (mark.kind === 'point') return pointElement(mark);
  const turn = mark.isTurned ? ` transform="rotate(-90 ${mark.x} ${mark.y})"` : '';
  return `<text x="${mark.x.toFixed(1)}" y="${mark.y.toFixed(1)}" font-size="${mark.size}" text-anchor="${mark.anchor}" fill="#1b2126"${turn}>${escapeXml(mark.text)}</text>`;
}

function pointElement({ x, y, shape, color }: Extract<PictureMark, { readonly kind: 'point' }>): string {
  const { isFilled, strokes } = pointOutline(shape, pointRadius);
  const path = strokes.map((points) => {
    const [first = '', ...others] = points.map(
      ([right, down]) => `${(x + right).toFixed(1)} ${(y + down).toFixed(1)}`,
    );
    return `M${first}${others.map((point) => `L${point}`).join('')}${isFilled ? 'Z' : ''}`;
  });
  const paint = isFilled
    ? `fill="${color}" fill-opacity="${pointOpacity}"`
    : `fill="none" stroke="${color}" stroke-opacity="${pointOpacity}"`;
  return `<path d="${path.join('')}" ${paint}/>`;
}

const pointsText = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
