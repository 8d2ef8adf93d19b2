/** The loss curve of each job, one row per finished epoch. */
import type { Database } from 'better-sqlite3';
import type { EpochReport } from '../../shared/contract/trainer-messages.ts';

interface EpochRange {
  readonly after: number;
  readonly limit: number;
}

export interface EpochStore {
  insertEpoch(jobId: number, report: EpochReport): void;
  /** In the order of the epochs; all of them, or at most `limit` of those behind the epoch `after`. */
  listEpochs(jobId: number, range?: EpochRange): readonly EpochReport[];
  /** The epoch with the lowest validation loss, the first of equals, and the last `count` in their order. */
  ends(jobId: number, count: number): EpochEnds;
  /** Gives another job a copy of at most `limit` epochs behind the epoch `after`; answers how many. */
  copySomeEpochs(jobId: number, toJobId: number, range: EpochRange): number;
  /** Deletes at most `limit` epochs of the job, of those behind the epoch `after`; answers how many. */
  deleteSomeEpochs(jobId: number, limit: number, after?: number): number;
}

interface EpochEnds {
  /** undefined where no epoch has a validation loss. */
  readonly best: EpochReport | undefined;
  readonly last: readonly EpochReport[];
}

/** SQLite takes -1 for no limit. */
const everyEpoch: EpochRange = { after: 0, limit: -1 };

interface EpochRow extends Omit<EpochReport, 'terms'> {
  /** JSON */
  readonly terms: string;
}

export function createEpochStore(database: Database): EpochStore {
  const insert = database.prepare<[number, number, number | null, number | null, string]>(
    'INSERT INTO job_epochs (job_id, epoch, train_loss, val_loss, terms) VALUES (?, ?, ?, ?, ?)',
  );
  const list = database.prepare<[number, number, number], EpochRow>(
    `SELECT epoch, train_loss, val_loss, terms FROM job_epochs WHERE job_id = ? AND epoch > ?
    ORDER BY epoch LIMIT ?`,
  );
  const columns = 'epoch, train_loss, val_loss, terms';
  const best = database.prepare<[number], EpochRow>(
    `SELECT ${columns} FROM job_epochs WHERE job_id = ? AND val_loss IS NOT NULL ORDER BY val_loss, epoch LIMIT 1`,
  );
  const last = database.prepare<[number, number], EpochRow>(
    `SELECT ${columns} FROM job_epochs WHERE job_id = ? ORDER BY epoch DESC LIMIT ?`,
  );
  const remove = database.prepare<[{ jobId: number; limit: number; after: number }]>(
    `DELETE FROM job_epochs WHERE job_id = @jobId
    AND epoch IN (SELECT epoch FROM job_epochs WHERE job_id = @jobId AND epoch > @after ORDER BY epoch LIMIT @limit)`,
  );
  const copy = database.prepare<[number, number, number, number]>(
    `INSERT INTO job_epochs (job_id, epoch, train_loss, val_loss, terms)
    SELECT ?, epoch, train_loss, val_loss, terms FROM job_epochs WHERE job_id = ? AND epoch > ? ORDER BY epoch LIMIT ?`,
  );
  return {
    copySomeEpochs: (jobId, toJobId, { after, limit }) => copy.run(toJobId, jobId, after, limit).changes,
    insertEpoch: (jobId, { epoch, train_loss, val_loss, terms }) =>
      void insert.run(jobId, epoch, train_loss, val_loss, JSON.stringify(terms)),
    listEpochs: (jobId, { after, limit } = everyEpoch) => readEpochRows(list.all(jobId, after, limit)),
    ends: (jobId, count) => ({
      best: readEpochRows(best.all(jobId))[0],
      last: readEpochRows(last.all(jobId, count).reverse()),
    }),
    deleteSomeEpochs: (jobId, limit, after = 0) => remove.run({ jobId, limit, after }).changes,
  };
}

/** Parsed as one text, which for a long curve takes half the time. */
function readEpochRows(rows: readonly EpochRow[]): readonly EpochReport[] {
  const terms = JSON.parse(`[${rows.map((row) => row.terms).join()}]`) as EpochReport['terms'][];
  return rows.map(({ epoch, train_loss, val_loss }, index) => ({
    epoch,
    train_loss,
    val_loss,
    terms: terms[index] ?? {},
  }));
}
