/** Whether a folder may be used as the data folder, from what lies in it; and the words where it may not. Pure. */
import type { DataFolderFacts } from './inspect-data-folder.ts';

/** What the user asked of this start. */
export interface RecoveryChoice {
  /** Go on with what the folder holds, whatever the database says or lacks. */
  readonly adopt: boolean;
  /** The copy that shall take the place of the database; empty for the newest. */
  readonly restore: string | undefined;
}

export const noRecovery: RecoveryChoice = { adopt: false, restore: undefined };

/** A sentence to refuse the folder with; undefined where it may be used. */
export function refuseDataFolder(
  dataDir: string,
  facts: DataFolderFacts,
  choice: RecoveryChoice,
): string | undefined {
  if (facts.misplaced.length > 0) return misplacedWords(dataDir, facts);
  if (choice.adopt || choice.restore !== undefined) return undefined;
  const isLost = facts.database === 'missing' || (facts.database === 'empty' && !facts.hasLog);
  if (!isLost) return undefined;
  if (facts.marker !== undefined) return lostDatabase(dataDir, facts);
  if (facts.strange.length > 0) return foreignFolder(dataDir, facts);
  return facts.kept.length > 0 ? lostDatabase(dataDir, facts) : undefined;
}

function misplacedWords(dataDir: string, { misplaced }: DataFolderFacts): string {
  const [name = ''] = misplaced;
  const isFile = name.includes('.');
  return (
    `${name} of the data folder ${dataDir} is ${isFile ? 'a folder, where a file' : 'a file, where a folder'} of Cellwright ` +
    'should be. Nothing was changed. Move it elsewhere and put back what belongs there, or choose another folder with --data-dir.'
  );
}

/** The ways out where the database and the folder do not go together. */
export const waysOut =
  'Nothing was changed. Start with --restore to put the newest copy of the database in its place (--restore FILE for ' +
  'another), with --adopt to go on with what the folder holds, or choose another folder with --data-dir.';

function lostDatabase(dataDir: string, { database, kept }: DataFolderFacts): string {
  const what = database === 'missing' ? 'is missing' : 'is empty';
  const beside = kept.length === 0 ? '' : `, although the folder holds ${some(kept)}`;
  return `The database cellwright.db of the data folder ${dataDir} ${what}${beside}. ${waysOut}`;
}

function foreignFolder(dataDir: string, { strange }: DataFolderFacts): string {
  return (
    `The folder ${dataDir} is not empty and is no data folder of Cellwright: it holds ${some(strange)}. Nothing in it ` +
    'was touched. Choose an empty or a new folder with --data-dir, or start once with --adopt to use this one as it is.'
  );
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and more` : shown;
}
