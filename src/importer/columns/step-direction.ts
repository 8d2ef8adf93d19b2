/** What a cycler's word for a step says about the sign of its current: `CC_DChg`, `Discharge`, `D`, `CCCV Chg` … */
export type StepDirection = 'charge' | 'discharge';

export function stepDirection(text: string): StepDirection | undefined {
  const word = text.toLowerCase().replace(/[^\p{L}]/gu, '');
  if (/^d$|dis|dch|entlad/.test(word)) return 'discharge';
  return /^c$|chg|charg|cha$|laden|ladung/.test(word) ? 'charge' : undefined;
}
