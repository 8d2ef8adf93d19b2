/** The benchmark: measures what the command line asks for and prints Markdown, or one line of JSON. */
import './raw-imports.ts';
import { openEngine } from './open-engine.ts';
import { printEngineTables } from './engine-table.ts';
import { fastestBuild } from './kernel-build.ts';
import { measureKernels, printKernelTable } from './kernel-table.ts';
import { printMachine } from './machine.ts';
import { type Options, parseOptions, type Section, usage } from './options.ts';
import { type Pytorch, startPytorch } from './pytorch.ts';
import { standardTimes } from './standard-line.ts';

const options = optionsOrExit();
if (options.help) console.log(usage);
else await withPytorch(options.json ? printLine : printSections);

/** A wrong option ends the benchmark with a sentence. */
function optionsOrExit(): Options {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(2);
  }
}

async function withPytorch(
  run: (options: Options, pytorch: Pytorch | undefined) => Promise<void>,
): Promise<void> {
  const needsPytorch = options.json || wants('engine');
  const pytorch = needsPytorch ? startPytorch() : undefined;
  if (needsPytorch && pytorch === undefined) console.error('PyTorch is not compared: no python3 has torch.');
  try {
    await run(options, pytorch);
  } finally {
    pytorch?.stop();
  }
}

async function printLine({ threads }: Options, pytorch: Pytorch | undefined): Promise<void> {
  const build = fastestBuild();
  const engine = await openEngine(build, threads);
  const times = await standardTimes(engine, pytorch);
  const { multiplyAddPeak, kernelPeak } = await measureKernels(build);
  const peaks = { peak_gflops: inBillions(multiplyAddPeak), kernel_gflops: inBillions(kernelPeak) };
  const versions = pytorch === undefined ? {} : { pytorch: pytorch.version, pytorch_threads: 1 };
  console.log(JSON.stringify({ ...times, ...peaks, build, threads, ...versions }));
}

async function printSections(
  { threads, data, python }: Options,
  pytorch: Pytorch | undefined,
): Promise<void> {
  printMachine(pytorch?.version);
  const build = fastestBuild();
  if (wants('kernels') || wants('engine')) {
    const kernels = await measureKernels(build);
    printKernelTable(kernels);
    const engine = await openEngine(build, threads);
    if (wants('engine')) await printEngineTables({ engine, pytorch, kernelPeak: kernels.kernelPeak });
  }
  const others = [
    ['server', async () => (await import('./server.ts')).printServer()],
    ['learning', async () => (await import('./learning.ts')).printLearning(data)],
    ['big', async () => (await import('./big.ts')).printBig(data)],
    ['import', async () => (await import('./import.ts')).printImport()],
    ['files', async () => (await import('./files.ts')).printFiles(python)],
    ['runs', async () => (await import('./run-counts.ts')).printRunCounts(python)],
    ['coverage', async () => (await import('./never-seen/print-coverage.ts')).printCoverage(data)],
    ['results', async () => (await import('./results/write-results.ts')).writeResults(data)],
  ] as const;
  for (const [section, print] of others) if (wants(section)) await print();
}

/** Most take minutes or need data, import needs Python's libraries, files write 50 MB: only when named. */
function wants(section: Section): boolean {
  const onlyWhenNamed: readonly Section[] = [
    'learning',
    'big',
    'import',
    'files',
    'results',
    'coverage',
    'runs',
  ];
  return options.only === section || (options.only === 'all' && !onlyWhenNamed.includes(section));
}

function inBillions(operationsPerSecond: number): number {
  return Math.round(operationsPerSecond / 1e7) / 100;
}
