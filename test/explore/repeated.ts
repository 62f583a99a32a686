import { expect } from 'vitest';
import { replay } from '../../src/engine/history/replay.js';
import type { Counterexample } from '../../src/explore/index.js';
import * as arraysim from '../../src/index.js';
import { runScenario } from '../../src/scenario/perform/run.js';
import { loadScenarios } from '../../src/scenario/read/load.js';

/** Whatever is written of a way leads there once more. */
export function expectRepeated({ trace, scenario, test: text }: Counterexample): void {
  if (trace === null || scenario === null || text === null) throw new Error('there is something to be repeated');
  expect(replay(trace.header, trace.entries)).toMatchObject({ kind: 'same', hash: trace.hash });
  const [read] = loadScenarios(scenario);
  if (read === undefined) throw new Error('there is a scenario');
  const run = runScenario(read);
  expect({ failures: run.failures, hash: run.trace.hash }).toEqual({ failures: [], hash: trace.hash });
  let ran = 0;
  const define = (_: string, act: () => void) => {
    act();
    ran++;
  };
  const body = text.replace(/^import .*$/gm, '');
  new Function('test', 'expect', 'createArray', 'NoReplyError', body)(
    define,
    expect,
    arraysim.createArray,
    arraysim.NoReplyError,
  );
  expect(ran).toBe(1);
}
