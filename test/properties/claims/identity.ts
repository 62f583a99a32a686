import { demand, type Property } from '../moment.js';

/** Names for things, and looking at them. */
export const identity: readonly Property[] = [
  {
    name: 'ID-UNIQUE',
    statement: 'for all command sequences, no id names two elements, at once or one after the other',
    floor: 500,
    watch: () => {
      const alive = new Map<string, string>();
      const gone = new Set<string>();
      return ({ array, before, after }, seen) => {
        const found = [
          ...[...after.pools.values()].map(({ id, isRemote }) => [id, `pool ${isRemote}`] as const),
          ...array.volumes().map(({ id, size, pool }) => [id, `volume ${size} ${pool}`] as const),
          ...array.jobs().map(({ id, submittedMs, target }) => [id, `job ${submittedMs} ${target}`] as const),
          ...array
            .volumes()
            .flatMap(({ synchronization: one }) => (one ? [[one.id, `${one.source} ${one.target}`] as const] : [])),
        ];
        const now = new Map<string, string>(found);
        demand(now.size === found.length, () => 'two elements have one id');
        for (const [id, what] of now) {
          demand(!gone.has(id), () => `${id} had gone, and is now ${what}`);
          const known = alive.get(id);
          demand(known === undefined || known === what, () => `${id} was ${known}, and is now ${what}`);
        }
        for (const id of alive.keys()) if (!now.has(id)) gone.add(id);
        alive.clear();
        for (const [id, what] of now) alive.set(id, what);
        if (after.volumes.size !== before.volumes.size) seen();
      };
    },
  },
  {
    name: 'READ-PURE',
    statement: 'for all reads, the failing ones included, the identity digest and the trace are kept',
    floor: 40,
    watch:
      () =>
      ({ command, array, untouched }, seen) => {
        if (command.do !== 'read') return;
        seen();
        demand(array.digest('identity') === untouched.digest('identity'), () => 'a read changed the array');
        demand(array.trace().hash === untouched.trace().hash, () => 'a read was traced');
      },
  },
  {
    name: 'INPUT-PURE',
    statement: 'for all input that could not be meant, the identity digest and the trace are kept',
    floor: 40,
    watch:
      () =>
      ({ outcome, array, untouched }, seen) => {
        if (outcome.kind !== 'badInput') return;
        seen();
        demand(
          array.digest('identity') === untouched.digest('identity'),
          () => `refused, but changed: ${outcome.message}`,
        );
        demand(array.trace().hash === untouched.trace().hash, () => `refused, but traced: ${outcome.message}`);
      },
  },
  {
    name: 'NO-ORPHAN',
    statement: 'for all command sequences, the parts of the world agree with each other',
    floor: 2000,
    watch:
      () =>
      ({ array, after }, seen) => {
        seen();
        const [violation] = array.violations();
        demand(violation === undefined, () => violation ?? '');
        for (const volume of after.volumes.values()) {
          let replicas = 0;
          for (const { synchronization } of after.volumes.values())
            if (synchronization?.source === volume.id) replicas++;
          demand(
            volume.replicas === replicas,
            () => `${volume.name} counts ${volume.replicas} replicas, ${replicas} exist`,
          );
        }
      },
  },
];
