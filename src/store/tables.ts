import { type Account, type AccountRow, accountShape, type CallPayload, type CallRow, callShape } from './callRow.js';
import { type Columns, columnsOf } from './columns.js';
import { type ContentsRow, contentsShape, type LayerPayload, type LayerRow, layerShape } from './contentsRow.js';
import { type DriveRow, driveShape } from './driveRow.js';
import { type FamilyRow, familyShape } from './familyRow.js';
import { type JobRow, jobShape } from './jobRow.js';
import {
  type PoolRow,
  poolShape,
  type SynchronizationRow,
  synchronizationShape,
  type VolumeRow,
  volumeShape,
} from './rows.js';
import type { Runs } from './runs.js';
import { type SessionPayload, type SessionRow, sessionShape } from './sessionRow.js';

/** The columns of all tables, by the name of their rows. */
export const columns = columnsOf<{
  volume: Columns<VolumeRow, string>;
  contents: Columns<ContentsRow, Runs<string>>;
  layer: Columns<LayerRow, LayerPayload>;
  family: Columns<FamilyRow, undefined>;
  pool: Columns<PoolRow, string>;
  synchronization: Columns<SynchronizationRow, undefined>;
  job: Columns<JobRow, string>;
  call: Columns<CallRow, CallPayload>;
  account: Columns<AccountRow, Account>;
  session: Columns<SessionRow, SessionPayload>;
  drive: Columns<DriveRow, string>;
}>({
  volume: volumeShape,
  contents: contentsShape,
  layer: layerShape,
  family: familyShape,
  pool: poolShape,
  synchronization: synchronizationShape,
  job: jobShape,
  call: callShape,
  account: accountShape,
  session: sessionShape,
  drive: driveShape,
});
