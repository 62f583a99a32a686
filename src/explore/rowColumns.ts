import type { tableNames } from '../store/allTables.js';
import type { AccountRow } from '../store/callRow.js';
import type { ContentsRow, LayerRow } from '../store/contentsRow.js';
import type { DriveRow } from '../store/driveRow.js';
import type { FamilyRow } from '../store/familyRow.js';
import type { JobRow } from '../store/jobRow.js';
import type { PoolRow, SynchronizationRow, VolumeRow } from '../store/rows.js';
import type { SessionRow } from '../store/sessionRow.js';

/** A table of a world. */
export type TableName = (typeof tableNames)[number];

/** How a table's rows are told: a column that is not named here is told by what its cell says, so that a new one tells states apart. */
interface RowColumns {
  /** Cells that are handles of a table: they are told by what stands behind them. */
  readonly references: Readonly<Record<string, TableName>>;
  /** Cells of which it matters whether they are 0: revisions. */
  readonly flags: readonly string[];
  /** Links of lists, which other cells say; and what `Fingerprint` says as it is now, because it moves without a write. */
  readonly elsewhere: readonly string[];
}

function toldBy<Row>(columns: {
  readonly references?: Readonly<Partial<Record<keyof Row & string, TableName>>>;
  readonly flags?: readonly (keyof Row & string)[];
  readonly elsewhere?: readonly (keyof Row & string)[];
}): RowColumns {
  const { references = {}, flags = [], elsewhere = [] } = columns;
  // Only some of the keys are there, and each has a table.
  return { references: references as Readonly<Record<string, TableName>>, flags, elsewhere };
}

/** By table; calls are told by who makes them. */
export const rowColumns: Readonly<Record<Exclude<TableName, 'calls'>, RowColumns>> = {
  pools: toldBy<PoolRow>({
    references: { parent: 'pools' },
    flags: ['goneAt'],
    elsewhere: [
      'used',
      'reserved',
      'firstChild',
      'nextOfParent',
      'previousOfParent',
      'firstDrive',
      'firstVolume',
      'firstJob',
      'nextName',
    ],
  }),
  volumes: toldBy<VolumeRow>({
    references: {
      pool: 'pools',
      job: 'jobs',
      synchronization: 'synchronizations',
      linkedTo: 'volumes',
      basedOn: 'volumes',
      family: 'families',
    },
    flags: ['goneAt'],
    elsewhere: ['firstReplica', 'firstJob', 'firstCopy', 'nextInPool', 'previousInPool', 'nextName'],
  }),
  contents: toldBy<ContentsRow>({ references: { parent: 'layers' } }),
  layers: toldBy<LayerRow>({ references: { parent: 'layers', pool: 'pools' }, elsewhere: ['childKeys'] }),
  families: toldBy<FamilyRow>({}),
  synchronizations: toldBy<SynchronizationRow>({
    references: { source: 'volumes', target: 'volumes', job: 'jobs' },
    elsewhere: ['nextOfSource', 'previousOfSource'],
  }),
  jobs: toldBy<JobRow>({
    references: { source: 'volumes', target: 'volumes', pool: 'pools', synchronization: 'synchronizations' },
    elsewhere: [
      'copied',
      'rate',
      'inLane',
      'began',
      'charged',
      'previous',
      'next',
      'nextStarting',
      'previousStarting',
      'nextOfTarget',
      'previousOfTarget',
      'nextOfSource',
      'previousOfSource',
    ],
  }),
  accounts: toldBy<AccountRow>({ elsewhere: ['nextName'] }),
  sessions: toldBy<SessionRow>({ elsewhere: ['order'] }),
  drives: toldBy<DriveRow>({
    references: { home: 'pools', holder: 'pools' },
    elsewhere: ['nextOfHolder', 'previousOfHolder', 'nextName'],
  }),
};
