import { ActionIcon, Button, Divider, Group, Paper, Text, Transition } from '@mantine/core';
import { ArchiveRestore, Trash2, Workflow, X } from 'lucide-react';
import { BulkPickers } from './bulk-pickers.tsx';
import { EnrollMenu } from './enroll-menu.tsx';
import classes from './table.module.css';
import { type Action, useBulk } from './use-bulk.ts';
import type { Chosen } from './use-selection.ts';

type BulkBarProps = { chosen: Chosen; total: number | undefined; isCapped: boolean; loaded: number; isTrash: boolean };

/** How many are chosen; and all that match, where more match than are loaded. */
function HowMany({ chosen, total, isCapped, loaded }: BulkBarProps) {
  const count = chosen.isAll ? (total ?? loaded) : chosen.ids.size;
  const mayChooseAll = !chosen.isAll && chosen.ids.size >= loaded && (total ?? 0) > loaded;
  return (
    <>
      <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }} aria-live="polite">
        {count.toLocaleString('en')}
        {chosen.isAll && isCapped ? '+' : ''} selected
      </Text>
      {mayChooseAll && (
        <Button variant="light" onClick={chosen.chooseAll}>
          Select all {total?.toLocaleString('en')}
          {isCapped ? '+' : ''} matching
        </Button>
      )}
    </>
  );
}

type ActionsProps = { chosen: Chosen; isPending: boolean; onAct: (action: Action) => void };

function TrashActions({ isPending, onAct }: ActionsProps) {
  return (
    <Button
      variant="light"
      loading={isPending}
      leftSection={<ArchiveRestore size={13} aria-hidden />}
      onClick={() => onAct({ kind: 'restore' })}
    >
      Restore
    </Button>
  );
}

function Actions({ chosen, isPending, onAct }: ActionsProps) {
  return (
    <>
      <Group gap={0}>
        <EnrollMenu selection={chosen.selection}>
          <Button variant="subtle" px={8} leftSection={<Workflow size={13} aria-hidden />}>
            Enroll in…
          </Button>
        </EnrollMenu>
        <BulkPickers onAct={onAct} />
      </Group>
      <Button
        variant="subtle"
        color="red"
        loading={isPending}
        leftSection={<Trash2 size={13} aria-hidden />}
        onClick={() => onAct({ kind: 'delete' })}
      >
        Delete
      </Button>
    </>
  );
}

/** What can be done to the chosen contacts; there while some are. */
export function BulkBar(bar: BulkBarProps) {
  const { chosen, isTrash } = bar;
  const { mutate, isPending } = useBulk(chosen.clear);
  const actions = {
    chosen,
    isPending,
    onAct: (action: Action) => mutate({ selection: chosen.selection(), action }),
  };
  return (
    <Transition mounted={chosen.isAll || chosen.ids.size > 0} transition="slide-up" duration={120}>
      {(style) => (
        <Paper
          shadow="md"
          px="sm"
          py={6}
          role="toolbar"
          aria-label="Selected contacts"
          className={classes.bulk}
          style={style}
        >
          <Group gap={6} justify="center">
            <HowMany {...bar} />
            <ActionIcon variant="subtle" color="gray" onClick={chosen.clear} aria-label="Clear the selection">
              <X size={14} aria-hidden />
            </ActionIcon>
            <Divider orientation="vertical" visibleFrom="sm" />
            {isTrash ? <TrashActions {...actions} /> : <Actions {...actions} />}
          </Group>
        </Paper>
      )}
    </Transition>
  );
}
