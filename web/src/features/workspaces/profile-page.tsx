import { useMe } from '../../lib/me.ts';
import { AddressForm } from './address-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';

/** Who one is here: name, time zone, address and password. */
export function ProfilePage() {
  const user = useMe()?.user;
  if (!user) return null;
  return (
    <>
      <ProfileForm key={user.id} user={user} />
      <AddressForm user={user} />
      <PasswordForm />
    </>
  );
}
