import type { Shape } from './columns.js';

/** The volumes that were made from one by sharing its extents, again and again, and that one itself, which may be gone. */
export interface FamilyRow {
  /** Invariant: as many volumes as name it; at least one. */
  members: number;
}

export const familyShape: Shape<FamilyRow, undefined> = { name: 'family', columns: ['members'], derived: [] };
