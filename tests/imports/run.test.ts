import { expect, test } from 'vitest';
import { eventually } from '../helpers/engine.ts';
import { withProduct } from '../helpers/product.ts';
import { csvFile } from './csv.ts';

test('a file is checked, run and told: new, updated, passed over and wrong', () =>
  withProduct(async ({ api }) => {
    const { rpc } = await api.signUp();
    const body = csvFile(['Email,First name,Company', 'ada@example.com,Ada,Analytical', 'not an address,Bob,Acme']);
    const { importId } = await rpc.imports.createImport({ query: { fileName: 'people.csv' }, body });
    const state = async (wanted: string) => {
      const job = await rpc.imports.getImport({ importId });
      return job.state === wanted && job;
    };
    await rpc.imports.checkImport({ importId });
    expect(await eventually(() => state('checked'))).toMatchObject({ newRows: 1, errorRows: 1, doneRows: 2 });
    await rpc.imports.runImport({ importId });
    expect(await eventually(() => state('completed'))).toMatchObject({ newRows: 1, errorRows: 1, doneRows: 2 });
  }));
