/**
 * The files that can be read. Whatever names one (file dialogs, drop areas, the API document, refusals, an import's
 * report) derives from these two tables; how one is read stands in `src/importer/readers`.
 */

export interface FileFormat {
  readonly name: string;
  /** In one word. */
  readonly label: string;
  /** In lower case, with their dot. */
  readonly extensions: readonly string[];
  readonly mediaTypes: readonly string[];
  /** What a user calls one of them, and several. */
  readonly one: string;
  readonly many: string;
  /** What must be in it, where the name alone does not say it. */
  readonly holding: string | null;
}

export const fileFormats = [
  {
    name: 'csv',
    label: 'CSV',
    extensions: ['.csv', '.tsv', '.txt'],
    mediaTypes: ['text/csv', 'text/tab-separated-values', 'text/plain'],
    one: 'a table',
    many: 'tables',
    holding: 'with a row per cycle or with measured curves',
  },
  {
    name: 'mat',
    label: 'MATLAB',
    extensions: ['.mat'],
    mediaTypes: [],
    one: 'a MATLAB file',
    many: 'MATLAB files',
    holding: null,
  },
  {
    name: 'xlsx',
    label: 'Excel',
    extensions: ['.xlsx'],
    mediaTypes: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    one: 'an Excel workbook',
    many: 'Excel workbooks',
    holding: null,
  },
  {
    name: 'neware',
    label: 'Neware',
    extensions: ['.nda', '.ndax'],
    mediaTypes: [],
    one: 'a file of Neware’s',
    many: 'files of Neware’s',
    holding: null,
  },
  {
    name: 'mpr',
    label: 'BioLogic',
    extensions: ['.mpr'],
    mediaTypes: [],
    one: 'a file of BioLogic’s',
    many: 'files of BioLogic’s',
    holding: null,
  },
  {
    name: 'res',
    label: 'Arbin',
    extensions: ['.res'],
    mediaTypes: [],
    one: 'a database of Arbin’s',
    many: 'databases of Arbin’s',
    holding: null,
  },
] as const satisfies readonly FileFormat[];
export type FormatName = (typeof fileFormats)[number]['name'];

/** What a cell's numbers came from, as a report's `format` says it, with the words for it. */
export const contentWords = {
  csv_cycles: 'table with a row per cycle',
  csv_time_series: 'table of measured curves',
  bdf: 'Battery Data Format',
  mat_v5: 'MATLAB file, up to version 7',
  'mat_v7.3': 'MATLAB file, version 7.3',
  xlsx_cycles: 'Excel workbook with a row per cycle',
  xlsx_time_series: 'Excel workbook of measured curves',
  neware_nda: 'Neware file (.nda)',
  neware_ndax: 'Neware file (.ndax)',
  biologic_mpr: 'BioLogic file (.mpr)',
  arbin_res: 'Arbin database (.res)',
  simulated: 'simulated here',
  unknown: 'unknown',
} as const;
export type ContentName = keyof typeof contentWords;

const formats: readonly FileFormat[] = fileFormats;

/** `a, b or c` */
function oneOf(words: readonly string[], conjunction = 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** `with a row per cycle (.csv, .tsv or .txt)`, after a format's name. */
const inFull = (name: string, { holding, extensions }: FileFormat): string =>
  `${name}${holding === null ? '' : ` ${holding}`} (${oneOf(extensions)})`;

/** The `accept` of a file dialog. */
export const acceptedFiles = (): string =>
  [
    ...formats.flatMap(({ extensions }) => extensions),
    ...formats.flatMap(({ mediaTypes }) => mediaTypes),
  ].join(',');

/** `.csv, .tsv, .txt or .mat` */
export const extensionsInWords = (): string => oneOf(formats.flatMap(({ extensions }) => extensions));

/** `CSV or MATLAB` */
export const labelsInWords = (): string => oneOf(formats.map(({ label }) => label));

/** `a table with a row per cycle … (.csv, .tsv or .txt) or a MATLAB file (.mat)` */
export const oneFileInWords = (): string => oneOf(formats.map((format) => inFull(format.one, format)));

/** `tables with a row per cycle … (.csv, .tsv or .txt) and MATLAB files (.mat)` */
export const filesInWords = (): string =>
  oneOf(
    formats.map((format) => inFull(format.many, format)),
    'and',
  );
