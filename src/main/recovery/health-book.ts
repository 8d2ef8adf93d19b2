/** What is not as it should be, each under a key so that it goes when it is well again; and what the user should know. */

type Concern = 'database' | 'backup' | 'disk' | 'restore' | 'retention' | 'access';

export interface HealthBook {
  /** `message`: in words, with the way out; null when it is well. */
  readonly setProblem: (concern: Concern, message: string | null) => void;
  readonly setNotice: (concern: Concern, message: string | null) => void;
  readonly problems: () => readonly string[];
  readonly notices: () => readonly string[];
}

export function createHealthBook(): HealthBook {
  const problems = new Map<Concern, string>();
  const notices = new Map<Concern, string>();
  const setIn =
    (messages: Map<Concern, string>) =>
    (concern: Concern, message: string | null): void => {
      if (message === null) messages.delete(concern);
      else messages.set(concern, message);
    };
  return {
    setProblem: setIn(problems),
    setNotice: setIn(notices),
    problems: () => [...problems.values()],
    notices: () => [...notices.values()],
  };
}
