// A child that does what its first argument says; `argv[2]` is one of the names below.
import { getHeapStatistics } from 'node:v8';
import { connectParent } from '../../../src/processes/parent-port.ts';

const ways = {
  echoes: (port, message) => port.post({ heard: message, odd: Number.NaN, left: undefined }),
  'says-much-and-closes': async (port, { count }) => {
    for (let index = 1; index <= count; index += 1) port.post({ index });
    await port.close();
  },
  exits: () => process.stderr.write('out of luck\n', () => process.exit(3)),
  rejects: () => void Promise.reject(new TypeError('weights is undefined')),
  'tells-its-heap': (port) => port.post({ limitMb: getHeapStatistics().heap_size_limit / 2 ** 20 }),
  'eats-memory': () => {
    const hoard = [];
    for (;;) hoard.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
  },
  'ignores-signals': (port) => port.post({ up: true }),
};
const way = process.argv[2];
if (way === 'ignores-signals') process.on('SIGTERM', () => undefined);
const port = connectParent((message) => ways[way](port, message));
