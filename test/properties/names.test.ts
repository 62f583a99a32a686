import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { profiles } from '../../src/index.js';
import { properties } from './campaign.js';
import { restrictions } from './guaranteesByFaultClass.js';
import { exactLimits } from './limits.js';
import { relations } from './relations.js';
import { sameAgain } from './sameAgain.js';
import { unreachable } from './unreachable.js';

const names = [...properties, ...relations, ...sameAgain, exactLimits].map(({ name }) => name);
const shipped = Object.keys(profiles);

describe('properties', () => {
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

  test('the README names them all', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const from = readme.indexOf('| about | properties |');
    const table = readme.slice(from, readme.indexOf('\n\n', from));
    const named = [...table.matchAll(/[A-Z]+(?:-[A-Z0-9]+)*(?=,| \|)/g)].map(([name]) => name);
    expect(named.sort()).toEqual([...names].sort());
  });
});
