/** What lies in a folder that shall be the data folder, looked at without touching anything. */
import { closeSync, type Dirent, openSync, readdirSync, readSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFolderMarker, isCode, readMarker } from './data-folder-marker.ts';
import { namesOfSystems, type OwnFolder, ownNames, ownTopNames } from './own-names.ts';

/** `unclear`: a SQLite file whose head does not say whose; its own tables do. */
type DatabaseState = 'missing' | 'empty' | 'ours' | 'unclear' | 'of-another-program' | 'no-database';

export interface DataFolderFacts {
  readonly marker: DataFolderMarker | 'broken' | undefined;
  readonly database: DatabaseState;
  /** A write-ahead log that is not empty lies beside the database. */
  readonly hasLog: boolean;
  /** Paths inside the folder of files with names that this program gives to what it keeps; a few of them. */
  readonly kept: readonly string[];
  /** What this program keeps in folders and is none, or in files and is a folder; by name inside the folder. */
  readonly misplaced: readonly string[];
  /** Names inside the folder that this program does not write; a few of them. */
  readonly strange: readonly string[];
}

/** "CELL" in ASCII, at its place in the head of a SQLite file. */
const applicationId = 0x43454c4c;
const applicationIdOffset = 68;
const headBytes = 100;
const magic = 'SQLite format 3\0';
const enough = 6;
const keptFolders = ['arrays', 'models', 'evaluations', 'jobs', 'uploads'] as const;

/** A folder that is not there yet is an empty one. */
export function inspectDataFolder(dataDir: string): DataFolderFacts {
  const top = entriesOf(dataDir);
  const inside = keptFolders.flatMap((folder) =>
    entriesOf(join(dataDir, folder)).map((entry) => ({ folder, entry })),
  );
  const isOwn = ({ folder, entry }: Inside): boolean => isOwnName(folder, entry);
  const strangeTop = top.filter(({ name }) => !ownTopNames.test(name) && !ownNames['.'].file.test(name));
  return {
    marker: readMarker(dataDir),
    database: databaseState(join(dataDir, 'cellwright.db')),
    hasLog: sizeOf(join(dataDir, 'cellwright.db-wal')) > 0,
    misplaced: misplacedIn(dataDir),
    kept: inside.filter(isOwn).map(pathInside).slice(0, enough),
    strange: [
      ...strangeTop.map(({ name }) => name),
      ...inside.filter((one) => !isOwn(one)).map(pathInside),
    ].slice(0, enough),
  };
}

const topFolders = [...keptFolders, 'backups', 'logs', 'trash'];
const topFiles = ['cellwright.db', 'cellwright-data.json', 'settings.json'];

const misplacedIn = (dataDir: string): readonly string[] => [
  ...topFolders.filter((name) => statOf(join(dataDir, name))?.isDirectory() === false),
  ...topFiles.filter((name) => statOf(join(dataDir, name))?.isDirectory() === true),
];

interface Inside {
  readonly folder: OwnFolder;
  readonly entry: Dirent;
}

const pathInside = ({ folder, entry }: Inside): string => `${folder}/${entry.name}`;

export function isOwnName(folder: OwnFolder, entry: Dirent): boolean {
  const names = ownNames[folder];
  return (
    (entry.isFile() && names.file.test(entry.name)) || (entry.isDirectory() && names.folder.test(entry.name))
  );
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !namesOfSystems.test(name));
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return [];
    throw error;
  }
}

function databaseState(path: string): DatabaseState {
  const size = sizeOf(path);
  if (size < 0) return 'missing';
  if (statOf(path)?.isDirectory() === true) return 'no-database';
  const head = readHead(path);
  if (head.length < headBytes) return 'empty';
  if (head.toString('latin1', 0, magic.length) !== magic) return 'no-database';
  const id = head.readUInt32BE(applicationIdOffset);
  if (id === applicationId) return 'ours';
  return id === 0 ? 'unclear' : 'of-another-program';
}

/** -1 where there is none. */
const sizeOf = (path: string): number => statOf(path)?.size ?? -1;

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

function readHead(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    return head.subarray(0, readSync(file, head, 0, headBytes, 0));
  } finally {
    closeSync(file);
  }
}
