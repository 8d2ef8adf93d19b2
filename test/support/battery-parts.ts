/** The parts behind the battery operations, on a database in memory, a folder of their own and real importer processes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArrayFiles } from '../../src/main/files/array-files.ts';
import { createImporter } from '../../src/main/processes/importer.ts';
import { batteryCommands } from '../../src/main/commands/battery-commands.ts';
import { batteryQueries } from '../../src/main/queries/battery-queries.ts';
import { createBatteryStore } from '../../src/main/store/battery-store.ts';
import { createMappingStore } from '../../src/main/store/mapping-store.ts';
import { openDatabase } from '../../src/main/store/open-database.ts';
import { importBatterySchema } from '../../src/shared/contract/battery.ts';
import { repositoryRoot } from './program.ts';

export const importerSource = join(repositoryRoot, 'src', 'importer', 'importer-process.ts');

export async function createBatteryParts(importerPath = importerSource) {
  const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-batteries-'));
  const database = openDatabase(':memory:');
  const batteryStore = createBatteryStore(database);
  const arrayFiles = createArrayFiles(dataDir);
  const importer = createImporter({ modulePath: importerPath });
  let uploadCount = 0;
  const usedBatteries = new Set<number>();
  const commands = batteryCommands({
    batteryStore,
    mappingStore: createMappingStore(database),
    arrayFiles,
    importer,
    isBatteryInUse: (id) => usedBatteries.has(id),
    now: () => new Date().toISOString(),
  });
  const queries = batteryQueries({ batteryStore, cycleReader: arrayFiles });
  /** Uploads a text under a name, with the fields of the form. */
  const upload = async (filename: string, text: string, fields: Readonly<Record<string, unknown>> = {}) => {
    uploadCount += 1;
    const path = join(dataDir, `upload-${uploadCount}`);
    await writeFile(path, text);
    return commands['import-battery'](importBatterySchema.parse({ file: { path, filename }, ...fields }));
  };
  /** Imports a file from where it lies. */
  const importPath = (path: string, filename: string, fields: Readonly<Record<string, unknown>> = {}) =>
    commands['import-battery'](importBatterySchema.parse({ file: { path, filename }, ...fields }));
  const close = async (): Promise<void> => {
    await importer.stop();
    database.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return {
    dataDir,
    database,
    batteryStore,
    arrayFiles,
    importer,
    usedBatteries,
    commands,
    queries,
    upload,
    importPath,
    close,
  };
}

export type BatteryParts = Awaited<ReturnType<typeof createBatteryParts>>;
