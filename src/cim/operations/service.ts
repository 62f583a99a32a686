import { nanoid } from 'nanoid';
import { StorageArray } from '../../engine/array.js';
import { ReadFailedError } from '../../vocabulary/readFailures.js';
import type { CallId } from '../../vocabulary/units/ids.js';
import { associatedClasses, associatedWith } from './associated.js';
import { makeCall, outcomeOf, type Waiting } from './calls.js';
import { classesIn, classOfName, namespaceNamed } from './classes.js';
import { type EnumerationLimits, Enumerations } from './enumerations.js';
import { type Called, prepare, told } from './invoke.js';
import { modify } from './modify.js';
import { instanceAt, instancesOf, type Scope, selected } from './objects.js';
import { readQuery, type Selection } from './query.js';
import { CimRefusal, refuse } from './refusal.js';
import type { Associated, CimRequest, EnumerateClasses, EnumerateInstances, Paging, Query } from './requests.js';
import type { CimInstance, CimPath, CimResult, NoReply, Performed, Refusal } from './results.js';
import { statusNamed } from './status.js';

/** How operations of clients are performed. */
export interface CimServiceOptions {
  /** How a call goes on that waits. */
  readonly waiting: Waiting;
  /** Milliseconds by which enumerations get old. */
  readonly nowMs: () => number;
  readonly enumerations: EnumerationLimits;
  /** Makes a name that nobody can guess. */
  readonly newContext?: () => string;
}

/** CIM operations on an array, whatever the protocol: a request in, a result out. Knows no socket and no clock. */
export class CimService {
  private readonly enumerations: Enumerations;
  private readonly called = new Map<CallId, Called>();

  constructor(
    readonly array: StorageArray,
    private readonly options: CimServiceOptions,
  ) {
    this.enumerations = new Enumerations(options.enumerations, options.newContext ?? nanoid);
  }

  /** Enumerations that are open now. */
  get openEnumerations(): number {
    return this.enumerations.size;
  }

  /** Performs an operation. What is wrong with it, a CIM status says. */
  perform(request: CimRequest): Performed {
    try {
      return this.performed(request);
    } catch (thrown) {
      if (thrown instanceof CimRefusal) return thrown.refusal;
      if (thrown instanceof ReadFailedError) return failed(thrown);
      throw thrown;
    }
  }

  /** What a call has come to that was in flight: its answer when it has replied. */
  resultOf(id: CallId): Performed {
    const called = this.called.get(id);
    if (called === undefined) throw new Error(`the call ${id} was not made here, or its answer was taken`);
    const result = told(called, outcomeOf(this.array, id));
    if (result.kind !== 'inFlight') this.called.delete(id);
    return result;
  }

  private performed({ namespace, caller, operation }: CimRequest): Performed {
    const { enumerations } = this;
    const scope = this.scope(namespace);
    const nowMs = this.options.nowMs();
    switch (operation.do) {
      case 'getInstance':
        return { kind: 'instance', instance: instanceAt(scope, operation.path, operation.properties) };
      case 'enumerate':
        return this.read(operation, caller, (among) => enumerated(among, operation), scope);
      case 'associated':
        return this.associated(scope, operation, caller);
      case 'query':
        return this.query(scope, operation, caller);
      case 'pull':
        return enumerations.pull(operation, caller, nowMs);
      case 'close':
        enumerations.close(operation.context, caller, nowMs);
        return { kind: 'nothing' };
      case 'modify':
        modify(scope, operation);
        return { kind: 'nothing' };
      case 'invoke': {
        const prepared = prepare(scope, operation);
        const result = told(prepared, makeCall(this.array, { ...prepared, caller }, this.options.waiting));
        if (result.kind === 'inFlight') this.called.set(result.call, prepared);
        return result;
      }
      case 'getClass':
        return { kind: 'classes', items: [classOfName(scope.classes, operation.className)] };
      case 'enumerateClasses':
        return classes(scope, operation);
      case 'unsupported':
        return refuse('notSupported', 'operation', `${operation.name} is not supported`);
      case 'mistaken':
        throw new CimRefusal(operation.refusal);
    }
  }

  private scope(namespace: string): Scope {
    const { array } = this;
    const found = namespaceNamed(namespace);
    return {
      array,
      reads: StorageArray.readsOf(array),
      namespace: found,
      classes: classesIn(found, StorageArray.worldOf(array).configuration.version),
    };
  }

  private associated(scope: Scope, asked: Associated, caller: string): CimResult {
    const { of } = asked;
    if (typeof of === 'string') {
      const items = associatedClasses(scope, asked, of);
      return asked.items === 'paths'
        ? { kind: 'classNames', items: items.map(({ name }) => name) }
        : { kind: 'classes', items };
    }
    return this.read(asked, caller, (among) => associatedWith(among, asked, of), scope);
  }

  private query(scope: Scope, { language, query, page }: Query, caller: string): CimResult {
    const selection = readQuery(scope.classes, language, query);
    return this.read({ items: 'instances', page }, caller, (among) => queried(among, selection), scope);
  }

  /** All at once, or the first page. Nothing that changes later shows in the others. */
  private read(
    { items, page }: { readonly items: 'instances' | 'paths'; readonly page: Paging | null },
    caller: string,
    from: (scope: Scope) => Iterable<CimInstance>,
    scope: Scope,
  ): CimResult {
    if (page === null) {
      const all = [...from(scope)];
      return items === 'instances' ? { kind: 'instances', items: all } : { kind: 'paths', items: all.map(pathOf) };
    }
    const then = from({ ...scope, reads: scope.reads.keeping() });
    const source = items === 'instances' ? then : pathsOf(then);
    return this.enumerations.start(source[Symbol.iterator](), items, page, caller, this.options.nowMs());
  }
}

/** A read that a fault lets fail. */
function failed({ why, status, message }: ReadFailedError): Refusal | NoReply {
  const name = statusNamed(status);
  if (name !== undefined) return { kind: 'status', status: name, about: 'operation', text: message };
  return { kind: 'noReply', as: why === 'connectionReset' ? 'reset' : 'silence' };
}

function* enumerated(scope: Scope, { className, deep, properties }: EnumerateInstances): Generator<CimInstance> {
  const asked = classOfName(scope.classes, className);
  for (const model of scope.classes.concrete(asked)) {
    const shown = selected(model, properties);
    yield* instancesOf(
      scope,
      model,
      deep ? shown : shown.filter((one) => asked.properties.some(({ name }) => name === one.name)),
    );
  }
}

function* queried(scope: Scope, { model, properties, matches }: Selection): Generator<CimInstance> {
  for (const one of scope.classes.concrete(model))
    for (const instance of instancesOf(scope, one, selected(one, properties))) if (matches(instance)) yield instance;
}

function* pathsOf(instances: Iterable<CimInstance>): Generator<CimPath> {
  for (const instance of instances) yield pathOf(instance);
}

function pathOf({ path, model }: CimInstance): CimPath {
  if (path === null) throw new Error(`an instance of ${model.name} has no path`);
  return path;
}

function classes({ classes: all }: Scope, { className, deep, items }: EnumerateClasses): CimResult {
  const top = className === null ? null : classOfName(all, className);
  const found = all.all.filter((one) => {
    if (one === top) return false;
    if (deep) return top === null || all.isA(one, top);
    return top === null
      ? one.superclass === null || all.named(one.superclass) === undefined
      : one.superclass === top.name;
  });
  return items === 'classes'
    ? { kind: 'classes', items: found }
    : { kind: 'classNames', items: found.map(({ name }) => name) };
}
