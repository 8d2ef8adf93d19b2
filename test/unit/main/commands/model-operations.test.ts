import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelCommands } from '../../../../src/main/commands/model-commands.ts';
import { createEvaluationFiles } from '../../../../src/main/files/evaluation-files.ts';
import { createJobFolders } from '../../../../src/main/jobs/job-folder.ts';
import { createModelArtifacts } from '../../../../src/main/files/model-artifacts.ts';
import { createOnnxFiles } from '../../../../src/main/files/onnx-files.ts';
import { modelQueries } from '../../../../src/main/queries/model-queries.ts';
import { createEvaluationStore } from '../../../../src/main/store/evaluation-store.ts';
import { createBatteryStore } from '../../../../src/main/store/battery-store.ts';
import { createModelStore } from '../../../../src/main/store/model-store.ts';
import { openDatabase } from '../../../../src/main/store/open-database.ts';
import { encodeModel } from '../../../../src/learning/files/model-file.ts';
import { referenceEngine } from '../../../../src/learning/engines/reference/reference-engine.ts';
import { encodeOnnx } from '../../../../src/learning/onnx/encode-onnx.ts';
import { madeUpCell } from '../../../support/measured-cells.ts';
import { trainModel } from '../../../support/onnx-lab.ts';
import { newEvaluation } from '../../../support/new-evaluation.ts';
import { knownTo, sweepFolder } from '../../../support/sweep.ts';
import { newModel } from '../../../support/new-model.ts';

const onnxThread = resolve(import.meta.dirname, '../../../../src/predictor/onnx-thread.ts');

async function createParts() {
  const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-models-'));
  const database = openDatabase(join(dataDir, 'cellwright.db'));
  const modelStore = createModelStore(database);
  const modelArtifacts = createModelArtifacts(dataDir);
  const batteryStore = createBatteryStore(database);
  const onnxFiles = createOnnxFiles({ modulePath: onnxThread });
  const evaluationStore = createEvaluationStore(database);
  const evaluationFiles = createEvaluationFiles(dataDir);
  const commands = modelCommands({
    modelStore,
    batteryStore,
    modelArtifacts,
    folders: createJobFolders(dataDir),
    onnxFiles,
    evaluationStore,
    evaluationFiles,
  });
  const queries = modelQueries({
    modelStore,
    batteryStore,
    onnxFiles,
    pathOfModelFile: (file) => modelArtifacts.pathOf(file),
  });
  /** A model whose file a trainer has just written. */
  const leaveModel = async (
    name: string,
    jobNumber: number,
    content: string | Uint8Array = `weights of ${name}`,
  ): Promise<number> => {
    const written = join(dataDir, 'model.safetensors');
    await writeFile(written, content);
    const { file, fileSize, fileHash } = await modelArtifacts.adopt(written, jobNumber);
    return modelStore.insertModel(newModel({ name, file, file_size: fileSize, file_hash: fileHash }));
  };
  const stores = { modelStore, evaluationStore };
  return {
    dataDir,
    database,
    batteryStore,
    ...stores,
    modelArtifacts,
    evaluationFiles,
    onnxFiles,
    commands,
    queries,
    leaveModel,
  };
}

describe('model operations', () => {
  let parts: Awaited<ReturnType<typeof createParts>>;
  beforeEach(async () => {
    parts = await createParts();
  });
  afterEach(async () => {
    await parts.onnxFiles.stop();
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
    const left = (await readdir(parts.dataDir)).filter((name) => !name.startsWith('cellwright.db'));
    expect(left).toEqual(['models']);
  });

  it.each(['con', '...', '//'])(
    'download of a model called %s has a name that every system takes',
    async (name) => {
      const id = await parts.leaveModel(name, 1);
      const { filename } = await parts.queries['download-model']({ model_id: id, format: 'safetensors' });
      expect(filename).toBe(`model-${id}.safetensors`);
    },
  );

  it('with a model go the files of its evaluations; those of another stay, and so does what it predicted', async () => {
    const [gone, kept] = [await parts.leaveModel('one', 1), await parts.leaveModel('two', 2)];
    const { evaluationFiles, evaluationStore } = parts;
    await mkdir(join(parts.dataDir, 'evaluations'));
    for (const [modelId, file] of [
      [gone, 'a.json'],
      [gone, 'b.json'],
      [kept, 'c.json'],
    ] as const) {
      await writeFile(evaluationFiles.pathOf(file), '{}');
      evaluationStore.insertEvaluation(newEvaluation(modelId), { file: file, fileHash: null });
    }
    await parts.commands['delete-model']({ model_id: gone });
    expect(await readdir(join(parts.dataDir, 'evaluations'))).toEqual(['c.json']);
    expect(evaluationStore.listEvaluationFiles()).toEqual(['c.json']);
  });

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

  describe('download as ONNX', () => {
    const cells = [madeUpCell({ batteryId: 1, rowCount: 10 })];
    const train = () => trainModel(referenceEngine, cells, { targets: ['soh'] });

    it('is the model under its name, made once and kept beside it', async () => {
      const model = await train();
      const id = await parts.leaveModel('mine', 4, encodeModel(model));
      const ask = () => parts.queries['download-model']({ model_id: id, format: 'onnx' });
      const [first, second] = await Promise.all([ask(), ask()]);
      expect(first.filename).toBe('mine.onnx');
      expect(second).toEqual(first);
      expect(new Uint8Array(await readFile(first.path))).toEqual(encodeOnnx(model));
      expect(await files()).toEqual(['job-4.onnx', 'job-4.safetensors']);
      const { mtimeMs } = await stat(first.path);
      expect((await stat((await ask()).path)).mtimeMs).toBe(mtimeMs);
    });

    it('goes with the model, also while it is being made', async () => {
      const id = await parts.leaveModel('mine', 4, encodeModel(await train()));
      const asked = parts.queries['download-model']({ model_id: id, format: 'onnx' });
      await parts.commands['delete-model']({ model_id: id });
      await Promise.allSettled([asked]);
      expect(await files()).toEqual([]);
    });

    it('of a model that is deleted meanwhile is told as that', async () => {
      const id = await parts.leaveModel('mine', 4, encodeModel(await train()));
      const provide = async (path: string): Promise<string> => {
        await parts.commands['delete-model']({ model_id: id });
        return parts.onnxFiles.provide(path, null);
      };
      const queries = modelQueries({
        modelStore: parts.modelStore,
        batteryStore: parts.batteryStore,
        onnxFiles: { provide },
        pathOfModelFile: (file) => parts.modelArtifacts.pathOf(file),
      });
      await expect(queries['download-model']({ model_id: id, format: 'onnx' })).rejects.toMatchObject({
        code: 'RESOURCE_NOT_FOUND',
        message: `Model with ID ${id} not found`,
      });
    });

    it('of an earlier start is made anew, and goes to the trash when its model is gone', async () => {
      const id = await parts.leaveModel('mine', 4, encodeModel(await train()));
      const ask = () => parts.queries['download-model']({ model_id: id, format: 'onnx' });
      await writeFile(join(parts.dataDir, 'models', 'job-4.onnx'), 'of an older version');
      expect(await sweepFolder(parts.dataDir, knownTo(parts.database))).toEqual([]);
      const { path } = await ask();
      expect(await readFile(path, 'latin1')).not.toBe('of an older version');
      parts.modelStore.deleteModel(id);
      expect(await sweepFolder(parts.dataDir, knownTo(parts.database))).toEqual([
        'models/job-4.onnx',
        'models/job-4.safetensors',
      ]);
    });

    it('of a damaged model is refused in words, and can be asked for again', async () => {
      const id = await parts.leaveModel('damaged', 5);
      const ask = () => parts.queries['download-model']({ model_id: id, format: 'onnx' });
      const refusal = { code: 'INVALID_FILE_FORMAT', message: expect.stringMatching(/not a model that can/) };
      await expect(ask()).rejects.toMatchObject(refusal);
      await expect(ask()).rejects.toMatchObject(refusal);
      expect(await files()).toEqual(['job-5.safetensors']);
    });

    it('that the disk does not take keeps the system’s reason', async () => {
      const gone = join(parts.dataDir, 'nowhere', 'job-1.safetensors');
      await expect(parts.onnxFiles.provide(gone, null)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    it('that takes too long is ended', async () => {
      const id = await parts.leaveModel('slow', 6, encodeModel(await train()));
      const path = parts.modelArtifacts.pathOf(parts.modelStore.findModelFile(id)!);
      const impatient = createOnnxFiles({ modulePath: onnxThread, timeLimitMs: 0 });
      const refusal = { code: 'TOO_SLOW', message: expect.stringMatching(/took longer than 0 s/) };
      await expect(impatient.provide(path, null)).rejects.toMatchObject(refusal);
      expect(await files()).toEqual(['job-6.safetensors']);
    });
  });

  it('rename changes the name and nothing else', async () => {
    const id = await parts.leaveModel('old', 1);
    const before = parts.modelStore.findModel(id);
    expect(await parts.commands['rename-model']({ model_id: id, name: 'new' })).toEqual({
      ...before,
      name: 'new',
      label_changes: [],
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
    await sweepFolder(parts.dataDir, knownTo(parts.database));
    expect(await files()).toEqual(['folder', 'job-1.safetensors']);
  });

  it('a file that is there already is not written over, whoever put it there', async () => {
    await mkdir(join(parts.dataDir, 'models'));
    await writeFile(join(parts.dataDir, 'models', 'job-1.safetensors'), 'of another program');
    const id = await parts.leaveModel('mine', 1);
    expect(parts.modelStore.findModelFile(id)).toMatch(/^job-1-[0-9a-f]{8}\.safetensors$/);
    expect(await readFile(join(parts.dataDir, 'models', 'job-1.safetensors'), 'utf8')).toBe(
      'of another program',
    );
  });
});
