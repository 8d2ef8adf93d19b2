import { expect, test } from 'vitest';
import { openDatabase } from '../../../../src/main/store/open-database.ts';

test('schema.sql is the schema of a migrated database (rewrite it with: npx vitest run test/unit/main/store -u)', async () => {
  const database = openDatabase(':memory:');
  const statements = database
    .prepare<[], string>(
      "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )
    .pluck()
    .all();
  database.close();
  const schema = `-- Generated from the migrations; a test compares the two.\n\n${statements.join('\n\n')}\n`;
  await expect(schema).toMatchFileSnapshot('../../../../src/main/store/schema.sql');
});
