/** How far a task is; nothing while it rests, and its problem when it failed. */
import type { AnyTask } from '../state/task.ts';
import { JobProgress } from './job-progress.tsx';
import { ProblemLine } from './problems.tsx';

export function TaskProgress({ task }: { task: AnyTask }) {
  const running = task.use((state) => state.running);
  const progress = task.use((state) => state.progress);
  const problem = task.use((state) => state.problem);
  if (running) return <JobProgress progress={progress} onCancel={task.cancel} />;
  return problem && <ProblemLine problem={problem} />;
}
