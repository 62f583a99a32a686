import { expect, test } from 'vitest';
import type { MethodName } from '../../src/index.js';
import { operations } from '../../src/operations/index.js';
import { steps } from '../../src/vocabulary/steps.js';
import { versions } from '../../src/vocabulary/versions.js';
import { causeOf, isForcedByCode, methodsWithExamples } from './causes/index.js';
import { answer } from './standardArray.js';
import { endsOf, keyOf, type Row, rowsOf } from './tables.js';

test.each(methodsWithExamples)("%s's table reads like this", async (method) => {
  const perVersion = versions.map((version) => new Map(rowsOf(method, version).map((row) => [keyOf(row), row])));
  const lines = steps.flatMap((step) => [
    '',
    `${step}:`,
    ...(operations[method].rows[step] ?? []).map(({ because, cause }) => {
      const rows = perVersion.map((all) => all.get(keyOf({ step, because })));
      return lineOf(
        rows.map((row) => row?.code),
        reached(method, rows),
        because,
        cause,
      );
    }),
  ]);
  const ends = operations[method].ends.map(({ because, cause, when }) => {
    const codes = versions.map((version) => endsOf(method, version).find((end) => end.because === because)?.code);
    return lineOf(codes, when === undefined ? 'forced' : 'cause', because, cause);
  });
  const header = versions.map((version) => version.padStart(6)).join(' ');
  const text = [header, ...lines, '', 'jobEnd:', ...ends, ''].join('\n');
  const file = `${method.charAt(0).toLowerCase()}${method.slice(1)}`;
  await expect(text).toMatchFileSnapshot(`../golden/${file}.table.txt`);
});

test('what callers read is helpful: every message with the numbers and names that decided', async () => {
  const printed = new Set<string>();
  const blocks = methodsWithExamples.flatMap((method) =>
    versions.toReversed().flatMap((version) =>
      rowsOf(method, version).flatMap((row) => {
        const text = messageOf(method, row, answer(method, version, [causeOf(method, version, row)]));
        // Releases and methods that say the same are printed once: under the first method, and the newest release.
        if (printed.has(text)) return [];
        printed.add(text);
        const titles = [method === 'CreateClone' ? '' : `${method} `, version === '2016' ? '' : `${version} `];
        return [`${titles.join('')}${text}`];
      }),
    ),
  );
  await expect(blocks.join('\n')).toMatchFileSnapshot('../golden/messages.txt');
});

/** How a row is reached: by a cause, by force of its code, or by its outcome's name in a fault plan. */
function reached(method: MethodName, rows: readonly (Row | undefined)[]): string {
  if (rows.some((row) => row?.natural)) return 'cause';
  const byCode = versions.every((version, at) => {
    const row = rows[at];
    return row === undefined || isForcedByCode(method, version, row);
  });
  return byCode ? 'forced' : 'named';
}

function lineOf(codes: readonly (number | undefined)[], how: string, because: string, cause: string): string {
  const numbers = codes.map((code) => String(code ?? '-').padStart(6)).join(' ');
  return `${numbers}  ${how.padEnd(6)}  ${because.padEnd(25)} ${cause}`;
}

function messageOf(method: MethodName, row: Row, { ExtendedStatus }: ReturnType<typeof answer>): string {
  if (ExtendedStatus === null) throw new Error(`${keyOf(row)} of ${method} has no ExtendedStatus`);
  const { StatusCode, SMErrorSource, SMErrorCode, SMMessage, SMDetails, ParameterInfo } = ExtendedStatus;
  const source = SMErrorSource === 1 ? 'service' : 'provider';
  const details = SMDetails === '' ? [] : [`  left: ${SMDetails}`];
  const given = ParameterInfo === '' ? '' : ` [${ParameterInfo}]`;
  return [`${keyOf(row)}: ${StatusCode} (${source} ${SMErrorCode})${given}`, `  ${SMMessage}`, ...details, ''].join(
    '\n',
  );
}
