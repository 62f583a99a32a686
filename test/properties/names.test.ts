import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { suite } from '../../src/conformance/suite.js';
import { profiles } from '../../src/index.js';
import { properties } from './campaign.js';
import { exactLimits } from './limits.js';
import { relations } from './relations.js';
import { restrictions } from './restrictions.js';
import { sameAgain } from './sameAgain.js';
import { unreachable } from './unreachable.js';

const names = [...properties, ...relations, ...sameAgain, exactLimits].map(({ name }) => name);
const shipped = Object.keys(profiles);

describe('properties of the inside', () => {
  test('each has a name of its own', () => {
    expect(names).toHaveLength(new Set(names).size);
  });

  test('each shipped profile is held against all of them', () => {
    const files = readdirSync(new URL('./profiles', import.meta.url)).map((file) => file.replace('.test.ts', ''));
    expect(files.sort()).toEqual([...shipped, 'other'].sort());
  });

  test('what is unreachable names properties and profiles that exist', () => {
    expect(Object.keys(unreachable).filter((kind) => !shipped.includes(kind))).toEqual([]);
    const listed = Object.values(unreachable).flatMap((one) => Object.keys(one));
    expect(listed.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('guarantees are restricted for properties that exist, with a reason each', () => {
    expect(Object.keys(restrictions).filter((name) => !names.includes(name))).toEqual([]);
    for (const row of Object.values(restrictions)) {
      for (const { because } of Object.values(row)) expect(because).toMatch(/^.{20,}$/);
    }
  });
});

describe('the table in test/README.md', () => {
  const rows = tableOf(text('../README.md'));
  const suiteNames = suite.map(({ name }) => name);
  const underPlans = [...text('./faults.test.ts').matchAll(/test\('([A-Z][A-Z-]+):/g)].map(([, name]) => name);

  test('lists each property once, and no other', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual([...new Set([...suiteNames, ...names, ...underPlans])].sort());
  });

  test('has a file of the suite for exactly those that the suite lists, and the file names the property', () => {
    expect(rows.filter(({ bySuite }) => bySuite !== '').map(({ name }) => name)).toEqual(suiteNames);
    const silent = rows.filter(
      ({ name, bySuite }) => bySuite !== '' && !text(`../../src/conformance/${bySuite}`).includes(`'${name}'`),
    );
    expect(silent).toEqual([]);
  });

  test('has a file of this folder for exactly those that this folder holds, and the file names the property', () => {
    const held = rows.filter(({ inside }) => inside !== '');
    expect(held.map(({ name }) => name).sort()).toEqual([...new Set([...names, ...underPlans])].sort());
    const silent = held.filter(({ name, inside }) => !new RegExp(`'${name}[':]`).test(text(`./${inside}`)));
    expect(silent).toEqual([]);
  });
});

interface Row {
  readonly name: string;
  readonly bySuite: string;
  readonly inside: string;
}

function tableOf(readme: string): readonly Row[] {
  const section = readme.slice(readme.indexOf('## Where each property is held'));
  return [...section.matchAll(/^\| ([A-Z0-9-]+) \| .+ \| (\S*) \| (\S*) \|$/gm)].map(
    ([, name = '', bySuite = '', inside = '']) => ({ name, bySuite, inside }),
  );
}

function text(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
