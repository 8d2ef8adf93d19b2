import { noRemarks } from '../../../../src/shared/contract/remarks.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { createModelStore, type ModelStore } from '../../../../src/main/store/model-store.ts';
import { openDatabase } from '../../../../src/main/store/open-database.ts';
import { storedModelSchema } from '../../../../src/shared/contract/model.ts';
import { newModel } from '../../../support/new-model.ts';

describe('the model store', () => {
  let store: ModelStore;
  beforeEach(() => {
    store = createModelStore(openDatabase(':memory:'));
  });

  it('answers every field as it was given, and its file apart', () => {
    const { file, file_hash: fileHash, ...facts } = newModel();
    const id = store.insertModel({ ...facts, file, file_hash: fileHash });
    expect(storedModelSchema.strict().parse(store.findModel(id))).toEqual({ id, ...facts, ...noRemarks });
    expect(store.findModelFile(id)).toBe(file);
    expect(store.findReference(id)).toMatchObject({ file, fileHash });
    expect(store.listModelFiles()).toEqual([file]);
  });

  it('lists newest first, by algorithm where asked', () => {
    store.insertModel(newModel({ file: 'a' }));
    store.insertModel(newModel({ file: 'b', algorithm: 'bilstm' }));
    store.insertModel(newModel({ file: 'c' }));
    expect(store.listModels({ page: 1, page_size: 2 })).toMatchObject({
      items: [{ id: 3 }, { id: 2 }],
      total: 3,
    });
    expect(store.listModels({ page: 1, page_size: 2, algorithm: 'bilstm' })).toMatchObject({
      items: [{ id: 2 }],
      total: 1,
    });
  });

  it('gives no id twice', () => {
    const id = store.insertModel(newModel());
    store.deleteModel(id);
    expect(store.findModel(id)).toBeUndefined();
    expect(store.insertModel(newModel())).toBe(id + 1);
  });
});
