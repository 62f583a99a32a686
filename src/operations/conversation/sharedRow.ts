import type { CommonOutcome } from '../../vocabulary/methods/commonCodes.js';
import type { CallFacts } from '../facts/call.js';
import type { AfterEffectFacts, Row } from '../operation.js';

/** A row that methods share: each method has its outcome, or says what stands for it. */
export type SharedRow = Row<CallFacts, CommonOutcome>;

/** The same for the steps after the effect. */
export type LateRow = Row<AfterEffectFacts, CommonOutcome>;
