/** The names under which this program writes into a data folder. What is called otherwise is somebody else's. */

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const never = /^(?!)/;

/** Names of files and of folders, each from its first to its last letter. */
interface OwnNames {
  readonly file: RegExp;
  readonly folder: RegExp;
}

/** By folder of the data folder; `.` is the data folder itself. Endings of digits are half-written files of a kill. */
export const ownNames = {
  '.': {
    file: new RegExp(
      `^(?:(?:settings|cellwright-data)\\.json\\.\\d+|cellwright\\.db\\.restoring(?:-journal)?|cellwright\\.probe|cellwright\\.lock\\.${uuid})$`,
    ),
    folder: never,
  },
  arrays: {
    file: /^[0-9a-f]{64}(?:\.curves)?\.safetensors$/,
    folder: new RegExp(`^staging-${uuid}$`),
  },
  models: { file: /^job-[1-9]\d*(?:-[0-9a-f]{8})?\.(?:safetensors|onnx)(?:\.part|\.\d+)?$/, folder: never },
  evaluations: { file: new RegExp(`^${uuid}\\.json(?:\\.part)?$`), folder: never },
  uploads: { file: new RegExp(`^${uuid}$`), folder: never },
  jobs: { file: never, folder: /^[1-9]\d*$/ },
} as const satisfies Record<string, OwnNames>;

export type OwnFolder = keyof typeof ownNames;

/** What lies at the top of a data folder. */
export const ownTopNames =
  /^(?:arrays|backups|desktop|evaluations|jobs|logs|models|trash|uploads|reserve|settings\.json|cellwright-data\.json|cellwright\.lock|cellwright\.db(?:-wal|-shm|-journal)?)$/;

/** What systems put into every folder, or onto every disk, without being asked. */
export const namesOfSystems = /^(?:\.DS_Store|\.localized|desktop\.ini|Thumbs\.db|lost\+found|\.directory)$/i;
