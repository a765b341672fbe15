import type { UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';

/** What a form of the settings does when its values were taken: they are the saved ones now, everywhere. */
export function useSaved<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  { queryKey, message }: { queryKey: QueryKey; message: string },
) {
  const queries = useQueryClient();
  return {
    meta: { showsErrors: true },
    onSuccess: async () => {
      form.resetDirty();
      await queries.invalidateQueries({ queryKey });
      notifications.show({ message });
    },
  };
}
