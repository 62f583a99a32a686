import { expect, test } from 'vitest';
import type { JobRow } from '../../src/store/jobRow.js';
import { jobWork } from '../../src/store/jobRow.js';
import { dueIn, Lanes, leftOf } from '../../src/store/lanes.js';
import { Table } from '../../src/store/table.js';
import { columns } from '../../src/store/tables.js';
import type { JobHandle } from '../../src/vocabulary/units/ids.js';

/** A job of that many blocks, of which some are copied. */
function jobIn(jobs: Table<JobRow, JobHandle, string>, size: number, copied = 0, speed = 1): JobHandle {
  const job = jobs.append('');
  Object.assign(jobs.edit(job), { work: jobWork.copy, size, goal: size, copied, speed });
  return job;
}

function lanesOf(...sizes: readonly number[]) {
  const jobs: Table<JobRow, JobHandle, string> = Table.empty(columns.job);
  const lanes = Lanes.empty();
  const handles = sizes.map((size) => jobIn(jobs, size));
  for (const job of handles) lanes.add(job, jobs.edit(job), jobs);
  return { jobs, lanes, handles };
}

const the = <Item>(items: readonly Item[], at = 0): Item => items[at] ?? expect.unreachable();

test('the first of a lane is the one that has least to do, and those that have done all are due, that one first', () => {
  const { lanes } = lanesOf(300, 100, 200);
  const lane = the(lanes.all());
  expect(leftOf(lane)).toBe(100);
  lane.total = 250;
  expect(leftOf(lane)).toBe(0);
  expect([...dueIn(lane)]).toEqual([1, 2]);
});

test('who comes later, or has copied something already, has its own place', () => {
  const { jobs, lanes } = lanesOf(300);
  const lane = the(lanes.all());
  lane.total = 120;
  const late = jobIn(jobs, 300, 200);
  lanes.add(late, jobs.edit(late), jobs);
  expect(leftOf(lane)).toBe(100);
  lanes.remove(late, jobs.edit(late));
  expect(leftOf(lane)).toBe(180);
});

test('jobs of another speed are in another lane, which goes with the last of them', () => {
  const { jobs, lanes } = lanesOf(300);
  const slow = jobIn(jobs, 300, 0, 0.5);
  lanes.add(slow, jobs.edit(slow), jobs);
  expect(lanes.all().map(({ speed }) => speed)).toEqual([1, 0.5]);
  lanes.remove(slow, jobs.edit(slow));
  expect(lanes.all().map(({ speed }) => speed)).toEqual([1]);
  expect(lanes.copying).toBe(1);
});

test('what one fork does to its lanes the other does not see', () => {
  const { jobs, lanes, handles } = lanesOf(100, 200);
  const fork = lanes.fork();
  lanes.remove(the(handles), jobs.edit(the(handles)));
  the(lanes.all()).total = 50;
  expect(leftOf(the(lanes.all()))).toBe(150);
  expect(leftOf(the(fork.all()))).toBe(100);
  expect([lanes.copying, fork.copying]).toEqual([1, 2]);
});

test('a total begins anew before sums of blocks are whole no longer', () => {
  const { jobs, lanes, handles } = lanesOf(2 ** 52, 2 ** 52 - 1);
  const lane = the(lanes.all());
  lane.total = 2 ** 51 + 1;
  const large = jobIn(jobs, 2 ** 53 - 3);
  lanes.add(large, jobs.edit(large), jobs);
  expect(lane.total).toBe(0);
  expect(handles.map((job) => lane.total - jobs.read(job).began)).toEqual([2 ** 51 + 1, 2 ** 51 + 1]);
  expect(leftOf(lane)).toBe(2 ** 52 - 1 - (2 ** 51 + 1));
  lane.total = 2 ** 53 - 4;
  expect([...dueIn(lane)]).toEqual([1, 0]);
  for (const job of [...handles, large]) lanes.remove(job, jobs.edit(job));
  expect(lanes.all()).toEqual([]);
});

test('who is not in its lane can not be taken out of it', () => {
  const { jobs, lanes, handles } = lanesOf(100, 200);
  const job = the(handles);
  lanes.remove(job, jobs.edit(job));
  expect(() => lanes.remove(job, jobs.edit(job))).toThrow(`job ${job} is not where it stands in its lane`);
});
