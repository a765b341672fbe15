import { createAuthClient } from 'better-auth/react';

/** Signing in and out, by better-auth's own client. */
export const auth = createAuthClient({ baseURL: window.location.origin, basePath: '/api/auth' });
