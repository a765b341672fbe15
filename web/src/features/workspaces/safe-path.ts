/** A path of ours: a link from elsewhere must not lead away after signing in. Browsers read \ as / and skip tabs and line ends. */
export const safePath = (next: unknown, otherwise = '/'): string =>
  typeof next === 'string' && /^\/(?!\/)[^\\\p{Cc}]*$/u.test(next) ? next : otherwise;
