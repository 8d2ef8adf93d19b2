/** The list of keys. */
import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { keysOfPages } from '../routing/page-keys.ts';

const keys = [
  ...keysOfPages(),
  ['/', 'Search this page'],
  ['J  K', 'Next, previous row'],
  ['Enter', 'Open the row'],
  ['X', 'Select the row'],
  ['Shift J  Shift K', 'Select on, row by row'],
  ['Esc', 'Select none; leave the page'],
  ['S', 'Stop the job'],
  ['H', 'Pause the job, or resume it'],
  ['F', 'Finish the job: it ends now and keeps its model'],
  ['T  B', 'A waiting job to the top, to the end of the queue'],
  ['D', 'Run again with changes'],
  ['Delete', 'Delete what is selected'],
  ['Ctrl K  ⌘ K', 'Go anywhere'],
  ['?', 'This list'],
] as const;

export function ShortcutsDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Keys"
      size="xs"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="keys">
        {keys.map(([key, what]) => (
          <Fragment key={key}>
            <span className="row">
              {key.split('  ').map((one) => (
                <kbd key={one}>{one}</kbd>
              ))}
            </span>
            <span>{what}</span>
          </Fragment>
        ))}
      </div>
    </Modal>
  );
}
