import { Button, Group, SimpleGrid, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client, type Outputs } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { FormProblem, inputsOf } from '../../ui/form-problem.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TimeZoneSelect } from '../../ui/time-zone-select.tsx';
import { useSaved } from './use-saved.ts';

type Workspace = Outputs['workspaces']['readWorkspace'];

const valuesOf = ({ name, timeZone, domain, postalAddress, hasFooter, ...more }: Workspace) => ({
  name,
  timeZone,
  domain: domain ?? '',
  postalAddress: postalAddress ?? '',
  hasFooter,
  contactPerson: more.contactPerson ?? '',
  contactEmail: more.contactEmail ?? '',
  billingEmail: more.billingEmail ?? '',
  phone: more.phone ?? '',
});
type Values = ReturnType<typeof valuesOf>;
const FIELDS: (keyof Values)[] = ['name', 'timeZone', 'domain', 'postalAddress', 'contactPerson'];
const MORE_FIELDS: (keyof Values)[] = ['contactEmail', 'billingEmail', 'phone'];

/** An empty field is none. */
const changesOf = ({ name, timeZone, hasFooter, ...lines }: Values) => ({
  name,
  timeZone,
  hasFooter,
  ...(Object.fromEntries(Object.entries(lines).map(([field, text]) => [field, text.trim() || null])) as Record<
    keyof typeof lines,
    string | null
  >),
});

/** What the workspace is called, where it is, and how to reach whoever answers for it. */
export function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const isReadOnly = !useMay('admin');
  const form = useForm<Values>({ initialValues: valuesOf(workspace) });
  const { mutate, error, isPending } = useMutation(
    client.workspaces.updateWorkspace.mutationOptions(
      useSaved(form, { queryKey: client.workspaces.key(), message: 'The workspace is saved.' }),
    ),
  );
  const input = inputsOf(form, error);
  const at = (field: keyof Values) => ({ ...input(field), readOnly: isReadOnly });
  return (
    <form onSubmit={form.onSubmit((values) => mutate(changesOf(values)))}>
      <Panel title="Workspace" text={isReadOnly && 'An admin can change this.'}>
        <FormProblem error={error} fields={[...FIELDS, ...MORE_FIELDS]} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="Name" required maxLength={100} {...at('name')} />
          <TimeZoneSelect required {...at('timeZone')} />
          <TextInput label="Domain" placeholder="example.com" maxLength={253} {...at('domain')} />
          <TextInput label="Phone" type="tel" maxLength={40} {...at('phone')} />
          <TextInput label="Contact person" maxLength={100} {...at('contactPerson')} />
          <TextInput label="Contact email" type="email" {...at('contactEmail')} />
          <TextInput label="Billing email" type="email" {...at('billingEmail')} />
        </SimpleGrid>
        <Stack gap="sm">
          <Textarea
            label="Postal address"
            description="Many countries ask for it at the end of each mail"
            autosize
            minRows={2}
            maxLength={500}
            {...at('postalAddress')}
          />
          <Switch
            label="End each mail with the postal address"
            disabled={isReadOnly}
            {...form.getInputProps('hasFooter', { type: 'checkbox' })}
          />
        </Stack>
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
