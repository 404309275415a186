/** Whether a server could not begin because somebody else has its port, or the system keeps it for itself. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
