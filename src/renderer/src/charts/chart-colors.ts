/** The colours of axes and text on a chart, after the theme. */
import { useComputedColorScheme } from '@mantine/core';

export interface ChartColors {
  readonly text: string;
  readonly grid: string;
  readonly mark: string;
  readonly background: string;
}

const light: ChartColors = { text: '#4b565e', grid: '#e4e8ea', mark: '#4b565e', background: '#ffffff' };
const dark: ChartColors = { text: '#a3aeb5', grid: '#262d32', mark: '#a3aeb5', background: '#14181b' };

export const useChartColors = (): ChartColors => (useComputedColorScheme('light') === 'dark' ? dark : light);
