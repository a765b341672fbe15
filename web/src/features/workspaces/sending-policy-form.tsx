import { Button, Group } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CompanyRule, ContactRules, type Policy, policyOf, type Values, valuesOf } from './sending-policy-rules.tsx';
import { useSaved } from './use-saved.ts';

const SCOPE = 'Holds for every mailbox and every sequence of the workspace together; test mails do not count.';

/** What holds for all senders of the workspace, for an admin to change. */
export function SendingPolicyForm({ policy }: { policy: Policy }) {
  const isReadOnly = !useMay('admin');
  const form = useForm<Values>({ initialValues: valuesOf(policy) });
  const { mutate, error, isPending } = useMutation(
    client.sendingPolicy.updatePolicy.mutationOptions(
      useSaved(form, {
        queryKey: client.sendingPolicy.key(),
        message: 'The policy is saved. Mails that it kept back are planned anew.',
      }),
    ),
  );
  const fields = { form, isReadOnly };
  return (
    <form onSubmit={form.onSubmit((values) => mutate(policyOf(values)))}>
      <Panel title="Sending policy" text={isReadOnly ? `${SCOPE} An admin can change it.` : SCOPE}>
        <FormProblem error={error} fields={[]} />
        <ContactRules {...fields} />
        <CompanyRule {...fields} />
        {!isReadOnly && (
          <Group justify="flex-end">
            <Button type="submit" size="sm" loading={isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        )}
      </Panel>
    </form>
  );
}
