import { expect } from 'vitest';
import { createArray, NoReplyError } from '../../../src/index.js';

/** Runs the statements of a test's text as they stand. */
export function runTest(text: string): void {
  const body = text.replace(/^import .*$/gm, '');
  let ran = 0;
  const define = (_: string, act: () => void) => {
    act();
    ran++;
  };
  new Function('test', 'expect', 'createArray', 'NoReplyError', body)(define, expect, createArray, NoReplyError);
  expect(ran).toBe(1);
}
