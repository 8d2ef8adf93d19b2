import { describe, expect, it } from 'vitest';
import { hyperparamFields } from '../../../../src/renderer/src/forms/hyperparam-fields.ts';
import { settingHint, settingWords } from '../../../../src/renderer/src/words/hyperparams.ts';
import { methods } from '../../../../src/shared/contract/methods/index.ts';

describe('the settings of a training in words', () => {
  it.each(Object.keys(methods))(
    'every setting of %s has a name, what it does and when to change it',
    (method) => {
      const without = hyperparamFields(method).filter(({ name }) => settingWords(name, '').when === '');
      expect(without.map(({ name }) => name)).toEqual([]);
    },
  );

  it('one that is not known here goes by the API’s name and sentence', () => {
    const words = settingWords('momentum', 'Momentum of the step');
    expect(words.label).toBe('momentum');
    expect(settingHint(words, '0 to 1')).toBe('Momentum of the step (0 to 1).');
  });
});
