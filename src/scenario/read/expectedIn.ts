import { badInput } from '../../vocabulary/input/badInput.js';
import { type Version, versions } from '../../vocabulary/versions.js';

/** A step with what it expects in one version: `expect`, or any value in it, may be written as a map by version, such as
 * `{ 2012: 4, 2012R2: 4, 2016: 40002 }`.
 * @param among the versions that the scenario runs in: each of them has its place in such a map
 * @throws BadInputError for a map that leaves one out, or has another
 */
export function expectedIn(version: Version, among: readonly Version[], step: unknown, field: string): unknown {
  if (!isRecord(step) || step.expect === undefined) return step;
  const pick = (written: unknown, at: string) => (isByVersion(written) ? chosen(version, among, written, at) : written);
  const expect = pick(step.expect, `${field}.expect`);
  if (!isRecord(expect)) return { ...step, expect };
  const members = Object.entries(expect).map(([key, value]) => [key, pick(value, `${field}.expect.${key}`)]);
  return { ...step, expect: Object.fromEntries(members) };
}

type ByVersion = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> & { readonly expect?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** No expectation has a key that is a version, so one such key shows what is meant. */
function isByVersion(value: unknown): value is ByVersion {
  return isRecord(value) && versions.some((version) => Object.hasOwn(value, version));
}

function chosen(version: Version, among: readonly Version[], map: ByVersion, field: string): unknown {
  const listed = among.join(', ');
  const strange = Object.keys(map).find((key) => among.every((one) => one !== key));
  if (strange !== undefined) {
    badInput({
      field: `${field}.${strange}`,
      value: strange,
      expected: `only versions that the scenario runs in: ${listed}`,
      among,
    });
  }
  const missing = among.find((one) => !Object.hasOwn(map, one));
  if (missing !== undefined) {
    badInput({ field, value: map, expected: `a value for ${missing}, too: the scenario runs in ${listed}` });
  }
  return map[version];
}
