/** Why the program gave up on a trainer process, in words for its user. */

/** `what` is what the process did, as in "sent a message that is none". */
export const nonsenseWords = (what: string): string =>
  `The trainer process talked nonsense: it ${what}. It was ended. This is a fault of the program, not of your data; ` +
  'create the job again, and report it if it comes back.';

export const floodWords = (messagesPerSecond: number): string =>
  nonsenseWords(`sent more than ${messagesPerSecond} messages within a second`);

export const silenceWords = (limit: string): string =>
  `The trainer process said nothing for ${limit} and was ended: it hangs, or the computer is far too busy. ` +
  'Create the job again with fewer jobs at once, or with device "cpu".';
