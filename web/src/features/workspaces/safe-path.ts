/** A path of ours: a link from elsewhere must not lead away after signing in. */
export const safePath = (next: unknown, otherwise = '/'): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : otherwise;
