import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { shippedScenarios } from '../../src/cli/shipped.js';
import { matrixOf } from '../../src/conformance/mutants/matrix.js';
import { matrixJson } from '../../src/report/files/conformanceFiles.js';
import { documents } from '../../src/report/files/documents.js';
import { mutants } from '../../src/subjects/mutants.js';
import { arraysim, scenarioYaml } from './inProcess.js';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arraysim-'));
  await writeFile(join(folder, 'bad.yaml'), scenarioYaml(0));
  await writeFile(join(folder, 'typo.yaml'), scenarioYaml(0).replace('on:', 'onn:'));
});

afterAll(() => rm(folder, { recursive: true }));

async function schemaOf(kind: string) {
  const { code, out } = await arraysim(['schema', kind]);
  expect(code).toBe(0);
  return z.fromJSONSchema(JSON.parse(out));
}

describe('what --json prints is what its schema says', () => {
  test.each([
    ['run', ['run', 'bad.yaml', 'typo.yaml', join(shippedScenarios, 'faults'), join(shippedScenarios, 'stories')]],
    ['run', ['run', 'bad.yaml', '--coverage']],
    ['explain', ['explain', '40002']],
    ['explain', ['explain', 'Rename', '1']],
    ['explain', ['explain', 'Delete', '4']],
    ['explain', ['explain', 'CreateSnapshot', '4']],
    ['classes', ['classes']],
    ['classes', ['classes', 'MSFT_SMStorageVolume']],
    ['methods', ['methods']],
    ['methods', ['methods', 'Delete']],
    ['methods', ['methods', 'CreateClone']],
    ['profiles', ['profiles']],
    ['profiles', ['profiles', 'legacy-2012']],
    ['charts', ['charts']],
    ['charts', ['charts', 'job']],
    ['faults', ['faults']],
    ['faults', ['faults', 'lost-reply']],
    ['explore', ['explore', join(shippedScenarios, 'explore/deleted-while-it-is-cloned.yaml')]],
    ['conform', ['conform', '--list']],
    ['conform', ['conform', 'sim', '--level', 'core', '--runs', '5']],
  ])('%s: arraysim %j', async (kind, args) => {
    const { out } = await arraysim([...args, '--json'], { folder });
    const { error } = (await schemaOf(kind)).safeParse(JSON.parse(out));
    expect(error?.issues).toBeUndefined();
  });

  test('conform: arraysim conform --mutants', async () => {
    const matrix = await matrixOf(mutants.slice(0, 2), { levels: ['core'], runs: 1 });
    expect(() => documents.conform.parse(JSON.parse(matrixJson(matrix)))).not.toThrow();
  });

  test('and each member that it says', async () => {
    const document = JSON.parse((await arraysim(['run', 'bad.yaml', '--json'], { folder })).out);
    const schema = await schemaOf('run');
    for (const member of ['summary', 'codes', 'scenarios', 'notRun']) {
      expect(schema.safeParse({ ...document, [member]: undefined }).success, member).toBe(false);
    }
    const [scenario] = document.scenarios;
    expect(schema.safeParse({ ...document, scenarios: [{ ...scenario, failures: [{}] }] }).success).toBe(false);
  });
});

test('there is a schema for each command with --json, and no other', async () => {
  const { err } = await arraysim(['schema', 'scenarios']);
  expect(err).toContain("(did you mean 'scenario'?)");
  const commands = [...(await arraysim(['--help'])).out.matchAll(/^ {2}(\w+) \[options\]/gm)].map(
    ([, name]) => `${name}`,
  );
  const withJson: string[] = [];
  for (const name of commands) if (/^ {2}--json /m.test((await arraysim([name, '--help'])).out)) withJson.push(name);
  expect(Object.keys(documents).sort()).toEqual(withJson.sort());
});

test('the schemas of files are for editors, with a title and descriptions', async () => {
  for (const kind of ['scenario', 'plan']) {
    const { title, $schema } = JSON.parse((await arraysim(['schema', kind])).out);
    expect([title, $schema]).toEqual([expect.stringContaining('of arraysim'), expect.stringContaining('2020-12')]);
  }
});
