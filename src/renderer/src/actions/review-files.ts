/** Files that somebody brought are looked at before they are imported, wherever they were dropped. */
import type { RepairName } from '../../../shared/contract/quality.ts';
import { goTo } from '../routing/use-route.ts';
import { stores } from '../state/page-stores.ts';

export function reviewFiles(files: readonly File[], skippedRepairs: readonly RepairName[] = []): void {
  if (files.length === 0) return;
  stores().review.start(files, { skippedRepairs });
  goTo({ page: 'import-review' });
}
