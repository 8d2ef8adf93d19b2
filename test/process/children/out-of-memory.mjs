// Fills its heap.
import { started } from '../../support/trainer-words.mjs';

await started();
const hoard = [];
for (;;) hoard.push(new Array(10_000).fill({ row: hoard.length }));
