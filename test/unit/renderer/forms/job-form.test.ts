import { describe, expect, it } from 'vitest';
import { hyperparamFields, trainingCount } from '../../../../src/renderer/src/forms/hyperparam-fields.ts';
import {
  checkForm,
  curlOfInput,
  emptyForm,
  formOfJob,
  parseForm,
} from '../../../../src/renderer/src/forms/job-form.ts';

const form = { ...emptyForm, batteryIds: [1, 2] };

describe('the form of a new job', () => {
  it('sends only what differs from the defaults', () => {
    const typed = { epochs: '20', batch_size: '32', learning_rate: ' 0.01 ' };
    expect(checkForm({ ...form, typed, modelName: ' mine ' })).toEqual({
      isValid: true,
      input: {
        algorithm: 'baseline',
        battery_ids: [1, 2],
        hyperparams: { epochs: 20, learning_rate: 0.01 },
        model_name: 'mine',
      },
    });
  });

  it('says at each field what the API would say', () => {
    const checked = checkForm({ ...emptyForm, typed: { epochs: '0', learning_rate: 'fast' } });
    expect(checked).toEqual({
      isValid: false,
      details: expect.arrayContaining([
        { field: 'battery_ids', issue: 'must contain at least 1 item' },
        { field: 'hyperparams.epochs', issue: 'must be at least 1' },
        { field: 'hyperparams.learning_rate', issue: 'must be a number' },
      ]),
    });
  });

  it('leaves out what belongs to another algorithm', () => {
    const checked = checkForm({ ...form, algorithm: 'baseline', typed: { hidden_size: '8' } });
    expect(checked).toMatchObject({ isValid: true, input: { hyperparams: {} } });
  });

  it('folds are a word or a number, and a number deleted is refused rather than forgotten', () => {
    const hyperparamsWith = (folds: string) => checkForm({ ...form, typed: { folds } });
    expect(hyperparamsWith('')).toMatchObject({ isValid: true, input: { hyperparams: {} } });
    expect(hyperparamsWith('leave_one_battery_out')).toMatchObject({
      input: { hyperparams: { folds: 'leave_one_battery_out' } },
    });
    expect(hyperparamsWith('5')).toMatchObject({ input: { hyperparams: { folds: 5 } } });
    for (const [text, issue] of [
      ['1', 'must be at least 2'],
      ['51', 'must be at most 50'],
      [' ', 'must be leave_one_battery_out or a number'],
    ] as const) {
      expect(hyperparamsWith(text)).toEqual({
        isValid: false,
        details: [{ field: 'hyperparams.folds', issue }],
      });
    }
    expect(trainingCount('leave_one_battery_out', 6)).toBe(6);
    expect(trainingCount('5', 6)).toBe(5);
  });

  it('an earlier job with folds is made again with them', () => {
    const job = { algorithm: 'baseline', battery_ids: [3, 4], model_name: null } as const;
    for (const folds of ['leave_one_battery_out', 7]) {
      const again = checkForm(formOfJob({ ...job, hyperparams: { folds } }));
      expect(again).toMatchObject({ isValid: true, input: { hyperparams: { folds } } });
    }
  });

  it('names the validation cells', () => {
    expect(checkForm({ ...form, validationIds: [2] })).toMatchObject({
      input: { hyperparams: { validation_battery_ids: [2] } },
    });
  });

  it('is filled from an earlier job and would make it again', () => {
    const job = {
      algorithm: 'deephpm',
      battery_ids: [3, 4],
      hyperparams: { epochs: 5, physics_weight: 0.5, split_by: null, validation_battery_ids: [4] },
      model_name: null,
    } as const;
    expect(checkForm(formOfJob(job))).toEqual({
      isValid: true,
      input: {
        algorithm: 'deephpm',
        battery_ids: [3, 4],
        hyperparams: { epochs: 5, validation_battery_ids: [4] },
      },
    });
  });

  it('is read back only where it is one', () => {
    expect(parseForm(JSON.parse(JSON.stringify(form)))).toEqual(form);
    expect(parseForm({ algorithm: 'magic' })).toBeNull();
    expect(parseForm('text')).toBeNull();
  });

  it('as a call survives a quote in the name', () => {
    const curl = curlOfInput('http://localhost:8000/api/v1', {
      algorithm: 'baseline',
      battery_ids: [1],
      model_name: "Ann's",
    });
    expect(curl).toContain(String.raw`"Ann'\''s"`);
    expect(curl).toContain('curl -X POST http://localhost:8000/api/v1/training-jobs');
  });
});

describe('the fields of the form', () => {
  it('are those of the contract, with its defaults and ranges', () => {
    const fields = hyperparamFields('bilstm');
    const named = (name: string) => fields.find((field) => field.name === name);
    expect(named('epochs')).toMatchObject({
      kind: 'integer',
      defaultText: '100',
      range: '1 to 100\u202f000',
    });
    expect(named('learning_rate')).toMatchObject({
      kind: 'number',
      defaultText: '0.001',
      range: 'above 0, at most 1',
    });
    expect(named('split_by')).toMatchObject({
      kind: 'choice',
      defaultText: '',
      choices: ['battery', 'cycle'],
    });
    expect(named('reproducible')).toMatchObject({ kind: 'switch', defaultText: 'false' });
    expect(named('early_stopping_patience')).toMatchObject({ kind: 'integer', defaultText: '' });
  });
});
