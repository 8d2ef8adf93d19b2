/** Title and source of a picture. Pure. */
import { pictureHeight, type PictureMark, plot, text } from './picture-marks.ts';

export const titleMarks = ({
  title,
  source,
}: {
  readonly title: string;
  readonly source: string;
}): PictureMark[] => [
  text(plot.left, 34, title, { size: titleSize(title) }),
  text(plot.left, pictureHeight - 18, source, { size: 12 }),
];

/** As large as it fits: a letter is a little more than half as wide as high. */
const titleSize = (title: string): number =>
  Math.max(9, Math.min(20, Math.floor((plot.right - plot.left) / (0.54 * title.length))));
