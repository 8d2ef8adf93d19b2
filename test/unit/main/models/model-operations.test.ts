import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelCommands } from '../../../../src/main/commands/model-commands.ts';
import { createModelArtifacts } from '../../../../src/main/models/model-artifacts.ts';
import { modelQueries } from '../../../../src/main/queries/model-queries.ts';
import { createModelStore } from '../../../../src/main/store/model-store.ts';
import { openDatabase } from '../../../../src/main/store/open-database.ts';
import { newModel } from '../../../support/new-model.ts';

async function createParts() {
  const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-models-'));
  const database = openDatabase(':memory:');
  const modelStore = createModelStore(database);
  const modelArtifacts = createModelArtifacts(dataDir);
  const commands = modelCommands({ modelStore, modelArtifacts });
  const queries = modelQueries({ modelStore, pathOfModelFile: (file) => modelArtifacts.pathOf(file) });
  /** A model whose file a trainer has just written. */
  const leaveModel = async (name: string, jobNumber: number): Promise<number> => {
    const written = join(dataDir, 'model.safetensors');
    await writeFile(written, `weights of ${name}`);
    const { file, fileSize } = await modelArtifacts.adopt(written, jobNumber);
    return modelStore.insertModel(newModel({ name, file, file_size: fileSize }));
  };
  return { dataDir, database, modelStore, modelArtifacts, commands, queries, leaveModel };
}

describe('model operations', () => {
  let parts: Awaited<ReturnType<typeof createParts>>;
  beforeEach(async () => {
    parts = await createParts();
  });
  afterEach(async () => {
    parts.database.close();
    await rm(parts.dataDir, { recursive: true, force: true });
  });
  const files = (): Promise<string[]> => readdir(join(parts.dataDir, 'models'));

  it('download sends the file that the trainer wrote, under the model’s name', async () => {
    const id = await parts.leaveModel('bilstm: Zelle/Größe "7"', 12);
    const download = await parts.queries['download-model']({ model_id: id, format: 'safetensors' });
    expect(download.filename).toBe('bilstm_ Zelle_Größe _7.safetensors');
    expect(await readFile(download.path, 'utf8')).toBe('weights of bilstm: Zelle/Größe "7"');
    expect(parts.modelStore.findModel(id)?.file_size).toBe(
      Buffer.byteLength('weights of bilstm: Zelle/Größe "7"'),
    );
    expect(await readdir(parts.dataDir)).toEqual(['models']);
  });

  it.each(['con', '...', '//'])(
    'download of a model called %s has a name that every system takes',
    async (name) => {
      const id = await parts.leaveModel(name, 1);
      const { filename } = await parts.queries['download-model']({ model_id: id, format: 'safetensors' });
      expect(filename).toBe(`model-${id}.safetensors`);
    },
  );

  it('download says so when the file is gone', async () => {
    const id = await parts.leaveModel('lost', 3);
    await rm(join(parts.dataDir, 'models', 'job-3.safetensors'));
    await expect(
      parts.queries['download-model']({ model_id: id, format: 'safetensors' }),
    ).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      message: expect.stringContaining('models/job-3.safetensors'),
    });
  });

  it('rename changes the name and nothing else', async () => {
    const id = await parts.leaveModel('old', 1);
    const before = parts.modelStore.findModel(id);
    expect(await parts.commands['rename-model']({ model_id: id, name: 'new' })).toEqual({
      ...before,
      name: 'new',
    });
  });

  it('delete takes the file too', async () => {
    const id = await parts.leaveModel('gone', 1);
    await parts.leaveModel('stays', 2);
    expect(await parts.commands['delete-model']({ model_id: id })).toBeNull();
    expect(await files()).toEqual(['job-2.safetensors']);
    expect(parts.modelStore.findModel(id)).toBeUndefined();
  });

  it('an unknown model is not found, whatever is asked', async () => {
    const missing = { code: 'RESOURCE_NOT_FOUND', message: 'Model with ID 9 not found' };
    expect(() => parts.queries['get-model']({ model_id: 9 })).toThrow(expect.objectContaining(missing));
    expect(() => parts.commands['rename-model']({ model_id: 9, name: 'x' })).toThrow(
      expect.objectContaining(missing),
    );
    await expect(parts.commands['delete-model']({ model_id: 9 })).rejects.toMatchObject(missing);
    await expect(
      parts.queries['download-model']({ model_id: 9, format: 'safetensors' }),
    ).rejects.toMatchObject(missing);
  });

  it('files that no model names are cleared away', async () => {
    await parts.leaveModel('kept', 1);
    await mkdir(join(parts.dataDir, 'models', 'folder'));
    await writeFile(join(parts.dataDir, 'models', 'job-9.safetensors.part'), 'half');
    await parts.modelArtifacts.removeOrphans(parts.modelStore.listModelFiles());
    expect(await files()).toEqual(['job-1.safetensors']);
  });
});
