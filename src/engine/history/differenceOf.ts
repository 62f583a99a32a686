import { enablePatches, Immer } from 'immer';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import { nameOf } from '../../store/stateNames.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { frozen } from '../../vocabulary/input/frozen.js';
import {
  type ArrayDifference,
  type ElementDifference,
  type ElementKind,
  elementKinds,
  type Fields,
  type PicturedArray,
} from './difference.js';
import { differences } from './differences.js';
import { differenceText } from './differenceText.js';

/** What has become of one world that is another; past what both share it costs nothing, but for what copies.
 * @throws BadInputError where ids of the one mean nothing in the other
 */
export function differenceOf(before: World, after: World): ArrayDifference {
  if (before.configuration.serial !== after.configuration.serial) {
    const expected = 'an array with the same ids: a fork, or one of the same name and seed';
    badInput({ field: 'diff', value: before.configuration.name, expected });
  }
  const pictures = differing(before, after);
  const from = pictureOf(pictures, 'before');
  const [to, patches, inversePatches] = withPatches(from, pictures);
  const elements = pictures.map((one) => elementOf(one, [after, before]));
  return frozen({ elements, patches, inversePatches, before: from, after: to, text: differenceText(elements) });
}

/** An element on both sides; null where it is not there. */
interface Pictured {
  readonly kind: ElementKind;
  readonly id: string;
  readonly before: Fields | null;
  readonly after: Fields | null;
}

function differing(before: World, after: World): Pictured[] {
  const { pools, drives, volumes, synchronizations, jobs } = differences(before, after);
  const system = { id: 'system', before: systemFields(before), after: systemFields(after) };
  const byKind = {
    system: isSame(system.before, system.after) ? [] : [system],
    pool: pools,
    drive: drives,
    volume: volumes,
    synchronization: synchronizations,
    job: jobs,
  };
  return elementKinds.flatMap((kind) =>
    byKind[kind].map(({ id, before, after }) => ({ kind, id, before: fieldsOf(before), after: fieldsOf(after) })),
  );
}

/** What is set on the system as a whole, with the time; of a credential only whose it is. */
function systemFields({ settings, nowMs }: World): Fields {
  const { roles, connection, replicationLink, credential, partition, ...others } = settings;
  return {
    now: nowMs,
    ...others,
    // Callers may be called anything, also what no member of an object can be.
    roles: Object.entries(roles).map(([caller, role]) => `${caller}: ${role}`),
    connection: nameOf(lifecycles.providerConnection, connection),
    replicationLink: nameOf(lifecycles.replicationLink, replicationLink),
    credential: credential?.username ?? null,
    partitionedSinceMs: partition?.sinceMs ?? null,
  };
}

/** A view as plain members; a relation is its id. */
function fieldsOf(view: object | null): Fields | null {
  if (view === null) return null;
  return Object.fromEntries(
    Object.entries(view).map(([name, value]) => [
      name,
      name === 'synchronization' && value !== null ? value.id : value,
    ]),
  );
}

function pictureOf(pictures: readonly Pictured[], side: 'before' | 'after'): PicturedArray {
  const ofKind = (kind: ElementKind) =>
    pictures.flatMap((one) => {
      const fields = one[side];
      return one.kind === kind && fields !== null ? [[one.id, fields]] : [];
    });
  // One entry a kind.
  return Object.fromEntries(elementKinds.map((kind) => [kind, Object.fromEntries(ofKind(kind))])) as PicturedArray;
}

type Writable = Record<ElementKind, Record<string, Record<string, unknown>>>;

/** Patches of fields, and not of whole elements: what is written is what differs. */
function withPatches(from: PicturedArray, pictures: readonly Pictured[]) {
  enablePatches();
  return new Immer().produceWithPatches(from as Writable, (draft) => {
    for (const { kind, id, before, after } of pictures) {
      const elements = draft[kind];
      if (after === null) delete elements[id];
      else if (before === null) elements[id] = { ...after };
      else for (const { path, to } of changes(before, after)) write(elements[id] ?? {}, path, to);
    }
  });
}

function write(within: Record<string, unknown>, [name = '', ...below]: readonly string[], value: unknown): void {
  // A path leads through the objects that both sides have.
  if (below.length > 0) write(within[name] as Record<string, unknown>, below, value);
  else if (value === undefined) delete within[name];
  else within[name] = value;
}

/** @param worlds where volumes have their names, the younger one first */
function elementOf({ kind, id, before, after }: Pictured, worlds: readonly World[]): ElementDifference {
  const change = before === null ? 'added' : after === null ? 'removed' : 'changed';
  const fields = changes(before ?? {}, after ?? {}).map(({ path, from, to }) => ({ field: path.join('.'), from, to }));
  return { kind, id, name: nameIn(after ?? before ?? {}, worlds) ?? id, change, fields };
}

/** Its own name; else those of the volumes that it leads from and to. */
function nameIn({ name, source, target }: Fields, worlds: readonly World[]): string | undefined {
  if (typeof name === 'string') return name;
  const ends = [source, target].flatMap((one) => (typeof one === 'string' ? [volumeName(one, worlds)] : []));
  return ends.length === 0 ? undefined : ends.join(' to ');
}

function volumeName(id: string, worlds: readonly World[]): string {
  for (const { codecs, volumes } of worlds) {
    const handle = codecs.volume.decode(id);
    if (handle !== undefined && volumes.has(handle)) return volumes.payload(handle);
  }
  return id;
}

interface Change {
  readonly path: readonly string[];
  readonly from: unknown;
  readonly to: unknown;
}

/** Members that differ; of what is an object on both sides, those of its members. */
function changes(before: Fields, after: Fields): Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): Change[] => {
    const [from, to] = [before[name], after[name]];
    if (isSame(from, to)) return [];
    if (!isRecord(from) || !isRecord(to)) return [{ path: [name], from, to }];
    return changes(from, to).map((one) => ({ ...one, path: [name, ...one.path] }));
  });
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of plain data, with bigints. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isSame(Reflect.get(one, key), Reflect.get(other, key)))
  );
}
