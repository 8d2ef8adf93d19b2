import { describe, expect, it } from 'vitest';
import { portWords } from '../../../../src/renderer/src/words/settings-words.ts';

describe('the port in words', () => {
  it('says what listens now, what comes next, and what wins over it', () => {
    const port = { port: 8000, port_at_next_start: 8000, port_set_by: 'default' } as const;
    expect(portWords(port)).toBe('Now 8000. A change takes effect at the next start.');
    expect(portWords({ ...port, port_at_next_start: 8100 })).toBe('Now 8000; 8100 from the next start.');
    expect(portWords({ ...port, port_set_by: 'argument' })).toContain('set by --port');
    expect(portWords({ ...port, port_set_by: 'environment' })).toContain('set by CELLWRIGHT_PORT');
  });
});
