import { type Advertised, methodsOf } from '../subject/advertised.js';
import { isOpen, type ModelState, type ModelVolume } from './state.js';

/** What the next call is chosen by. */
export interface Situation {
  readonly state: ModelState;
  readonly advertised: Advertised;
}

export function pick<Item>(items: readonly Item[], n: number): Item | undefined {
  return items[n % Math.max(1, items.length)];
}

export function volumesWhere({ volumes }: ModelState, fits: (volume: ModelVolume) => boolean): string[] {
  return Object.entries(volumes).flatMap(([name, volume]) => (fits(volume) ? [name] : []));
}

/** Pools that volumes are allocated from: those of this system, or those of its peer. */
export function poolsWhere({ pools }: ModelState, local: boolean): string[] {
  return Object.entries(pools).flatMap(([name, { isPrimordial, isRemote }]) =>
    !isPrimordial && isRemote !== local ? [name] : [],
  );
}

/** Volumes that can be used, and that no open job reads, writes or removes. */
export function idle(state: ModelState): string[] {
  const busy = new Set<string | null>();
  for (const job of Object.values(state.jobs)) {
    if (!isOpen(job) || job.target === null) continue;
    busy.add(job.target);
    busy.add(state.volumes[job.target]?.madeOf ?? null);
  }
  return volumesWhere(state, ({ usable, state: word }) => usable === true || word === 'offline').filter(
    (name) => !busy.has(name),
  );
}

/** Whether there is nothing to be had on the subject that it does not advertise. */
export function isAllAdvertised({ pools }: ModelState, advertised: Advertised): boolean {
  const { clones, deletes, replication } = advertised;
  const answered = methodsOf(advertised);
  const elsewhere = Object.values(pools).some(({ isRemote }) => isRemote);
  const volumes =
    !answered.includes('StorageVolume.Delete') || (deletes?.volumes === true && deletes.associated === true);
  const { access, resizes } = advertised;
  const changed = !answered.includes('SetReadonly') || access?.changes === true;
  const resized =
    !answered.includes('StorageVolume.ModifySize') || (resizes?.volumes === true && resizes.larger && resizes.smaller);
  const emptied = !answered.includes('Pool.Delete') || deletes?.pools === true;
  return (
    clones.local &&
    (clones.remote || !elsewhere) &&
    volumes &&
    changed &&
    resized &&
    emptied &&
    replication === undefined
  );
}

/** States of elements in which calls are refused, of those that the suite puts them into. */
export const troubles = { volume: ['offline', 'resizing', 'restoring'], pool: ['offline', 'readOnly'] } as const;

/** The name of an element that nobody has. */
export const nobody = {
  volume: 'no such volume',
  pool: 'no such pool',
  drive: 'no such drive',
  setting: 'no such setting',
} as const;
