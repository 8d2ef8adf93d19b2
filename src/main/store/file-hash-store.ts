/** Files whose hash no row knows, as an older version left them. */
import type { Database } from './open-database.ts';

export interface UnhashedFile {
  readonly kind: 'model' | 'evaluation' | 'curves';
  readonly id: number;
  /** Name of the file; for curves the hash of the cell's arrays. */
  readonly name: string;
}

export interface FileHashStore {
  listUnhashed(): readonly UnhashedFile[];
  /** Leaves one that is known meanwhile. */
  setHash(file: UnhashedFile, hash: string): void;
}

const columns = {
  model: { table: 'models', name: 'file', hash: 'file_hash' },
  evaluation: { table: 'evaluations', name: 'file', hash: 'file_hash' },
  curves: { table: 'batteries', name: 'dataset_hash', hash: 'curves_hash' },
} as const;
const kinds = ['model', 'evaluation', 'curves'] as const;

export function createFileHashStore(database: Database): FileHashStore {
  const unhashed = kinds.map((kind) => {
    const { table, name, hash } = columns[kind];
    return database.prepare<[], UnhashedFile>(
      `SELECT '${kind}' AS kind, id, ${name} AS name FROM ${table} WHERE ${hash} IS NULL`,
    );
  });
  const set = Object.fromEntries(
    kinds.map((kind) => {
      const { table, hash } = columns[kind];
      return [kind, database.prepare(`UPDATE ${table} SET ${hash} = ? WHERE id = ? AND ${hash} IS NULL`)];
    }),
  );
  return {
    listUnhashed: () => unhashed.flatMap((statement) => statement.all()),
    setHash: ({ kind, id }, hash) => void set[kind]?.run(hash, id),
  };
}
