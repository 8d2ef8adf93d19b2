/** The whole comparison as numbers. */
import { Button } from '@mantine/core';
import type { Comparison } from '../../../../shared/contract/comparison.ts';
import { saveFile } from '../../actions/save-file.ts';
import { comparisonCsv } from '../../charts/comparison-csv.ts';
import { Icon } from '../../components/icon.tsx';

export function CompareExport({ comparison }: { readonly comparison: Comparison }) {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="download" />}
      onClick={() => saveFile('comparison.csv', comparisonCsv(comparison), 'text/csv')}
      title="Every figure per run and cell, as the API gives it"
    >
      CSV
    </Button>
  );
}
