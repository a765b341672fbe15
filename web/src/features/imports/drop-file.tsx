import { Button, FileButton, Group, Loader, Paper, Stack, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { Failed } from '../../ui/states.tsx';
import classes from './drop-file.module.css';
import { sizeOf } from './import.ts';
import { useUpload } from './upload.ts';

function Reading({ file }: { file: File | undefined }) {
  return (
    <Group gap="sm" role="status">
      <Loader size="xs" />
      <Text size="sm">
        Reading {file?.name} {file && `(${sizeOf(file.size)})`}
      </Text>
    </Group>
  );
}

/** Where a file is dropped or chosen. What is wrong with it is said here. */
export function DropFile() {
  const [isOver, setOver] = useState(false);
  const { mutate, isPending, variables, error } = useUpload();
  const take = (file: File | null | undefined) => {
    if (file && !isPending) mutate(file);
  };
  // Anywhere on the page: a file that misses the box would else replace the page.
  useWindowEvent('dragover', (event) => {
    event.preventDefault();
    setOver(true);
  });
  useWindowEvent('dragleave', (event) => event.relatedTarget === null && setOver(false));
  useWindowEvent('drop', (event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files[0]);
  });
  return (
    <Stack gap="sm">
      <Paper component="section" aria-label="Upload a CSV" className={classes.drop} data-over={isOver || undefined}>
        {isPending ? (
          <Reading file={variables} />
        ) : (
          <Group gap="md" justify="space-between">
            <Group gap="md" wrap="nowrap">
              <FileUp size={20} aria-hidden className={classes.icon} />
              <Stack gap={0}>
                <Text size="sm" fw={500}>
                  Drop a CSV of contacts here
                </Text>
                <Text size="xs" c="dimmed">
                  Up to 100 MB, with a line of column names. Nothing is written before you have seen what it would do.
                </Text>
              </Stack>
            </Group>
            <FileButton onChange={take} accept=".csv,.tsv,.txt,text/csv">
              {(props) => (
                <Button {...props} variant="default">
                  Choose a file
                </Button>
              )}
            </FileButton>
          </Group>
        )}
      </Paper>
      {error && <Failed error={error} />}
    </Stack>
  );
}
