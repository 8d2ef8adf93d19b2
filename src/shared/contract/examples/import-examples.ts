/** A table whose capacity has a name that nothing knows, and what was said of it. */
const mapping = { columns: { capacity: { column: 'Q', unit: 'mAh' } }, content: null, header_line: null };

export const previewExample = {
  filename: 'my-cell.csv',
  tables: [
    {
      label: null,
      header_line: 1,
      columns: [
        { name: 'Cycle', role: 'cycle', unit: null, chosen: true },
        { name: 'Q', role: 'capacity', unit: 'mAh', chosen: true },
      ],
      rows: [
        ['1', '1970'],
        ['2', '1968'],
      ],
      content: 'cycles',
      mapping_name: null,
    },
  ],
  cells: [
    {
      label: null,
      name: 'my-cell',
      total_cycles: 2,
      features: [],
      nominal_capacity: 2,
      nominal_capacity_note: null,
      end_of_life: 0.8,
      end_of_life_cycle: null,
      capacity_from: 'all',
      cycle_index: [1, 2],
      capacity: [1.97, 1.968],
      quality: {
        format: 'csv_cycles',
        rows_found: 2,
        cycles_found: 2,
        cycles_kept: 2,
        units: { capacity: { unit: 'mAh', assumed: false } },
        skipped_repairs: [],
        entries: [],
      },
    },
  ],
  refused: null,
  mapping,
};

export const savedMappingExample = {
  id: 1,
  name: 'Our old cycler',
  header: ['Cycle', 'Q'],
  mapping,
  updated_at: '2025-01-07T09:00:00Z',
};
