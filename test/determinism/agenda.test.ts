import { expect, test } from 'vitest';
import { Agenda } from '../../src/determinism/agenda.js';

test('timers come in order of due time, then of insertion', () => {
  const agenda = Agenda.empty();
  agenda.add(20, 'removal', 1);
  agenda.add(10, 'copyDone', 2);
  agenda.add(10, 'callWakes', 3);
  expect(agenda.all().map(({ kind }) => kind)).toEqual(['copyDone', 'callWakes', 'removal']);
  expect(agenda.next()?.kind).toBe('copyDone');
});

test('a fork and its origin do not see each other', () => {
  const agenda = Agenda.empty();
  const kept = agenda.add(5, 'removal', -1);
  const fork = agenda.fork();
  fork.cancel(kept);
  fork.add(1, 'jobStart', -1);
  agenda.add(7, 'jobStop', -1);
  expect(agenda.all().map(({ kind }) => kind)).toEqual(['removal', 'jobStop']);
  expect(fork.all().map(({ kind }) => kind)).toEqual(['jobStart']);
});

test('cancelling a timer twice is a mistake that shows', () => {
  const agenda = Agenda.empty();
  const timer = agenda.add(5, 'removal', -1);
  agenda.cancel(timer);
  expect(() => agenda.cancel(timer)).toThrow('no timer removal #0');
});
