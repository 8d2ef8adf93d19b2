/** The one question before something that cannot be undone. */
import { Button, Modal } from '@mantine/core';
import { useConfirm } from '../state/confirm-store.ts';

export function ConfirmDialog() {
  const { question, answer } = useConfirm();
  return (
    <Modal
      opened={question !== null}
      onClose={() => answer('no')}
      title={question?.title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="stack">
        <p>{question?.text}</p>
        <div className="row" style={{ justifyContent: 'flex-end', marginTop: 8 }}>
          <Button variant="default" onClick={() => answer('no')}>
            Cancel
          </Button>
          {question?.instead === undefined ? null : (
            <Button onClick={() => answer('instead')}>{question.instead}</Button>
          )}
          <Button color="red" onClick={() => answer('yes')} data-autofocus>
            {question?.action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
