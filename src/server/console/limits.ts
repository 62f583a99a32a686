/** What a session keeps and sends at most. */
export const limits = {
  universes: 8,
  /** Of the trace; what was done before can't be exported. */
  events: 1_000_000,
  /** Steps of a universe that it can be rewound to. */
  rewindable: 1000,
  checkpoints: 100,
  /** Elements of a window, and volumes and synchronizations whose changes are in one frame. */
  window: 1000,
} as const;
