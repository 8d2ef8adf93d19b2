/** The marks of a picture as a PNG, at twice the size so that it prints well. */
import { pictureHeight, type PictureMark, pictureWidth, pointOpacity, pointRadius } from './picture-marks.ts';
import { pointOutline } from './point-outline.ts';

const pixelsPerUnit = 2;

export async function pictureToPng(marks: readonly PictureMark[]): Promise<Blob> {
  const canvas = new OffscreenCanvas(pictureWidth * pixelsPerUnit, pictureHeight * pixelsPerUnit);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser offers no canvas to draw the picture on');
  context.scale(pixelsPerUnit, pixelsPerUnit);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, pictureWidth, pictureHeight);
  for (const mark of marks) draw(context, mark);
  return canvas.convertToBlob({ type: 'image/png' });
}

function draw(context: OffscreenCanvasRenderingContext2D, mark: PictureMark): void {
  context.save();
  if (mark.kind === 'line') {
    context.strokeStyle = mark.color;
    context.lineWidth = mark.width;
    context.globalAlpha = mark.opacity;
    context.setLineDash([...mark.dash]);
    context.beginPath();
    for (const [x, y] of mark.points) context.lineTo(x, y);
    context.stroke();
  } else if (mark.kind === 'area') {
    context.fillStyle = mark.color;
    context.globalAlpha = mark.opacity;
    context.beginPath();
    for (const [x, y] of mark.points) context.lineTo(x, y);
    context.fill();
  } else if (mark.kind === 'point') {
    drawPoint(context, mark);
  } else {
    context.fillStyle = '#1b2126';
    context.font = `${mark.size}px system-ui, sans-serif`;
    context.textAlign = mark.anchor === 'middle' ? 'center' : mark.anchor;
    context.translate(mark.x, mark.y);
    if (mark.isTurned) context.rotate(-Math.PI / 2);
    context.fillText(mark.text, 0, 0);
  }
  context.restore();
}

function drawPoint(
  context: OffscreenCanvasRenderingContext2D,
  { x, y, shape, color }: Extract<PictureMark, { readonly kind: 'point' }>,
): void {
  const { isFilled, strokes } = pointOutline(shape, pointRadius);
  context.translate(x, y);
  context.globalAlpha = pointOpacity;
  context.fillStyle = color;
  context.strokeStyle = color;
  context.beginPath();
  for (const [first, ...others] of strokes) {
    if (first) context.moveTo(...first);
    for (const point of others) context.lineTo(...point);
  }
  if (isFilled) context.fill();
  else context.stroke();
}
