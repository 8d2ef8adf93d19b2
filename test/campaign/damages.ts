/** What may befall the files of a data folder behind the program's back. */
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Chance } from './chance.ts';

interface Place {
  readonly dataDir: string;
  /** Inside the data folder. */
  readonly path: string;
  /** A folder of somebody else. */
  readonly elsewhere: string;
  readonly chance: Chance;
}

type Damage = (place: Place) => void;

const whole = ({ dataDir, path }: Place): string => join(dataDir, path);

function flip(path: string, count: number, chance: Chance): void {
  const bytes = readFileSync(path);
  for (let flipped = 0; flipped < count && bytes.length > 0; flipped += 1) {
    const at = chance.index(bytes.length);
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << chance.index(8)), at);
  }
  // The same file, as a failing disk leaves it: with all its names.
  writeFileSync(path, bytes, { flag: 'r+' });
}

const foreignText = 'this was written by somebody else\n';

const ofFiles = {
  'one bit': (place) => flip(whole(place), 1, place.chance),
  'many bits': (place) => flip(whole(place), 40, place.chance),
  'cut off': (place) => {
    const { size } = lstatSync(whole(place));
    truncateSync(whole(place), place.chance.index(Math.max(1, size)));
  },
  'of no length': (place) => truncateSync(whole(place), 0),
  removed: (place) => rmSync(whole(place)),
  'another file': (place) => {
    rmSync(whole(place));
    writeFileSync(whole(place), foreignText.repeat(1 + place.chance.index(500)));
  },
  'a link elsewhere': (place) => {
    rmSync(whole(place));
    symlinkSync(join(place.elsewhere, 'theirs.txt'), whole(place));
  },
  'a folder': (place) => {
    rmSync(whole(place));
    mkdirSync(whole(place));
  },
  'changed for a neighbour': (place) => {
    const folder = dirname(whole(place));
    const others = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && join(folder, entry.name) !== whole(place))
      .map(({ name }) => name);
    if (others.length === 0) {
      flip(whole(place), 3, place.chance);
      return;
    }
    const other = join(folder, place.chance.oneOf(others));
    renameSync(whole(place), `${whole(place)}.x`);
    renameSync(other, whole(place));
    renameSync(`${whole(place)}.x`, other);
  },
} satisfies Record<string, Damage>;

const ofFolders = {
  removed: (place) => rmSync(whole(place), { recursive: true }),
  'a file': (place) => {
    rmSync(whole(place), { recursive: true });
    writeFileSync(whole(place), foreignText);
  },
  'a link elsewhere': (place) => {
    rmSync(whole(place), { recursive: true });
    symlinkSync(place.elsewhere, whole(place));
  },
  emptied: (place) => {
    rmSync(whole(place), { recursive: true });
    mkdirSync(whole(place));
  },
} satisfies Record<string, Damage>;

export interface Target {
  /** What it is, for the counts. */
  readonly kind: string;
  readonly path: string;
  readonly isFolder: boolean;
}

/** Does one to the target; answers its name. */
export function damage(target: Target, place: Place): string {
  const table: Readonly<Record<string, Damage>> = target.isFolder ? ofFolders : ofFiles;
  const name = place.chance.oneOf(Object.keys(table));
  table[name]?.(place);
  return name;
}

const kinds: readonly (readonly [string, RegExp])[] = [
  ['database', /^cellwright\.db$/],
  ['log of the database', /^cellwright\.db-wal$/],
  ['marker', /^cellwright-data\.json$/],
  ['settings', /^settings\.json$/],
  ['cycles', /^arrays\/[0-9a-f]{64}\.safetensors$/],
  ['curves', /^arrays\/[0-9a-f]{64}\.curves\.safetensors$/],
  ['model', /^models\/job-\d+\.safetensors$/],
  ['ONNX file', /^models\/job-\d+\.onnx$/],
  ['evaluation', /^evaluations\/[0-9a-f-]{36}\.json$/],
  ['checkpoint', /^jobs\/\d+\/checkpoint.*\.safetensors$/],
  ['spec of a job', /^jobs\/\d+\/spec\.json$/],
];
const folders = ['arrays', 'models', 'evaluations', 'jobs', 'uploads', 'backups', 'logs', 'trash'];

/** All that may be damaged, of a folder with the given files; a kind of which there is none is left out. */
export function targetsIn(files: readonly string[]): readonly (readonly Target[])[] {
  const ofKinds = kinds.map(([kind, pattern]) =>
    files.filter((path) => pattern.test(path)).map((path) => ({ kind, path, isFolder: false })),
  );
  const present = folders.filter((folder) => files.some((path) => path.startsWith(`${folder}/`)));
  const ofFolderKind = present.map((path) => ({ kind: 'folder', path, isFolder: true }));
  return [...ofKinds, ofFolderKind].filter((targets) => targets.length > 0);
}
