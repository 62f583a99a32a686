/** How many milliseconds a job on the wire may take, where nobody says. */
export const usualJobsMs = 120_000;
