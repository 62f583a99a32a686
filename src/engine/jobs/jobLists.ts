import type { JobRow } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import type { JobHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';

/** Puts a job at the end of a list. */
export function link(world: World, job: JobHandle, row: JobRow, list: 0 | 1 | 2): void {
  const ends = world.jobLists[list];
  row.list = list;
  row.previous = ends.tail;
  row.next = none;
  if (ends.tail === none) ends.head = job;
  else world.jobs.edit(ends.tail).next = job;
  ends.tail = job;
  ends.count++;
}

/** Takes a job off its list. */
export function unlink(world: World, row: JobRow): void {
  const { list, previous, next } = row;
  // `link` wrote one of the lists' numbers.
  const ends = world.jobLists[list as 0 | 1 | 2];
  if (previous === none) ends.head = next;
  else world.jobs.edit(previous).next = next;
  if (next === none) ends.tail = previous;
  else world.jobs.edit(next).previous = previous;
  ends.count--;
}

/** Puts a job that gets to Starting behind those that are there. */
export function linkStarting({ jobs, starting }: World, job: JobHandle, row: JobRow): void {
  row.nextStarting = none;
  row.previousStarting = starting.tail;
  if (starting.tail === none) starting.head = job;
  else jobs.edit(starting.tail).nextStarting = job;
  starting.tail = job;
}

/** A job leaves Starting. */
export function unlinkStarting({ jobs, starting }: World, row: JobRow): void {
  const { nextStarting, previousStarting } = row;
  if (previousStarting === none) starting.head = nextStarting;
  else jobs.edit(previousStarting).nextStarting = nextStarting;
  if (nextStarting === none) starting.tail = previousStarting;
  else jobs.edit(nextStarting).previousStarting = previousStarting;
}
