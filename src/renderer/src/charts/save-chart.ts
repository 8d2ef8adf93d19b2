/** Saves what a chart shows: as a picture with title, axes, legend and source in it, or as its numbers. */
import { type ChartPicture, layOutChart } from './lay-out-chart.ts';
import { pictureToPng } from './picture-to-png.ts';
import { pictureToSvg } from './picture-to-svg.ts';
import { fileNameOf, saveFile } from './save-file.ts';
import { seriesToCsv } from './series-to-csv.ts';

export async function saveChart(picture: ChartPicture, format: 'png' | 'svg' | 'csv'): Promise<void> {
  const filename = `${fileNameOf(picture.title)}.${format}`;
  switch (format) {
    case 'png':
      saveFile(filename, await pictureToPng(layOutChart(picture)), 'image/png');
      return;
    case 'svg':
      saveFile(filename, pictureToSvg(layOutChart(picture)), 'image/svg+xml');
      return;
    case 'csv': {
      const rawOnly = picture.series.some(({ isUnderlay }) => isUnderlay === true)
        ? picture.series.filter(({ isUnderlay }) => isUnderlay === true)
        : picture.series;
      saveFile(filename, seriesToCsv(picture.xLabel, rawOnly, picture.marks), 'text/csv');
    }
  }
}
