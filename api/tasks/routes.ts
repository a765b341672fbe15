import { api } from '../http/implement.ts';
import { completeTask } from './commands.ts';
import { listTasks } from './queries.ts';

export const listTasksRoute = api.tasks.listTasks.handler(({ input, context }) => listTasks(context, input));

export const completeTaskRoute = api.tasks.completeTask.handler(async ({ input, context }) => {
  await completeTask(context, input);
  return {};
});
