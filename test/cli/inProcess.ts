import type { Output } from '../../src/cli/output.js';
import { runProgram } from '../../src/cli/program.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in this process. */
export async function arraysim(args: readonly string[], given: Partial<Output> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await runProgram(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    colour: false,
    columns: undefined,
    progress: undefined,
    folder: process.cwd(),
    ...given,
  });
  return { code, out, err };
}

export const scenarioYaml = (code: number) => `
name: One clone
array:
  pools: [{ name: gold, size: 150 GiB }]
  volumes: [{ name: db, pool: gold, size: 100 GiB }]
steps:
  - call: CreateClone
    on: db
    expect: { code: ${code} }
`;
