/** The settings of a training for people: a name, what it does, and when to change it. The API's name stands on hover. Pure. */

export interface SettingWords {
  readonly label: string;
  readonly does: string;
  readonly when: string;
}

const words: Readonly<Record<string, SettingWords>> = {
  epochs: {
    label: 'Epochs',
    does: 'How often the training goes through all rows',
    when: 'more while the validation curve still falls at its end; the best epoch is kept either way',
  },
  batch_size: {
    label: 'Rows per step',
    does: 'How many rows each step learns from (batch size)',
    when: 'smaller for few rows, larger for many rows and for speed',
  },
  learning_rate: {
    label: 'Step size',
    does: 'How far each step goes (learning rate)',
    when: 'ten times smaller where the loss jumps or becomes NaN, larger where it hardly falls',
  },
  seed: {
    label: 'Seed',
    does: 'Where chance begins: first weights, split and order; the same seed gives the same model',
    when: 'another one shows how much of a result is luck',
  },
  validation_split: {
    label: 'Share held out',
    does: 'How much of the cells, or of each cell’s last cycles, judges instead of training; 0.2 is 20 %',
    when: 'more where there are many cells',
  },
  split_by: {
    label: 'Held out',
    does: 'Whole cells, or the last cycles of every cell',
    when: 'by cycle only for a single cell: it flatters the figures',
  },
  test_split: {
    label: 'Share for the test',
    does: 'How much is kept aside to judge the finished model, seen by neither training nor choice of the best epoch',
    when: 'where an error is to be published or relied on',
  },
  test_battery_ids: {
    label: 'Test cells',
    does: 'The cells that are kept aside to judge the finished model',
    when: 'to name them instead of drawing them with the seed',
  },
  early_stopping_patience: {
    label: 'Patience',
    does: 'Ends the training after so many epochs without a better one',
    when: 'for long trainings that settle early; 20 is a start',
  },
  folds: {
    label: 'Trainings',
    does: 'One training, one for each cell left out, or several with other seeds',
    when: 'leave each cell out once to know how a new cell will be predicted',
  },
  device: {
    label: 'Trains on',
    does: 'Processor or graphics card; auto takes the faster one',
    when: 'name one to compare them, or to keep the card free',
  },
  threads: {
    label: 'Threads',
    does: 'How many threads this job may use',
    when: 'fewer to leave room for other work on this computer',
  },
  reproducible: {
    label: 'Same bits everywhere',
    does: 'The same numbers on every processor, a little slower',
    when: 'for results that are to be repeated elsewhere',
  },
  hidden_size: {
    label: 'Width of the network',
    does: 'Cells of the LSTM in each direction (hidden size)',
    when: 'smaller where it learns the training cells by heart, larger for many cells',
  },
  window: {
    label: 'Cycles seen at once',
    does: 'How many cycles in a row it looks at',
    when: 'shorter for short histories, longer where ageing changes slowly',
  },
  physics_weight: {
    label: 'Weight of the dynamics',
    does: 'How much the learnt law of ageing counts beside the measured curve',
    when: 'more for few cells and long extrapolation, 0 for none',
  },
};

/** One that has no words of its own goes by the API's name and sentence. */
export const settingWords = (name: string, description: string): SettingWords =>
  words[name] ?? { label: name, does: description, when: '' };

/** Under the field: "What it does. Change it when; 1 to 100 000" */
export function settingHint({ does, when }: SettingWords, range: string): string {
  const advice = when === '' ? '' : `. ${when.charAt(0).toUpperCase()}${when.slice(1)}`;
  return `${does}${advice}${range === '' ? '' : ` (${range})`}.`;
}
