import { type UseMutateFunction, useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { mappingProblem } from '../../../../workflows/imports/rules.ts';
import { client, rpc } from '../../lib/client.ts';
import type { ImportDetail, Settings } from './import.ts';

export type Change = UseMutateFunction<unknown, Error, Partial<Settings>>;

/** How an import reads its file, as the person has just set it: what is still on its way is shown as if it had arrived. */
export function useSettings(job: ImportDetail): {
  settings: Settings;
  change: Change;
  problem: string | null;
  isSaving: boolean;
} {
  const queries = useQueryClient();
  const mutationKey = ['import-settings', job.id];
  const { mutate } = useMutation({
    mutationKey,
    scope: { id: `import-settings/${job.id}` },
    mutationFn: (some: Partial<Settings>) => rpc.imports.updateImport({ importId: job.id, ...some }),
    onSettled: () =>
      queries.invalidateQueries({ queryKey: client.imports.getImport.key({ input: { importId: job.id } }) }),
  });
  const underWay = useMutationState({
    filters: { mutationKey, status: 'pending' },
    select: ({ state }) => state.variables as Partial<Settings>,
  });
  const settings: Settings = Object.assign({}, job, ...underWay);
  const problem = mappingProblem({
    columns: job.columns.map(({ name }, index) => ({ name, target: settings.mapping[index] ?? 'ignore' })),
    upsertKey: settings.upsertKey,
    labelOf: (target) => job.targets.find((one) => one.target === target)?.label ?? null,
  });
  return { settings, change: mutate, problem: problem?.sentence ?? null, isSaving: underWay.length > 0 };
}
