// The law of the workflow bundle: what runs in it, types left out. A library in it makes every cached workflow several times larger.
import base, { calculators, rule, specs } from './.dependency-cruiser.mjs';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'bundle-stays-small',
      { path: '^workflows/index[.]ts$' },
      { path: ['^node_modules/(?!@temporalio/)', ...specs, ...calculators], reachable: true },
    ),
  ],
  options: { ...base.options, tsPreCompilationDeps: false },
};
