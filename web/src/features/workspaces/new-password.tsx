import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** A password to be chosen: what the API asks of one. */
export function NewPassword(props: PasswordInputProps) {
  return <PasswordInput autoComplete="new-password" required minLength={10} maxLength={200} {...props} />;
}
