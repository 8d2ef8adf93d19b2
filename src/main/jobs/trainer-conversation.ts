/**
 * What a trainer may say when. Pure.
 *
 *   starting ── started ─────────────────────▶ training    (before it: alive, log lines, failed, stopped)
 *   training ── prepared ────────────────────▶ training    (before its first epoch)
 *   training ── resumed ─────────────────────▶ training    (before its first epoch, once)
 *   training ── report, alive ───────────────▶ training    (epochs rise and stay within the plan)
 *   training ── succeeded, failed, stopped ──▶ concluded   (stopped only when asked)
 *   concluded: anything more is not listened to
 */
import type { TrainerMessage } from '../../shared/contract/trainer-messages.ts';

type Conclusion = Extract<TrainerMessage, { type: 'succeeded' | 'failed' | 'stopped' }>;

export interface Conversation {
  readonly phase: 'starting' | 'training' | 'concluded';
  readonly lastEpoch: number;
  readonly totalEpochs: number;
  readonly conclusion: Conclusion | null;
}

/** `nonsense` completes "The trainer process talked nonsense: it …". */
export type Heard = { readonly conversation: Conversation } | { readonly nonsense: string };

export function openConversation(totalEpochs: number): Conversation {
  return { phase: 'starting', lastEpoch: 0, totalEpochs, conclusion: null };
}

export function hear(conversation: Conversation, message: TrainerMessage): Heard {
  if (conversation.phase === 'concluded') return { conversation };
  switch (message.type) {
    case 'alive':
      return { conversation };
    case 'prepared':
      return hearPrepared(conversation);
    case 'started':
      return hearStarted(conversation);
    case 'resumed':
      return hearResumed(conversation, message.epoch);
    case 'report':
      return hearReport(conversation, message);
    case 'succeeded':
      return hearSucceeded(conversation, message);
    case 'failed':
    case 'stopped':
      return conclude(conversation, message);
  }
}

const hearStarted = (conversation: Conversation): Heard =>
  conversation.phase === 'starting'
    ? { conversation: { ...conversation, phase: 'training' } }
    : { nonsense: 'said twice that it started' };

function hearPrepared(conversation: Conversation): Heard {
  if (conversation.phase === 'starting') return { nonsense: 'said what it trains on before it started' };
  if (conversation.lastEpoch > 0) return { nonsense: 'said what it trains on after an epoch' };
  return { conversation };
}

const hearSucceeded = (conversation: Conversation, message: Conclusion): Heard =>
  conversation.phase === 'training'
    ? conclude(conversation, message)
    : { nonsense: 'said that it succeeded before it started' };

function hearResumed(conversation: Conversation, epoch: number): Heard {
  if (conversation.phase === 'starting') return { nonsense: 'said where it goes on before it started' };
  if (conversation.lastEpoch > 0) return { nonsense: 'said where it goes on after an epoch' };
  if (epoch > conversation.totalEpochs) {
    return { nonsense: `said that it goes on after epoch ${epoch} of ${conversation.totalEpochs}` };
  }
  return { conversation: { ...conversation, lastEpoch: epoch } };
}

const conclude = (conversation: Conversation, conclusion: Conclusion): Heard => ({
  conversation: { ...conversation, phase: 'concluded', conclusion },
});

function hearReport(conversation: Conversation, report: Extract<TrainerMessage, { type: 'report' }>): Heard {
  let { lastEpoch } = conversation;
  for (const { epoch } of report.epochs) {
    if (conversation.phase === 'starting') return { nonsense: 'reported an epoch before it started' };
    if (epoch <= lastEpoch) return { nonsense: `reported epoch ${epoch} after epoch ${lastEpoch}` };
    if (epoch > conversation.totalEpochs) {
      return { nonsense: `reported epoch ${epoch} of ${conversation.totalEpochs}` };
    }
    lastEpoch = epoch;
  }
  return { conversation: { ...conversation, lastEpoch } };
}
