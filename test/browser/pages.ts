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
