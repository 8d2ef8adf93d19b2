/** Counts messages by the second. */
export interface MessageRate {
  /** Counts one message; false once there are more than allowed within a second. */
  isWithinLimit(): boolean;
}

/** `nowMs`: a clock that only rises. */
export function createMessageRate(messagesPerSecond: number, nowMs: () => number): MessageRate {
  let windowStartMs = nowMs();
  let messageCount = 0;
  return {
    isWithinLimit: () => {
      const timeMs = nowMs();
      if (timeMs - windowStartMs >= 1000) {
        windowStartMs = timeMs;
        messageCount = 0;
      }
      messageCount += 1;
      return messageCount <= messagesPerSecond;
    },
  };
}
