/** One question at a time, asked before something that cannot be undone. */
import { create } from 'zustand';

export interface Question {
  readonly title: string;
  readonly text: string;
  /** The word on the button that does it. */
  readonly action: string;
  /** The word on the button that does something better instead, where there is something. */
  readonly instead?: string;
}

export type Reply = 'yes' | 'instead' | 'no';

interface ConfirmState {
  readonly question: Question | null;
  readonly answer: (reply: Reply) => void;
}

const nobody = (): void => undefined;

export const useConfirm = create<ConfirmState>(() => ({ question: null, answer: nobody }));

export async function ask(question: Question): Promise<Reply> {
  return new Promise((resolve) => {
    useConfirm.setState({
      question,
      answer: (reply) => {
        useConfirm.setState({ question: null, answer: nobody });
        resolve(reply);
      },
    });
  });
}

/** Resolves true when the reader says yes. */
export const confirm = async (question: Omit<Question, 'instead'>): Promise<boolean> =>
  (await ask(question)) === 'yes';
