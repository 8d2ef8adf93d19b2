// Of Electron alone, without anything of the program: tells the limit of its heap when it is spoken to.
import { getHeapStatistics } from 'node:v8';

process.parentPort.on('message', () =>
  process.parentPort.postMessage({ limitMb: getHeapStatistics().heap_size_limit / 2 ** 20 }),
);
