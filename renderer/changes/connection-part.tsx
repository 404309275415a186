/** A part of what a site knows of its PBX beside the connection itself, under a heading of its own. */
import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

export const ConnectionPart = ({
  title,
  more,
  children,
}: {
  title: string;
  more: string;
  children: ReactNode;
}) => (
  <Paper withBorder p="lg" className="connection" component="section" aria-label={title}>
    <Stack gap="sm">
      <Title order={2} size="md">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {more}
      </Text>
      {children}
    </Stack>
  </Paper>
);
