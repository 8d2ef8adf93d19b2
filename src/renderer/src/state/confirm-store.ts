/** One question at a time, asked before something that cannot be undone. */
import { create } from 'zustand';

export interface Question {
  readonly title: string;
  readonly text: string;
  /** The word on the button that does it. */
  readonly action: string;
}

interface ConfirmState {
  readonly question: Question | null;
  readonly answer: (isYes: boolean) => void;
}

const nobody = (): void => undefined;

export const useConfirm = create<ConfirmState>(() => ({ question: null, answer: nobody }));

/** Resolves true when the reader says yes. */
export async function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    useConfirm.setState({
      question,
      answer: (isYes) => {
        useConfirm.setState({ question: null, answer: nobody });
        resolve(isYes);
      },
    });
  });
}
