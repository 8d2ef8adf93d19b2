/** Saves what a chart shows: as a picture with title, axes, legend and source in it, or as its numbers. */
import { type ChartPicture, layOutChart } from './lay-out-chart.ts';
import { layOutScatter, type ScatterPicture } from './lay-out-scatter.ts';
import type { PictureMark } from './picture-marks.ts';
import { pictureToPng } from './picture-to-png.ts';
import { pictureToSvg } from './picture-to-svg.ts';
import { fileNameOf, saveFile } from '../actions/save-file.ts';
import { seriesToCsv } from './series-to-csv.ts';

export type SavedPicture = ChartPicture | ScatterPicture;

export async function saveChart(picture: SavedPicture, format: 'png' | 'svg' | 'csv'): Promise<void> {
  const filename = `${fileNameOf(picture.title)}.${format}`;
  switch (format) {
    case 'png':
      saveFile(filename, await pictureToPng(marksOf(picture)), 'image/png');
      return;
    case 'svg':
      saveFile(filename, pictureToSvg(marksOf(picture)), 'image/svg+xml');
      return;
    case 'csv':
      saveFile(filename, csvOf(picture), 'text/csv');
  }
}

const marksOf = (picture: SavedPicture): PictureMark[] =>
  'clouds' in picture ? layOutScatter(picture) : layOutChart(picture);

function csvOf(picture: SavedPicture): string {
  if ('clouds' in picture) return picture.csv();
  const { series, xLabel, marks } = picture;
  const raw = series.filter(({ isUnderlay }) => isUnderlay === true);
  return seriesToCsv(xLabel, raw.length > 0 ? raw : series, marks);
}
