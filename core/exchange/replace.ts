/** Policy `replace`: who is in a target group and not in the file leaves the group, and only the group. */
import type { Problem } from '../problem/problem.ts';
import type { PlannedContact } from './match.ts';

/** By group the contacts that a file puts there, whether or not that changes anything. */
export class FileMembers {
  readonly #members = new Map<string, Set<PlannedContact>>();

  add(contact: PlannedContact, groups: readonly string[]): void {
    for (const group of groups) {
      const members = this.#members.get(group) ?? new Set();
      this.#members.set(group, members.add(contact));
    }
  }

  isEmpty(): boolean {
    return this.#members.size === 0;
  }

  /** Takes all others out of these groups: who has left one, and how many left each. */
  removeOthers(
    all: readonly PlannedContact[],
    isReadOnly: (group: string) => boolean,
  ): { left: PlannedContact[]; problems: Problem[] } {
    const left: PlannedContact[] = [];
    const removed = new Map<string, number>();
    for (const contact of all) {
      const { groups } = contact.fields;
      const leaves = groups.filter(
        (group) => this.#members.get(group)?.has(contact) === false && !isReadOnly(group),
      );
      if (leaves.length === 0) continue;
      const stays = groups.filter((group) => !leaves.includes(group));
      contact.fields = { ...contact.fields, groups: stays };
      contact.changes.groups = stays;
      left.push(contact);
      for (const group of leaves) removed.set(group, (removed.get(group) ?? 0) + 1);
    }
    const problems = [...removed].map(([value, count]): Problem => ({
      code: 'import-group-leaves',
      severity: 'warning',
      value,
      params: { count },
    }));
    return { left, problems };
  }
}
