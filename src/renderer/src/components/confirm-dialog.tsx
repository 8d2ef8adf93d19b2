/** The one question before something that cannot be undone. */
import { Button, Modal } from '@mantine/core';
import { useConfirm } from '../state/confirm-store.ts';

export function ConfirmDialog() {
  const { question, answer } = useConfirm();
  return (
    <Modal
      opened={question !== null}
      onClose={() => answer(false)}
      title={question?.title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="stack">
        <p>{question?.text}</p>
        <div className="row" style={{ justifyContent: 'flex-end', marginTop: 8 }}>
          <Button variant="default" onClick={() => answer(false)}>
            Cancel
          </Button>
          <Button color="red" onClick={() => answer(true)} data-autofocus>
            {question?.action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
