import { expect, test } from 'vitest';
import { settlements } from '../../src/operations/createClone/settlements.js';
import { createClone } from '../../src/operations/createClone.js';
import { compileOperation, isNatural } from '../../src/operations/operation.js';
import { steps } from '../../src/vocabulary/steps.js';
import { versions } from '../../src/vocabulary/versions.js';
import { causeOf, keyOf } from './causes.js';
import { answer } from './standardArray.js';
import { rowsOf } from './tables.js';

test("CreateClone's table reads like this", async () => {
  const codeIn = versions.map((version) => new Map(rowsOf(version).map((row) => [keyOf(row), row.code])));
  const lines = steps.flatMap((step) => [
    '',
    `${step}:`,
    ...(createClone.checks[step] ?? []).map((row) => {
      const codes = codeIn.map((codes) => String(codes.get(keyOf({ step, because: row.because })) ?? '-').padStart(6));
      return `${codes.join(' ')}  ${isNatural(row) ? 'cause ' : 'forced'}  ${row.because.padEnd(25)} ${row.cause}`;
    }),
  ]);
  const endings = versions.map((version) => compileOperation(createClone, version).settle);
  const jobEnds = settlements.map((row, index) => {
    const codes = endings.map((settle) => String(settle[index]?.code).padStart(6));
    return `${codes.join(' ')}  ${row.when === undefined ? 'forced' : 'cause '}  ${row.because.padEnd(25)} ${row.cause}`;
  });
  const header = versions.map((version) => version.padStart(6)).join(' ');
  const text = [header, ...lines, '', 'jobEnd:', ...jobEnds, ''].join('\n');
  await expect(text).toMatchFileSnapshot('../golden/createClone.table.txt');
});

test('what callers read is helpful: every message with the numbers and names that decided', async () => {
  const printed = new Set<string>();
  const blocks = versions.toReversed().flatMap((version) =>
    rowsOf(version).flatMap((row) => {
      const { ExtendedStatus } = answer(version, [causeOf(row)]);
      if (ExtendedStatus === null) throw new Error(`${keyOf(row)} has no ExtendedStatus`);
      const { StatusCode, SMErrorSource, SMErrorCode, SMMessage, SMDetails, ParameterInfo } = ExtendedStatus;
      const source = SMErrorSource === 1 ? 'service' : 'provider';
      const details = SMDetails === '' ? [] : [`  left: ${SMDetails}`];
      const given = ParameterInfo === '' ? '' : ` [${ParameterInfo}]`;
      const text = [
        `${keyOf(row)}: ${StatusCode} (${source} ${SMErrorCode})${given}`,
        `  ${SMMessage}`,
        ...details,
        '',
      ].join('\n');
      // Releases that say the same are printed once, under the newest.
      if (printed.has(text)) return [];
      printed.add(text);
      return [version === '2016' ? text : `${version} ${text}`];
    }),
  );
  await expect(blocks.join('\n')).toMatchFileSnapshot('../golden/messages.txt');
});
