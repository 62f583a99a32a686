import { type Step, steps } from '../vocabulary/steps.js';

/** The moments of a job's life at which a fault can fire: it begins to run, it has copied a percentage, its copy is
 * done.
 */
export const jobPoints = ['jobStart', 'jobPercent', 'jobEnd'] as const;

export type JobPoint = (typeof jobPoints)[number];

/** Where a fault can fire: the steps of a call, reading an element, the moments of a job, the storage service's detaching of a
 * volume from what it is associated with, and a moment of virtual time.
 */
export const points = [...steps, 'read', ...jobPoints, 'detach', 'time'] as const;

export type Point = (typeof points)[number];

/** The place of a point in {@link points}; that of a step is its place in `steps`, too. */
export const pointIndex: Readonly<Record<Point, number>> = Object.fromEntries(
  points.map((point, index) => [point, index]),
) as Record<Point, number>; // one entry for each of `points`

export function isStep(point: Point): point is Step {
  return pointIndex[point] < steps.length;
}
