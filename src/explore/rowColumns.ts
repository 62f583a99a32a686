import type { tableNames } from '../store/allTables.js';

/** A table of a world. */
export type TableName = (typeof tableNames)[number];

/** What of a table's rows decides what comes next. */
interface RowColumns {
  /** Cells that are what they say. */
  readonly plain: readonly string[];
  /** Cells that are handles of a table: they are told by what stands behind them. */
  readonly references: Readonly<Record<string, TableName>>;
  /** Cells of which it matters whether they are 0: revisions. */
  readonly flags?: readonly string[];
}

/** By table. Left out are the links of lists, which other cells say; what {@link Fingerprint} says as it is now, because it moves without
 * a write; and calls, which it tells of by who makes them.
 */
export const rowColumns: Readonly<Partial<Record<TableName, RowColumns>>> = {
  pools: {
    plain: [
      'total',
      'subscribed',
      'stolen',
      'state',
      'primordial',
      'thin',
      'usage',
      'remote',
      'hostLoad',
      'setting',
    ].concat(['drives', 'failedDrives', 'growth', 'deleting', 'volumes', 'children', 'unseenChanges']),
    references: { parent: 'pools' },
    flags: ['goneAt'],
  },
  volumes: {
    plain: [
      'size',
      'state',
      'usage',
      'snapshot',
      'exposed',
      'thin',
      'readOnly',
      'hidden',
      'charge',
      'unseenChanges',
    ].concat([
      'clonesMade',
      'copying',
      'replicas',
      'remoteReplicas',
      'incomplete',
      'linkedClones',
      'snapshots',
      'depth',
    ]),
    references: {
      pool: 'pools',
      job: 'jobs',
      synchronization: 'synchronizations',
      linkedTo: 'volumes',
      basedOn: 'volumes',
      family: 'families',
    },
    flags: ['goneAt'],
  },
  contents: { plain: ['mapped', 'history'], references: { parent: 'layers' } },
  layers: { plain: ['size', 'children'], references: { parent: 'layers', pool: 'pools' } },
  families: { plain: ['members'], references: {} },
  synchronizations: {
    plain: ['syncType', 'mode', 'state', 'remote', 'written', 'establishedMs', 'synchronizedMs', 'suspendedMs'].concat([
      'brokenAtPercent',
      'detaching',
      'method',
    ]),
    references: { source: 'volumes', target: 'volumes', job: 'jobs' },
  },
  jobs: {
    plain: [
      'state',
      'method',
      'work',
      'size',
      'speed',
      'goal',
      'resizesTo',
      'room',
      'list',
      'submittedMs',
      'startedMs',
    ].concat(['changedMs', 'errorCode', 'detaches', 'lockedFrom', 'forgotten', 'scope', 'scopeOf']),
    references: { source: 'volumes', target: 'volumes', pool: 'pools', synchronization: 'synchronizations' },
  },
  accounts: { plain: ['sessions'], references: {} },
  sessions: { plain: ['ended', 'known', 'account', 'calls', 'openedMs', 'usedMs', 'endsMs'], references: {} },
  drives: { plain: ['size', 'state', 'spare', 'joining'], references: { home: 'pools', holder: 'pools' } },
};
