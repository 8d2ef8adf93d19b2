/** One row of the table of settings: what it may be, where it can be given, what is said of it; and the kinds there are. */
import { z } from 'zod';

export type ParsedSetting<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly issue: string };

export interface SettingFacts<Value = unknown> {
  /** As the API answers it. */
  readonly schema: z.ZodType<Value>;
  /** From a text of the command line or environment, or a value of settings.json; the issue continues the name. */
  readonly parse: (given: unknown) => ParsedSetting<Value>;
  readonly standard: Value;
  /** The default in words, where the value itself says nothing. */
  readonly standardInWords?: string;
  /** What it is, for help and table: a phrase, without the default. */
  readonly sentence: string;
  /** `--name VALUE`; several times where it is `repeatable`. */
  readonly flag?: { readonly name: string; readonly value: string; readonly repeatable?: true };
  readonly variable?: string;
  /** False where it cannot stand in settings.json. */
  readonly inFile: boolean;
  /** Whether GET /settings answers it. */
  readonly isAnswered: boolean;
  /** Where PATCH /settings may change it: when that counts, and what it takes where that is not all that it may be. */
  readonly change?: { readonly counts: 'at once' | 'at the next start'; readonly schema?: z.ZodType<Value> };
  /** On the page Settings; `words`: what stands under it. */
  readonly page?: {
    readonly section: 'Queue' | 'Program' | 'Appearance';
    readonly label: string;
    readonly unit?: string;
    readonly words?: string;
  };
}

export type SettingTable = Readonly<Record<string, SettingFacts>>;

const refused = (issue: string): ParsedSetting<never> => ({ ok: false, issue });

export function wholeNumber(min: number, max: number) {
  const parse = (given: unknown): ParsedSetting<number> => {
    const isText = typeof given === 'string' && /^\d{1,9}$/.test(given);
    const number = isText ? Number(given) : given;
    const isWhole = typeof number === 'number' && Number.isInteger(number);
    if (isWhole && number >= min && number <= max) return { ok: true, value: number };
    return refused(`must be a whole number from ${min} to ${max}, not ${JSON.stringify(given)}`);
  };
  return { schema: z.int().min(min).max(max), parse };
}

export const switchSchema = z.enum(['auto', 'on', 'off']);
export type Switch = z.infer<typeof switchSchema>;

/** true and false in settings.json are on and off. */
export function automaticSwitch() {
  const parse = (given: unknown): ParsedSetting<Switch> => {
    const wanted = typeof given === 'boolean' ? (given ? 'on' : 'off') : given;
    const { success, data } = switchSchema.safeParse(wanted);
    if (success) return { ok: true, value: data };
    return refused(`must be "auto", "on" or "off", not ${JSON.stringify(given)}`);
  };
  return { schema: switchSchema, parse };
}

/** On the command line, in the environment and in settings.json: true or false, on or off. */
export function yesOrNo() {
  const parse = (given: unknown): ParsedSetting<boolean> => {
    if (given === true || given === 'true' || given === 'on') return { ok: true, value: true };
    if (given === false || given === 'false' || given === 'off') return { ok: true, value: false };
    return refused(`must be true or false, not ${JSON.stringify(given)}`);
  };
  return { schema: z.boolean(), parse };
}

export function hostNames() {
  const parse = (given: unknown): ParsedSetting<readonly string[]> => {
    if (!Array.isArray(given)) return refused('must be a list of names, like ["lab-server"]');
    const wrong = given.find(
      (name: unknown) => typeof name !== 'string' || !isHostName.test(name),
    ) as unknown;
    if (wrong !== undefined) {
      return refused(`must be a host name like lab-server, not ${JSON.stringify(wrong)}`);
    }
    return { ok: true, value: given as string[] };
  };
  return { schema: z.array(z.string()).readonly(), parse };
}

const isHostName = /^([\w.-]+|\[[0-9a-f:.]+\])(:\d+)?$/i;

/** Null where there is none; what was given is never shown. */
export function secretText(leastLength: number) {
  const parse = (given: unknown): ParsedSetting<string | null> => {
    if (typeof given !== 'string' || !/^[\x21-\x7e]+$/.test(given)) {
      return refused('must be a text of letters, digits and signs, without spaces');
    }
    if (given.length >= leastLength) return { ok: true, value: given };
    return refused(`must have at least ${leastLength} characters, so that it cannot be guessed`);
  };
  return { schema: z.string().nullable(), parse };
}

export function folderName() {
  const parse = (given: unknown): ParsedSetting<string> =>
    typeof given === 'string' && given !== ''
      ? { ok: true, value: given }
      : refused('is empty; name a folder, or leave it out');
  return { schema: z.string(), parse };
}
