/** What a cycler's word for a step says about the sign of its current: `CC_DChg`, `Discharge`, `D`, `恒流放电` … */
export type StepDirection = 'charge' | 'discharge';

export function stepDirection(text: string): StepDirection | undefined {
  const word = text.toLowerCase().replace(/[^\p{L}]/gu, '');
  if (/^d$|dis|dch|entlad|放电/.test(word)) return 'discharge';
  return /^c$|chg|charg|cha$|laden|ladung|充电/.test(word) ? 'charge' : undefined;
}
