import { Select, type SelectProps, Stack, Text } from '@mantine/core';
import { type ROLES, type Role } from '../../../../workflows/workspaces/rules.ts';
import { ROLE_WORDS } from './roles.ts';

type RoleSelectProps<R extends Role> = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'renderOption'> & {
  roles: readonly R[];
  value: R;
  onChange: (role: R) => void;
};

/** One of these roles, each with what it may do. */
export function RoleSelect<R extends Role>({ roles, value, onChange, ...select }: RoleSelectProps<R>) {
  return (
    <Select
      {...select}
      data={roles.map((role) => ({ value: role, label: ROLE_WORDS[role].label }))}
      value={value}
      onChange={(chosen) => {
        const role = roles.find((each) => each === chosen);
        if (role && role !== value) onChange(role);
      }}
      renderOption={({ option }) => (
        <Stack gap={0}>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed">
            {ROLE_WORDS[option.value as (typeof ROLES)[number]].may}
          </Text>
        </Stack>
      )}
      comboboxProps={{ width: 300, position: 'bottom-start', shadow: 'md' }}
    />
  );
}
