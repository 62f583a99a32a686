import { badInput } from '../vocabulary/input/badInput.js';
import { type Version, versions } from '../vocabulary/versions.js';

/** The release that `--version` names. */
export function versionOf(text: string): Version {
  const found = versions.find((version) => version === text);
  return (
    found ?? badInput({ field: '--version', value: text, expected: `one of ${versions.join(', ')}`, among: versions })
  );
}
