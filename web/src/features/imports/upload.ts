import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client, rpc } from '../../lib/client.ts';

const MAX_BYTES = 100_000_000;

/** Sends a file, and goes on to its columns. A file too large is told so before a byte is sent. */
export function useUpload() {
  const navigate = useNavigate();
  return useMutation({
    mutationKey: client.imports.createImport.mutationKey(),
    meta: { showsErrors: true },
    mutationFn: async (file: File) => {
      if (file.size > MAX_BYTES)
        throw new Error(
          `The file has ${(file.size / 1_000_000).toFixed(0)} MB; 100 MB are allowed. Split it, or leave out columns that you do not need.`,
        );
      // What a browser calls a CSV depends on the programs of the machine.
      const body = new File([file], file.name, { type: 'text/csv' });
      return rpc.imports.createImport({ query: { fileName: file.name }, body });
    },
    onSuccess: ({ importId }) => navigate({ to: '/imports/$importId', params: { importId } as never }),
  });
}
