import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findScenarioFiles } from '../../../src/scenario/read/load.js';
import { scenarioJsonSchema } from '../../../src/scenario/read/scenarioJsonSchema.js';
import { readYaml } from '../../../src/scenario/read/yamlText.js';

const document = scenarioJsonSchema();
const schema = z.fromJSONSchema(document as Parameters<typeof z.fromJSONSchema>[0]);
const shipped = await findScenarioFiles([new URL('../../../scenarios', import.meta.url).pathname]);
const takes = (text: string) => schema.safeParse(readYaml(text, 'a.yaml').data).success;

const written = `name: A test
array:
  profile: { base: full-copy, jobs: { copyRatePerSecond: 1000 MiB } }
  pools: [{ name: gold, size: 1 TiB }]
  volumes: [{ name: db, pool: gold, size: 100 GiB }]
steps:
  - { call: CreateClone, on: db, with: { ElementName: monday }, expect: { code: { 2012: 4, 2016: jobStarted } } }
  - set: { volume: db, state: offline }
  - expect: { pool: gold, free: 1 GiB }
`;

describe('the JSON Schema of scenarios', () => {
  test.each(shipped)('takes what is shipped: %s', async (file) => {
    const { data } = readYaml(await readFile(file, 'utf8'), file);
    const { error } = schema.safeParse(data);
    expect(error?.issues).toBeUndefined();
  });

  test('takes one more, and none with a slip', () => {
    expect(takes(written)).toBe(true);
    const slips = [
      ['name:', 'nam:'],
      ['base: full-copy', 'base: ful-copy'],
      ['copyRatePerSecond', 'copyRate'],
      ['size: 1 TiB', 'size: 1 TB'],
      ['call: CreateClone', 'call: CreateClon'],
      ['code:', 'cod:'],
      ['jobStarted', 'jobStartet'],
      ['state: offline', 'state: of'],
      ['set:', 'sett:'],
      ['free:', 'fre:'],
    ] as const;
    for (const [right, wrong] of slips) expect(takes(written.replace(right, wrong)), wrong).toBe(false);
  });

  test('describes the members that it has', () => {
    const text = JSON.stringify(document);
    for (const words of ['Lets a host write.', "A number, an outcome's name, or noReply", 'What happens, in order.']) {
      expect(text.includes(words), words).toBe(true);
    }
    expect(text.length).toBeLessThan(200_000);
  });
});
