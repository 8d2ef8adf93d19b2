/** What the misbehaving trainers of the tests have in common: how one talks to the program. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setInterval } from 'node:timers';

export const jobFolder = process.argv[2];

/** Resolves when the message has left. */
export const say = (message) => new Promise((sent) => process.send(message, sent));
export const started = () => say({ type: 'started', device: 'cpu', engine: 'none' });
export const prepared = () =>
  say({
    type: 'prepared',
    evaluation: {
      split_by: 'cycle',
      training_cells: [1],
      validation_cells: [1],
      leakage: [],
      references: [{ name: 'ridge', val_loss: 0.5, val_soh_mape: 1 }],
    },
  });
export const epoch = (number) => ({
  epoch: number,
  train_loss: 1 / number,
  val_loss: 2 / number,
  terms: { data_loss: 1 / number },
});
export const report = (epochs, logs = []) => say({ type: 'report', epochs, logs });
export const line = (message) => ({ timestamp: new Date().toISOString(), level: 'INFO', message });
export const stayAlive = () => setInterval(() => undefined, 1000);

/** Resolves when the program asks to end, in whatever way; how many threads it may use is no such wish. */
export const askedToStop = () =>
  new Promise((asked) => {
    process.on('message', (wish) => {
      if (wish.type !== 'threads') asked(wish);
    });
  });

export function writeModel() {
  writeFileSync(join(jobFolder, 'model.safetensors'), 'weights');
}

export const succeeded = {
  type: 'succeeded',
  model_file: 'model.safetensors',
  features: ['voltage_mean'],
  engine: 'none',
  metrics: {
    train_loss: 0.2,
    val_loss: 0.4,
    best_epoch: 1,
    epochs_run: 2,
    val_soh_mape: 1,
    val_soh_mae: 0.01,
    val_soh_rmse: 0.02,
    val_rul_mae: null,
    val_rul_rmse: null,
    split_by: 'cycle',
    training_cells: [1],
    validation_cells: [],
  },
};
