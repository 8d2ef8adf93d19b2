/** What is fact about one series of a job's curves. Colours by the names of Okabe and Ito's palette. */
export interface SeriesFacts {
  /** In legends and readouts. */
  readonly label: string;
  /** What it is, for the API document. */
  readonly description: string;
  /**
   * `total`: a loss as it is minimised or judged. `term`: what a loss is made of, drawn where there are several.
   * `error`: in its own unit, not drawn among the losses.
   */
  readonly role: 'total' | 'term' | 'error';
  readonly color: SeriesColor;
  /** Several trainings in one job give its deviation over them, as a series of its own. */
  readonly hasDeviation?: boolean;
}

export type SeriesColor = 'blue' | 'vermilion' | 'green' | 'purple' | 'orange' | 'sky' | 'olive';
