import { z } from 'zod';
import { Done, oc, TimeZone } from './base.ts';

const tags = ['Account'];
const person = { role: 'anyone', isForPeople: true } as const;

export const Address = z
  .email('must be a mail address, as ada@example.com')
  .max(254, 'must have at most 254 characters')
  .toLowerCase();
export const PersonName = z.string().trim().min(1, 'must not be empty').max(100, 'must have at most 100 characters');
const NewPassword = z
  .string()
  .min(10, 'must have at least 10 characters')
  .max(200, 'must have at most 200 characters')
  .meta({ format: 'password' });
const Password = z.string().min(1, 'must not be empty').max(200).meta({ format: 'password' });
const Token = z.string().min(1).max(2_000).meta({ description: 'The token of the link in the mail.' });

export const getAbout = oc
  .route({ method: 'GET', path: '/about', summary: 'What to know before signing in', tags })
  .meta({ role: 'public' })
  .output(
    z.object({
      isDemo: z.boolean().meta({ description: 'A demonstration: its own mail is shown on the page System mail.' }),
      demoSignIn: z.object({ email: z.string(), password: z.string() }).nullable(),
    }),
  );

export const signUp = oc
  .route({ method: 'POST', path: '/account/sign-up', summary: 'Create an account and sign in', tags })
  .meta({ role: 'public' })
  .input(z.object({ name: PersonName, email: Address, password: NewPassword, timeZone: TimeZone.default('UTC') }))
  .output(Done);

export const signIn = oc
  .route({ method: 'POST', path: '/account/sign-in', summary: 'Sign in; the session comes as a cookie', tags })
  .meta({ role: 'public' })
  .input(z.object({ email: Address, password: Password }))
  .output(Done);

export const signOut = oc
  .route({ method: 'POST', path: '/account/sign-out', summary: 'End the session', tags })
  .meta({ role: 'public' })
  .output(Done);

export const forgotPassword = oc
  .route({
    method: 'POST',
    path: '/account/forgot-password',
    summary: 'Mail a link to choose a new password; the answer is the same whether the address is known or not',
    tags,
  })
  .meta({ role: 'public' })
  .input(z.object({ email: Address }))
  .output(Done);

export const resetPassword = oc
  .route({
    method: 'POST',
    path: '/account/reset-password',
    summary: 'Choose a new password with the token of the mail; every session ends',
    tags,
  })
  .meta({ role: 'public' })
  .input(z.object({ token: Token, password: NewPassword }))
  .output(Done);

export const verifyAddress = oc
  .route({
    method: 'POST',
    path: '/account/verify-address',
    summary: 'Prove a mail address with the token of the mail',
    tags,
  })
  .meta({ role: 'public' })
  .input(z.object({ token: Token }))
  .output(Done);

export const resendVerification = oc
  .route({ method: 'POST', path: '/account/resend-verification', summary: 'Mail the link to verify once more', tags })
  .meta(person)
  .output(Done);

export const updateMe = oc
  .route({ method: 'PATCH', path: '/me', summary: 'Change your name or time zone', tags })
  .meta(person)
  .input(z.object({ name: PersonName.optional(), timeZone: TimeZone.optional() }))
  .output(Done);

export const changePassword = oc
  .route({
    method: 'POST',
    path: '/account/change-password',
    summary: 'Change your password; your other sessions end',
    tags,
  })
  .meta(person)
  .input(z.object({ password: Password, newPassword: NewPassword }))
  .output(Done);

export const changeAddress = oc
  .route({
    method: 'POST',
    path: '/account/change-address',
    summary: 'Change your mail address: the old one confirms by mail, then the new one is verified',
    tags,
  })
  .meta(person)
  .input(z.object({ email: Address, password: Password }))
  .output(Done);
