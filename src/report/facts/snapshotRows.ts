import { methods } from '../../vocabulary/methods/index.js';
import { abilitiesOf } from '../../vocabulary/profile/capabilities.js';
import type { Profile } from '../../vocabulary/profile/profile.js';
import { type Row, time } from './profileRow.js';

const { codes } = methods.CreateSnapshot;

/** What a profile says of snapshots. */
export function snapshotRows({ capabilities, snapshots }: Profile): Row[] {
  const { copies, offers } = abilitiesOf(capabilities, '2016');
  if (!offers.snapshot.any || copies === 'never') return [['snapshots', `none (${codes.snapshotNotSupported.code})`]];
  const { takes, writable, ofSnapshots, inContainers, whenFull, sources } = snapshots;
  const answers = [
    ...(copies === 'byJob' ? [] : ['0: within the call']),
    ...(copies === 'withinCall' ? [] : ['4096: by a job']),
  ];
  return [
    ['snapshots', places[offers.snapshot.local ? (offers.snapshot.remote ? 'both' : 'local') : 'remote']],
    ['answer', answers.join(', ')],
    ['takes', time(takes)],
    ['of one source', `${capabilities.maximumSnapshotsPerSource}, beyond them ${codes.failed.code}`],
    ['of snapshots', ofSnapshots ? 'yes' : `no (${codes.notSupported.code})`],
    ['hosts', writable ? 'may write to them' : 'may only read them'],
    ['go to', inContainers ? 'a delta replica container, which the call names' : "TargetPool, else the source's pool"],
    ['without room', whenFull === 'writeFails' ? "the host's write fails" : 'the snapshot fails'],
    ['their sources', sources === 'kept' ? 'are kept for them (6)' : 'can be deleted, and they fail'],
  ];
}

const places = {
  local: 'within the system',
  remote: 'at the peer system',
  both: 'within the system and at its peer',
} as const;
