import type { CimOperation, CimRequest, SentPath, SentText } from '../../../src/cim/operations/requests.js';
import type { CimInstance, CimPath, CimResult, Performed } from '../../../src/cim/operations/results.js';
import { CimService, type CimServiceOptions } from '../../../src/cim/operations/service.js';
import { cimStatuses } from '../../../src/cim/operations/status.js';
import { type ArrayOptions, createArray, type StorageArray } from '../../../src/index.js';

export const storage = 'root/microsoft/windows/storage/sm';

/** A service on an array with a pool and a volume, on a clock that a test sets. */
export function served(options: ArrayOptions = {}, more: Partial<CimServiceOptions> = {}) {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
    ...options,
  });
  const clock = { nowMs: 0 };
  let contexts = 0;
  const service = new CimService(array, {
    waiting: 'lets time pass',
    nowMs: () => clock.nowMs,
    enumerations: { open: 3, idleMs: 1000 },
    newContext: () => `context-${contexts++}`,
    ...more,
  });
  const perform = (operation: CimOperation, asked: Partial<CimRequest> = {}): Performed =>
    service.perform({ namespace: storage, caller: 'client', operation, ...asked });
  return { array, service, clock, perform };
}

export const text = (value: string, type: string | null = null): SentText => ({ kind: 'text', text: value, type });

/** The path of an element of the array, as clients send it. */
export function pathTo(
  className: string,
  id: string,
  namespace: string | null = null,
  name: string = 'ObjectId',
): SentPath {
  return { kind: 'path', namespace, className, keys: [{ name, value: text(id) }] };
}

export const dbOf = (array: StorageArray) => pathTo('MSFT_SMStorageVolume', array.volume('db').id);

/** A result in few words, to be compared. */
export function said(result: Performed): unknown {
  switch (result.kind) {
    case 'status':
      return `${cimStatuses[result.status]} ${result.text}`;
    case 'instance':
      return named(result.instance);
    case 'instances':
    case 'paths':
    case 'page':
      return result.items.map(named);
    case 'classes':
      return result.items.map(({ name }) => name);
    case 'classNames':
      return result.items;
    default:
      return result;
  }
}

function named(item: CimInstance | CimPath): string {
  const path = item.kind === 'path' ? item : item.path;
  return path === null ? 'embedded' : `${path.className}(${path.keys.map(({ value }) => keyOf(value)).join(', ')})`;
}

function keyOf(value: string | CimPath): string {
  return typeof value === 'string' ? value : named(value);
}

export function answered(result: Performed | CimResult) {
  if (result.kind !== 'answer') throw new Error(`no answer: ${JSON.stringify(said(result as Performed))}`);
  return {
    code: result.returnValue,
    ...Object.fromEntries(result.outputs.map(({ parameter, value }) => [parameter.name, value])),
  };
}
