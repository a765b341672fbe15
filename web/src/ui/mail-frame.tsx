import { Box, type BoxProps, Text } from '@mantine/core';
import type { SyntheticEvent } from 'react';

type MailFrameProps = BoxProps & {
  title: string;
  html: string | null;
  text: string;
  /** What a click on a link does: nothing (the default), goes there, or tells which link it was, counted from 0. */
  links?: 'open' | ((index: number) => void);
};

const STYLE =
  '<style>html{padding:0 16px}body{margin:16px 0;font:14px/1.5 system-ui,sans-serif;color:#1c1c1a;background:#fff;overflow-wrap:anywhere}</style>';
const OPENS_OUTSIDE = '<base target="_top">';

/** Makes the frame as high as its mail, hears its links, and passes the keys of the page on. */
function attach(frame: HTMLIFrameElement, links: NonNullable<MailFrameProps['links']>) {
  const page = frame.contentDocument;
  if (!page) return;
  frame.style.height = `${page.documentElement.scrollHeight}px`;
  page.addEventListener('keydown', ({ key }) => window.dispatchEvent(new KeyboardEvent('keydown', { key })));
  if (links === 'open') return;
  page.addEventListener('click', (event) => event.preventDefault());
  const anchors = [...page.querySelectorAll('a')].filter((anchor) =>
    /^https?:/i.test(anchor.getAttribute('href') ?? ''),
  );
  for (const [index, anchor] of anchors.entries()) anchor.addEventListener('click', () => links(index));
}

/**
 * A mail as its reader sees it. HTML stands in a frame that can run nothing. Only a frame whose links do something is of
 * our origin, so that we reach into it; without scripts it cannot reach out.
 */
export function MailFrame({ title, html, text, links, ...box }: MailFrameProps) {
  if (html === null)
    return (
      <Box p="md" bg="white" {...box} style={{ overflow: 'auto' }}>
        <Text component="pre" size="sm" m={0} c="#1c1c1a" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      </Box>
    );
  const rights = links === 'open' ? 'allow-same-origin allow-top-navigation-by-user-activation' : 'allow-same-origin';
  return (
    <Box
      component="iframe"
      title={title}
      sandbox={links ? rights : ''}
      srcDoc={`${STYLE}${links === 'open' ? OPENS_OUTSIDE : ''}${html}`}
      bg="white"
      {...(links && { onLoad: ({ currentTarget }: SyntheticEvent<HTMLIFrameElement>) => attach(currentTarget, links) })}
      {...box}
      style={{ border: 0, width: '100%', display: 'block' }}
    />
  );
}
