/** A try at the PBX from a form: how far it is while it runs, and why it came to nothing. */
import type { Problem } from '../../core/problem/problem.ts';
import type { Job } from '../state/job.ts';
import { JobProgress } from '../widgets/job-progress.tsx';
import { PbxProblem } from './locked.tsx';

interface Props {
  work: Pick<Job<'connection.save'>, 'running' | 'progress' | 'cancel'>;
  /** Of this try, or of a look before it. */
  problem: Problem | null;
}

export function Attempt({ work, problem }: Props) {
  // Whoever cancelled knows that.
  const why = problem?.code === 'cancelled' ? null : problem;
  return (
    <>
      {work.running && <JobProgress progress={work.progress} onCancel={work.cancel} />}
      {why !== null && <PbxProblem problem={why} onAgain={null} />}
    </>
  );
}
