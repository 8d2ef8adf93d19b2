/**
 * Ties the database to its folder by a number that both keep: raised at every start and end, soon after files came or
 * went, and now and then while rows change. The database first, then the marker: a marker that is ahead tells that the
 * database is an older copy, or lost its newest changes.
 */
import { randomUUID } from 'node:crypto';
import { type DataFolderMarker, readMarker, writeMarker } from '../files/data-folder-marker.ts';
import { waysOut } from '../files/judge-data-folder.ts';
import type { FolderState, FolderStateStore } from '../store/folder-state.ts';
import { StoreError } from '../store/store-error.ts';

export interface JoinParts {
  readonly dataDir: string;
  readonly state: FolderStateStore;
  /** Goes on whatever the numbers say. */
  readonly adopts: boolean;
  /** UTC, ISO 8601 */
  readonly now: () => string;
  /** Told what of the marker was lost. */
  readonly warn: (message: string) => void;
  /** Told what kept the number from being raised; it is tried again. */
  readonly reportError: (error: unknown) => void;
  readonly raiseEveryMs?: number;
}

export interface Membership {
  /** To be called when a file came or went. Resolves when both numbers are raised, or that was reported. */
  raise(): Promise<void>;
  restoreAtNextStart(): string | undefined;
  /** Changes what the marker says beside its number. */
  note(changes: Pick<DataFolderMarker, 'restore_at_next_start'>): Promise<void>;
  /** Raises a last time and stops. */
  stop(): Promise<void>;
  /** Once the database is closed: notes what it is, so that the next start knows whether it still is that. */
  seal(databaseHash: string | undefined): Promise<void>;
}

const defaultRaiseEveryMs = 60_000;

/** Throws StoreError where the database is older than the folder, or belongs to another one. */
export async function joinDataFolder(parts: JoinParts): Promise<Membership> {
  const { dataDir, state } = parts;
  const found = readMarker(dataDir);
  const marker = found === 'broken' ? undefined : found;
  const isLost = found === 'broken' || (found === undefined && state.read().folderId !== null);
  if (isLost)
    parts.warn(
      'cellwright-data.json, which marks the data folder, is damaged or missing, and is written anew',
    );
  const refusal = marker && !parts.adopts ? refuse(dataDir, marker, state.read()) : undefined;
  if (refusal !== undefined) throw new StoreError(refusal);
  const membership = createMembership(parts, firstMarker(marker, state.read(), parts.now()));
  await membership.raiseOrThrow();
  return membership.keepRaising(parts.raiseEveryMs ?? defaultRaiseEveryMs);
}

function refuse(dataDir: string, marker: DataFolderMarker, state: FolderState): string | undefined {
  const database = `The database cellwright.db of the data folder ${dataDir}`;
  if (state.folderId !== null && state.folderId !== marker.id) {
    return `${database} belongs to another data folder. ${waysOut}`;
  }
  if (state.generation < marker.generation) {
    return `${database} is older than the files beside it: it is a copy of an earlier day, or its newest changes (cellwright.db-wal) are lost. ${waysOut}`;
  }
  return undefined;
}

/** The folder of a database that was marked before keeps its id, wherever its marker went. */
function firstMarker(
  marker: DataFolderMarker | undefined,
  { folderId, generation }: FolderState,
  now: string,
): DataFolderMarker {
  if (marker) return { ...marker, generation: Math.max(marker.generation, generation) };
  return { format: 1, id: folderId ?? randomUUID(), created_at: now, generation };
}

function createMembership({ dataDir, state, reportError }: JoinParts, first: DataFolderMarker) {
  let marker = first;
  let changeCount = -1;
  let last: Promise<unknown> = Promise.resolve();
  const write = async (changes: Partial<DataFolderMarker>): Promise<void> => {
    // What the database was at the last end, it is no more.
    const next = { ...marker, database_hash: undefined, ...changes, generation: marker.generation + 1 };
    state.write({ folderId: next.id, generation: next.generation });
    changeCount = state.changeCount();
    // The number counts as given from here on: a marker that stays behind does no harm, one that is ahead would.
    marker = next;
    await writeMarker(dataDir, next);
  };
  const inTurn = (changes: Partial<DataFolderMarker> = {}): Promise<void> => {
    const mine = last.then(() => write(changes));
    last = mine.catch(() => undefined);
    return mine;
  };
  const raise = (): Promise<void> => inTurn().catch(reportError);
  const raiseIfChanged = (): void => {
    if (state.changeCount() !== changeCount) void raise();
  };
  return {
    raiseOrThrow: () => inTurn(),
    keepRaising: (everyMs: number): Membership => {
      const timer = setInterval(raiseIfChanged, everyMs).unref();
      return {
        raise,
        restoreAtNextStart: () => marker.restore_at_next_start,
        note: (changes) => inTurn(changes),
        stop: () => {
          clearInterval(timer);
          return raise();
        },
        seal: (database_hash) => writeMarker(dataDir, { ...marker, database_hash }).catch(reportError),
      };
    },
  };
}
