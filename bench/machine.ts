/** What was measured on, so that a table says where its numbers come from. */
import { availableParallelism, cpus, totalmem } from 'node:os';

export function printMachine(pytorchVersion: string | undefined): void {
  const [processor] = cpus();
  const memoryGib = Math.round(totalmem() / 2 ** 30);
  console.log(
    `${processor?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${memoryGib} GiB, ` +
      `${process.platform} ${process.arch}, Node ${process.versions.node}` +
      (pytorchVersion === undefined ? '' : `, PyTorch ${pytorchVersion}`),
  );
}
