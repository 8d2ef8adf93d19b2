/** What a table is taken for, as a preview shows it. */
import type { RawRequest } from '../../cells/cycles/content-of-raw-cells.ts';
import type { PreviewedTable } from '../../shared/contract/import-preview.ts';
import type { OpenedTable } from './open-table.ts';
import type { HeaderRequest } from './read-request.ts';
import type { RoleCandidates } from './role-candidates.ts';

export interface TableFacts {
  readonly table: OpenedTable;
  readonly content: PreviewedTable['content'];
  readonly candidates: readonly RoleCandidates[];
}

export interface SheetRequest extends RawRequest, HeaderRequest {
  /** Told as more becomes known of a table; the last telling counts. */
  readonly onTable?: ((table: TableFacts) => void) | undefined;
}

const maxColumns = 200;
const maxTextLength = 80;

export function previewTable({ table, content, candidates }: TableFacts): PreviewedTable {
  const columns = table.columnNames.slice(0, maxColumns);
  return {
    label: table.label,
    header_line: table.headerLine,
    columns: columns.map((name, position) => ({
      name: name.trim().slice(0, 200),
      ...roleOf(position, candidates),
    })),
    rows: table.firstRows.map(({ record }) =>
      columns.map((_, position) =>
        String(record[position] ?? '')
          .trim()
          .slice(0, maxTextLength),
      ),
    ),
    content,
    mapping_name: table.applied?.name ?? null,
  };
}

function roleOf(position: number, candidates: readonly RoleCandidates[]) {
  for (const { role, columns, taken = columns[0] } of candidates) {
    const column = columns.find((one) => one.position === position);
    if (!column) continue;
    const unit = column.unit ?? null;
    return { role, unit, chosen: taken?.position === position };
  }
  return { role: null, unit: null, chosen: false };
}
