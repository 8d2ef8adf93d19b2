/** A condition on the column `status`, by the table of facts. */
import { statusesWhere } from '../../shared/domain/job-status.ts';

export const statusIn = (isSo: Parameters<typeof statusesWhere>[0]): string =>
  `status IN (${statusesWhere(isSo)
    .map((status) => `'${status}'`)
    .join(', ')})`;
