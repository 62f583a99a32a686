/** A scenario whose second clone finds less room than it wishes for. */
export const failingScenario = `
name: A wish that is not met
array:
  pools: [{ name: gold, size: 250 GiB }]
  volumes: [{ name: db, pool: gold, size: 100 GiB }]
steps:
  - { call: CreateClone, on: db, with: { ElementName: monday } }
  - advance: 10 s
  - { call: CreateClone, on: db, with: { ElementName: tuesday }, expect: { code: 4096 } }
  - settle: true
`;

/** A scenario of so many clones, most of which go again, with one wish in its midst that is not met. */
export function longScenario(clones: number): string {
  const steps = Array.from({ length: clones }, (_, at) => [
    { call: 'CreateClone', on: `v${at % 20}`, with: { ElementName: `c${at}` } },
    ...(at % 10 === 9 ? [{ advance: '1 min' }] : []),
    ...(at === clones >> 1 ? [{ call: 'CreateClone', on: 'v3', with: { ElementName: '' }, expect: { code: 0 } }] : []),
    ...(at >= 40 ? [{ call: 'StorageVolume.Delete', on: `c${at - 40}` }] : []),
  ]).flat();
  const volumes = Array.from({ length: 20 }, (_, at) => ({ name: `v${at}`, pool: 'gold', size: '10 GiB' }));
  return JSON.stringify({ name: 'A long run', array: { pools: [{ name: 'gold', size: '100 TiB' }], volumes }, steps });
}

/** A scenario that is explored: a client that gets no answer tries again too early, and a claim with a hostile name is broken. */
export const brokenExploration = `
name: Tried again too early
array: { pools: [{ name: gold, size: 100 GiB }], volumes: [{ name: db, pool: gold, size: 10 GiB }] }
steps:
  - expect: { pool: gold, free: 90 GiB }
explore:
  actions:
    client: [{ call: CreateClone, on: db, with: { ElementName: nightly } }]
    retry: [{ call: CreateClone, on: db, with: { ElementName: nightly } }]
  faults: ['serviceReply: loseReply']
  claims:
    - CONSERVE
    - { never: 'two clones </script><b>', expect: { volumes: 3 } }
`;
