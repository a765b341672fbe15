import { Box, type BoxProps, Text } from '@mantine/core';

type MailFrameProps = BoxProps & { title: string; html: string | null; text: string };

const STYLE =
  '<style>body{margin:16px;font:14px/1.5 system-ui,sans-serif;color:#1c1c1a;background:#fff;overflow-wrap:anywhere}</style>';

/** A mail as its reader sees it. HTML stands in a frame that can run nothing and reach nothing of ours. */
export function MailFrame({ title, html, text, ...box }: MailFrameProps) {
  if (html === null)
    return (
      <Box p="md" bg="white" {...box} style={{ overflow: 'auto' }}>
        <Text component="pre" size="sm" m={0} c="#1c1c1a" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </Text>
      </Box>
    );
  return (
    <Box
      component="iframe"
      title={title}
      sandbox=""
      srcDoc={`${STYLE}${html}`}
      bg="white"
      {...box}
      style={{ border: 0, width: '100%', display: 'block' }}
    />
  );
}
