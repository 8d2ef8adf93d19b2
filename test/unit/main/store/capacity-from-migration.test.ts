import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../../../src/main/store/migrate.ts';
import { migrations } from '../../../../src/main/store/migrations/index.ts';

test('a cell of before whose shallow cycles were left out says that its capacity comes from the check-ups', () => {
  const database = new BetterSqlite3(':memory:');
  const before = migrations.findIndex(({ name }) => name.endsWith('capacity-from'));
  migrate(database, migrations.slice(0, before));
  const insert = database.prepare(
    `INSERT INTO batteries (filename, name, total_cycles, nominal_capacity, created_at, updated_at, end_of_life, simulated,
      features, notes, dataset_hash, first_cycle_id, quality) VALUES ('f', 'n', 1, 1, 't', 't', 0.8, 0, '[]', '[]', ?, ?, ?)`,
  );
  const report = (repair: string | null): string =>
    JSON.stringify({ entries: [{ code: 'check_ups', repair }] });
  insert.run('a', 1, report('use_check_ups'));
  insert.run('b', 2, report(null));
  insert.run('c', 3, null);
  migrate(database, migrations.slice(0, before + 1));
  const found = database.prepare('SELECT capacity_from FROM batteries ORDER BY id').pluck().all();
  expect(found).toEqual(['check_ups', 'all', 'all']);
  database.close();
});
