import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CalendarClock, CircleCheck, MessageSquareReply, Send, TriangleAlert } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMe } from '../../lib/me.ts';
import { Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { DaysChart } from './days-chart.tsx';
import type { Home } from './home.ts';
import { Row, Section } from './section.tsx';

function Figure({ value, label, to }: { value: number; label: string; to: string }) {
  return (
    <Paper component={Link} to={to} p="md" className="row-link" style={{ textDecoration: 'none', color: 'inherit' }}>
      <Text fz={24} fw={600} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {value.toLocaleString('en')}
      </Text>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
    </Paper>
  );
}

function Troubles({ troubles }: { troubles: Home['troubles'] }) {
  const { data } = useQuery(client.ledger.countUncertain.queryOptions());
  const uncertain = data?.count ?? 0;
  const queue = uncertain > 0 && (
    <Row
      key="uncertain"
      to="/uncertain"
      title={uncertain === 1 ? '1 mail waits for your decision' : `${uncertain} mails wait for your decision`}
      detail="Nobody knows whether they arrived. Say so, send them again, or drop them, all at once."
      aside={null}
    />
  );
  return (
    <Section
      title="What is wrong"
      icon={TriangleAlert}
      color="orange"
      emptyIcon={CircleCheck}
      empty="Nothing. Every mailbox is well, and nobody waits for you."
    >
      {[queue].filter(Boolean)}
      {troubles.map(({ kind, id, title, sentence, since }) => (
        <Row
          key={`${kind}${id}`}
          to={kind === 'mailbox' ? `/mailboxes/${id}` : `/enrollments/${id}`}
          title={title}
          detail={sentence}
          aside={<When at={since} size="xs" c="dimmed" />}
        />
      ))}
    </Section>
  );
}

function NextMails({ mails }: { mails: Home['nextMails'] }) {
  return (
    <Section
      title="What happens next"
      icon={CalendarClock}
      emptyIcon={Send}
      empty="No mail is planned. Enroll somebody in a sequence."
    >
      {mails.map(({ outboundEmailId, at, contactName, enrollmentId, sequenceName, mailbox }) => (
        <Row
          key={outboundEmailId}
          to={enrollmentId ? `/enrollments/${enrollmentId}` : '/sequences'}
          title={contactName}
          detail={[sequenceName, mailbox].filter(Boolean).join(' · ')}
          aside={<When at={at} size="xs" fw={500} />}
        />
      ))}
    </Section>
  );
}

function Replies({ replies }: { replies: Home['replies'] }) {
  return (
    <Section
      title="Who answered"
      icon={MessageSquareReply}
      emptyIcon={MessageSquareReply}
      empty="No answers in the last 30 days."
    >
      {replies.map(({ contactId, contactName, snippet, at, enrollmentId }) => (
        <Row
          key={`${contactId}${at}`}
          to={contactId ? `/contacts/${contactId}` : enrollmentId ? `/enrollments/${enrollmentId}` : '/contacts'}
          title={contactName}
          detail={snippet}
          aside={<When at={at} size="xs" c="dimmed" />}
        />
      ))}
    </Section>
  );
}

function Welcome() {
  return (
    <Paper p="lg" mb="lg" bg="var(--app-selected)" withBorder={false}>
      <Group justify="space-between" gap="md">
        <Stack gap={4} maw={520}>
          <Title order={2}>Send your first sequence</Title>
          <Text size="sm">
            Open a sequence, enroll a few contacts, and watch their mails arrive in the Sandbox. There you can answer as
            they would.
          </Text>
        </Stack>
        <Button component={Link} to="/sequences" size="sm">
          Open sequences
        </Button>
      </Group>
    </Paper>
  );
}

/** What is due today, what is wrong, and what happens next. */
export function HomePage() {
  const me = useMe();
  const query = useQuery(client.home.getHome.queryOptions());
  const { data: home } = query;
  const firstName = me?.user?.name.split(' ')[0];
  const isQuiet = home && home.counts.activeEnrollments === 0 && home.days.every(({ sent }) => sent === 0);
  return (
    <Page title={firstName ? `Hello, ${firstName}` : 'Home'}>
      <Waiting query={query} />
      {home && (
        <>
          {isQuiet && <Welcome />}
          <SimpleGrid cols={{ base: 2, md: 5 }} spacing="sm" mb="lg">
            <Figure value={home.counts.tasksDue} label="tasks due today" to="/tasks" />
            <Figure value={home.counts.plannedToday} label="mails still to go today" to="/sequences" />
            <Figure value={home.counts.sentToday} label="mails sent today" to="/sequences" />
            <Figure value={home.counts.repliesToday} label="replies today" to="/contacts" />
            <Figure value={home.counts.activeEnrollments} label="people in sequences" to="/sequences" />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            <Stack gap="lg">
              <Troubles troubles={home.troubles} />
              <DaysChart days={home.days} />
            </Stack>
            <Stack gap="lg">
              <NextMails mails={home.nextMails} />
              <Replies replies={home.replies} />
            </Stack>
          </SimpleGrid>
        </>
      )}
    </Page>
  );
}
