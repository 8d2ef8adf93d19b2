/** Which engine does a piece of work: the first of the list that is of the wanted device, is here, and can do it. */
import { AppError } from '../../shared/domain/app-error.ts';
import type { Engine, NetworkPlan } from './engine.ts';
import type { EngineHost, EngineSource, EngineWish } from './engine-source.ts';

export interface EngineChoice {
  readonly engine: Engine;
  /** What whoever asked should know about the choice, in words. */
  readonly warning: string | null;
}

/** Finds one engine for one kind of work. */
export type FindEngine = (plan: NetworkPlan, wish: EngineWish) => Promise<EngineChoice>;

interface PassedOver {
  readonly whyNot: string;
  readonly isFault: boolean;
}

/** `sources` in the order of preference. The function rejects with AppError, with every reason, where none can do it. */
export function createEngineFinder(host: EngineHost, sources: readonly EngineSource[]): FindEngine {
  const find = remembered(host);
  return async (plan, wish) => {
    const passedOver: PassedOver[] = [];
    for (const source of sources.filter(({ device }) => wish.device === 'auto' || wish.device === device)) {
      const found = await find(source, wish);
      if (!('engine' in found)) {
        passedOver.push(found);
        continue;
      }
      const whyNot = found.engine.whyNot(plan);
      if (whyNot === null) return { engine: found.engine, warning: warningOf(passedOver, source) };
      passedOver.push({ whyNot, isFault: false });
    }
    throw new AppError('VALIDATION_ERROR', refusal(wish, passedOver));
  };
}

/** Looks for each engine once; what it holds, such as compiled code, serves all work of the same wishes. */
function remembered(host: EngineHost) {
  const found = new Map<string, ReturnType<EngineSource['find']>>();
  return (source: EngineSource, wish: EngineWish): ReturnType<EngineSource['find']> => {
    const key = [source.name, wish.reproducible, wish.threads].join(' ');
    const known = found.get(key) ?? source.find(host, wish);
    found.set(key, known);
    return known;
  };
}

/** That there is no graphics card is nothing to warn of; that a part of the program is missing is. */
function warningOf(passedOver: readonly PassedOver[], { name, asSubstitute }: EngineSource): string | null {
  const faults = passedOver.filter(({ isFault }) => isFault);
  if (faults.length === 0) return null;
  const reasons = faults.map(({ whyNot }) => whyNot).join(' ');
  return `${reasons} Meanwhile the ${name} engine does the work, ${asSubstitute}.`;
}

function refusal({ device }: EngineWish, passedOver: readonly PassedOver[]): string {
  const reasons = passedOver.map(({ whyNot }) => whyNot).join(' ');
  return `No engine can do this on the device "${device}". ${reasons} The device "auto" takes one that can.`;
}
