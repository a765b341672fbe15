import { CHECKS, runChecks } from './launch/checks.ts';

const startedAt = Date.now();
const outcomes = await runChecks(CHECKS);
const failed = outcomes.filter(({ isPassed }) => !isPassed);
console.log(
  `${outcomes.length - failed.length} passed, ${failed.length} failed, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`,
);
process.exit(failed.length > 0 ? 1 : 0);
