import type { MethodModel } from './method.js';

export const addDiskDrives: MethodModel = {
  method: 'AddDiskDrives',
  calledOn: 'pool',
  makes: null,
  poolOf: () => null,
  rules: [],
  success: () => ['success', 'jobStarted'],
  successes: () => ['success', 'jobStarted'],
  apply: ({ state }) => state,
  unanswered: () => [],
  repeats: false,
  failsLate: () => false,
  late: [],
  jobs: null,
  careful: () => undefined,
  draws: {},
};
