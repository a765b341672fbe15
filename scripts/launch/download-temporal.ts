// Fetches a Temporal binary with the SDK's own downloader: `download-temporal.ts <temporal|temporal-test-server> <dir>`.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [, , name, downloadDir] = process.argv;
const server = { executable: { type: 'cached-download' as const, downloadDir } };
const environment =
  name === 'temporal'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await environment.teardown();
