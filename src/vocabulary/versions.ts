/** The Windows Server releases whose storage service is modelled, oldest first. */
export const versions = ['2012', '2012R2', '2016'] as const;

/** A release of Windows Server. */
export type Version = (typeof versions)[number];

/** Whether release `version` is `earliest` or a later one. */
export function atLeast(version: Version, earliest: Version): boolean {
  return versions.indexOf(version) >= versions.indexOf(earliest);
}
