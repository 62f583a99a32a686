import { stateWord } from '../checks/jobStates.js';
import { type ModelState, type ModelVolume, unknownPool } from '../model/state.js';
import type { Driver } from '../subject/driver.js';
import type { JobSeen, PoolSeen, VolumeSeen } from '../subject/observations.js';
import type { Picture, PicturedElement } from './picture.js';

/** What a driver shows at a moment, by the subject's own ids. */
export interface Sight {
  readonly nowMs: number | null;
  readonly pools: readonly PoolSeen[];
  readonly volumes: readonly VolumeSeen[];
  readonly jobs: readonly JobSeen[];
}

/** Elements of each kind that pictures show although nothing ever becomes of them. */
const unchangedAtMost = 24;

export async function sightOf(driver: Driver): Promise<Sight> {
  const jobs = await driver.observe({ kind: 'jobs' });
  const volumes = await driver.observe({ kind: 'volumes' });
  const pools = await driver.observe({ kind: 'pools' });
  return { nowMs: await driver.observe({ kind: 'now' }), pools, volumes, jobs };
}

/** The pictures of what was seen, and of what the model took for true then.
 * @param nameOf what the run calls the element with an id
 */
export function picturesOf(
  taken: readonly { readonly seen: Sight; readonly model: ModelState | null }[],
  nameOf: (id: string) => string,
): { readonly seen: Picture; readonly model: Picture | null }[] {
  const all = taken.map(({ seen, model }) => ({
    nowMs: seen.nowMs,
    seen: elementsSeen(seen, nameOf),
    model: model === null ? null : elementsOf(model),
  }));
  const shown = shownIn(all.flatMap(({ seen, model }) => (model === null ? [seen] : [seen, model])));
  const picture = (nowMs: number | null, elements: readonly PicturedElement[]): Picture => {
    const kept = elements.filter((one) => shown.has(keyOf(one)));
    return { nowMs, elements: kept, left: elements.length - kept.length };
  };
  return all.map(({ nowMs, seen, model }) => ({
    seen: picture(nowMs, seen),
    model: model === null ? null : picture(nowMs, model),
  }));
}

/** The elements that are to be shown: those that differ between two of the lists, or are missing in one; and the first of the others. */
function shownIn(lists: readonly (readonly PicturedElement[])[]): ReadonlySet<string> {
  const met = new Map<string, { readonly one: PicturedElement; readonly text: string; times: number }>();
  const changed = new Set<string>();
  for (const elements of lists) {
    for (const one of elements) {
      const key = keyOf(one);
      const text = JSON.stringify(one.fields);
      const known = met.get(key);
      if (known === undefined) met.set(key, { one, text, times: 1 });
      else {
        known.times++;
        if (known.text !== text) changed.add(key);
      }
    }
  }
  const others: Record<PicturedElement['kind'], number> = { pool: 0, volume: 0, job: 0 };
  return new Set(
    [...met].flatMap(([key, { one, times }]) =>
      changed.has(key) || times < lists.length || others[one.kind]++ < unchangedAtMost ? [key] : [],
    ),
  );
}

function keyOf({ kind, id }: PicturedElement): string {
  return `${kind} ${id}`;
}

function elementsSeen({ pools, volumes, jobs }: Sight, nameOf: (id: string) => string): PicturedElement[] {
  const named = (id: string | null) => (id === null ? null : nameOf(id));
  return [
    ...pools.map(({ id, name, total, free, used, reserved, stolen, state }) =>
      element('pool', nameOf(id), { name, state, total, free, used, reserved, stolen }),
    ),
    ...volumes.map(({ id, name, pool, size, usable, state, source, isReadOnly, allocated, charge, isSnapshot }) =>
      element('volume', nameOf(id), {
        name,
        pool: nameOf(pool),
        size,
        allocated,
        charge,
        state,
        usable,
        source: named(source),
        isSnapshot,
        isReadOnly,
      }),
    ),
    ...jobs.map(({ id, jobState, percentComplete, target, errorCode }) =>
      element('job', nameOf(id), {
        state: stateWord(jobState),
        percent: percentComplete,
        target: named(target),
        errorCode: errorCode ?? undefined,
      }),
    ),
  ];
}

/** What the model is sure of. */
function elementsOf({ pools, volumes, jobs, unobserved }: ModelState): PicturedElement[] {
  return [
    ...Object.entries(pools).map(([id, { name, total, free, stolen, state }]) =>
      element('pool', id, { name, state, total, free: free ?? undefined, stolen: stolen === 0 ? undefined : stolen }),
    ),
    ...Object.entries(volumes).map(([id, volume]) => element('volume', id, volumeFields(volume))),
    ...unobserved.map((volume, at) =>
      element('volume', `one that no look has shown yet, ${at + 1}`, volumeFields(volume)),
    ),
    ...Object.entries(jobs)
      .filter(([, { gone }]) => !gone)
      .map(([id, { jobState, percent, target, errorCode, fresh }]) =>
        element('job', id, { target, ...(fresh && { state: stateWord(jobState), percent, errorCode }) }),
      ),
  ];
}

function volumeFields({ name, pool, size, usable, state, source, isSnapshot, isReadOnly, took }: ModelVolume) {
  return {
    name: name ?? undefined,
    pool: pool === unknownPool ? undefined : pool,
    size: size === 0 ? undefined : size,
    charge: took ?? undefined,
    state: state ?? undefined,
    usable: usable ?? undefined,
    source,
    isSnapshot,
    isReadOnly: isReadOnly ?? undefined,
  };
}

type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Without the fields of which nothing is known. */
function element(kind: PicturedElement['kind'], id: string, fields: Fields): PicturedElement {
  const known = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { kind, id, fields: Object.fromEntries(known) };
}
