import { describe, expect, test } from 'vitest';
import { type JudgedVisit, judgeVisit, type Visit } from '../../workflows/sending/engagement.calc.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const SENT = Date.UTC(2026, 10, 20, 9);
const LATER = SENT + 3_600_000;

const visit = (changes: Partial<Visit> = {}): Visit => ({
  type: 'click',
  method: 'GET',
  userAgent: CHROME,
  ipAddress: '198.51.100.7',
  isPrefetch: false,
  linkId: 'offer',
  at: LATER,
  ...changes,
});
const before = (changes: Partial<JudgedVisit> = {}): JudgedVisit => ({
  ...visit(),
  id: 'before',
  verdict: 'human',
  reason: null,
  ...changes,
});
const judge = (changes: Partial<Visit> = {}, earlier: JudgedVisit[] = []) =>
  judgeVisit(visit(changes), { sentAt: SENT, earlier });

describe('by the request alone', () => {
  test.each<{ who: string; is: string | null; changes: Partial<Visit> }>([
    { who: 'a browser', is: null, changes: {} },
    {
      who: "Google's image proxy",
      is: null,
      changes: {
        type: 'open',
        userAgent: 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
      },
    },
    {
      who: "Yahoo's image proxy",
      is: null,
      changes: { type: 'open', userAgent: 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html' },
    },
    {
      who: 'Thunderbird',
      is: null,
      changes: {
        type: 'open',
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0',
      },
    },
    {
      who: 'Outlook',
      is: null,
      changes: {
        type: 'open',
        userAgent: 'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Trident/7.0; Microsoft Outlook 16.0.4266)',
      },
    },
    { who: "Apple's proxy by its name", is: 'apple-privacy', changes: { type: 'open', userAgent: 'Mozilla/5.0' } },
    { who: "Apple's proxy by its network", is: 'apple-privacy', changes: { type: 'open', ipAddress: '17.58.99.4' } },
    { who: "a person in Apple's offices who clicks", is: null, changes: { ipAddress: '17.58.99.4' } },
    { who: 'a HEAD request', is: 'head', changes: { method: 'HEAD' } },
    { who: 'a browser that loads ahead', is: 'prefetch', changes: { isPrefetch: true } },
    { who: 'nobody by name', is: 'nameless', changes: { userAgent: null } },
    { who: 'a scanner behind a browser', is: 'scanner', changes: { userAgent: `${CHROME} Mimecast` } },
    { who: 'Exchange Online Protection', is: 'gateway', changes: { ipAddress: '40.107.3.9' } },
    { who: 'Proofpoint, over IPv6 notation', is: 'gateway', changes: { ipAddress: '::ffff:67.231.152.10' } },
    { who: 'a neighbour of Proofpoint', is: null, changes: { ipAddress: '67.231.160.1' } },
    {
      who: 'a chat that previews',
      is: 'preview',
      changes: { userAgent: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' },
    },
    { who: 'a crawler', is: 'program', changes: { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' } },
    { who: 'curl', is: 'program', changes: { userAgent: 'curl/8.5.0' } },
  ])('$who: $is', ({ changes, is }) => {
    expect(judge(changes)).toMatchObject({ verdict: is ? 'machine' : 'human', reason: is });
  });
});

describe('by how soon it came', () => {
  test.each([
    { ms: 4_999, verdict: 'machine', reason: 'at-delivery' },
    { ms: 5_000, verdict: 'human', reason: null },
  ])('a click $ms ms after sending: $verdict', ({ ms, verdict, reason }) => {
    expect(judge({ at: SENT + ms })).toMatchObject({ verdict, reason });
  });
  test.each([
    { ms: 1_999, verdict: 'unknown' },
    { ms: 2_000, verdict: 'human' },
  ])('an open $ms ms after sending: $verdict', ({ ms, verdict }) => {
    expect(judge({ type: 'open', linkId: null, at: SENT + ms })).toMatchObject({ verdict });
  });
  test('where nobody knows when it was sent, the request alone counts', () => {
    expect(judgeVisit(visit({ at: SENT }), { sentAt: null, earlier: [] })).toMatchObject({ verdict: 'human' });
  });
});

describe('by the other visits of the same mail', () => {
  test('two links within two seconds are a burst, and the first click is seen anew', () => {
    expect(judge({ linkId: 'imprint' }, [before({ at: LATER - 2_000 })])).toEqual({
      verdict: 'machine',
      reason: 'burst',
      downgraded: [{ id: 'before', reason: 'burst' }],
    });
  });
  test.each([
    {
      what: 'two links with a little more between them',
      changes: { linkId: 'imprint' },
      earlier: { at: LATER - 2_001 },
    },
    { what: 'the same link twice', changes: {}, earlier: { at: LATER - 100 } },
    { what: 'a picture and a link', changes: {}, earlier: { type: 'open' as const, linkId: null, at: LATER - 100 } },
  ])('$what are a person', ({ changes, earlier }) => {
    expect(judge(changes, [before(earlier)])).toEqual({ verdict: 'human', reason: null, downgraded: [] });
  });
  test('who asked for the head a moment ago is a machine still, and was one before', () => {
    const head = before({ method: 'HEAD', verdict: 'machine', reason: 'head', at: LATER - 3_000 });
    expect(judge({}, [head])).toMatchObject({ verdict: 'machine', reason: 'same-source' });
    expect(judge({ method: 'HEAD' }, [before({ at: LATER - 3_000 })])).toMatchObject({
      reason: 'head',
      downgraded: [{ id: 'before', reason: 'same-source' }],
    });
  });
  test.each([
    { what: 'from another address', head: { ipAddress: '203.0.113.9' } },
    { what: 'of another name', head: { userAgent: 'curl/8' } },
    { what: 'more than a minute ago', head: { at: LATER - 60_001 } },
  ])('a machine $what says nothing against a person', ({ head }) => {
    const machine = before({ method: 'HEAD', verdict: 'machine', reason: 'head', at: LATER - 1_000, ...head });
    expect(judge({}, [machine])).toMatchObject({ verdict: 'human' });
  });
  test('what the reader’s own browser loaded ahead says nothing against them', () => {
    const ahead = before({ isPrefetch: true, verdict: 'machine', reason: 'prefetch', at: LATER - 500 });
    expect(judge({}, [ahead])).toMatchObject({ verdict: 'human' });
    expect(judge({ isPrefetch: true }, [before({ at: LATER - 500 })])).toMatchObject({ downgraded: [] });
  });
});
