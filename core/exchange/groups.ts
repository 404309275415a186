/** Which contact groups an import puts its contacts into, and which of them must be created first. */
import type { ImportPolicy } from '../api/import.ts';
import { withCompanions } from '../device/companion.ts';
import type { DeviceProfile } from '../device/profile.ts';
import type { ContactGroup, GroupKind } from '../directory/group.ts';
import type { Problem } from '../problem/problem.ts';

export interface NewGroup {
  name: string;
  kind: GroupKind;
}

export interface GroupWishes {
  policy: ImportPolicy;
  /** Group names that the user gave. */
  asked: readonly string[];
  /** The kind of group that the template's files belong to. */
  templateKind: GroupKind | null;
}

/** The system's own name of the old phone book, in the language of the country the PBX stands in. */
function oldPhoneBookName(country: string): string {
  if (['DE', 'AT', 'CH', 'LI'].includes(country)) return 'Telefonbuch Version 1';
  return ['FR', 'BE', 'LU', 'MC'].includes(country) ? 'Annuaire version 1' : 'Phone book version 1';
}

export class TargetGroups {
  /** By name, new groups included. */
  readonly kinds: Map<string, GroupKind>;
  /** Where the user wants every contact of the file; empty: see `of`. */
  readonly asked: readonly string[];
  readonly problems: Problem[] = [];
  readonly #names = new Map<string, string>();
  readonly #new = new Map<string, NewGroup>();
  readonly #implied: readonly string[];
  readonly #used = new Set<string>();
  readonly #profile: DeviceProfile;

  constructor(groups: readonly ContactGroup[], wishes: GroupWishes, profile: DeviceProfile, country: string) {
    this.#profile = profile;
    this.kinds = new Map(groups.map((group) => [group.name, group.kind]));
    for (const { name } of groups) this.#names.set(name.toLowerCase(), name);
    const oldBook = wishes.policy === 'version-1';
    const asked = wishes.asked.map((name) => name.trim()).filter((name) => name !== '');
    const ofKind = (kind: GroupKind): string =>
      groups.find((group) => group.kind === kind)?.name ?? this.#named(oldPhoneBookName(country), kind);
    if (asked.length > 0) {
      this.asked = [...new Set(asked.map((name) => this.#named(name, oldBook ? 'version-1' : 'standard')))];
    } else this.asked = oldBook ? [ofKind('version-1')] : [];
    const kind = wishes.templateKind;
    const hasKind = kind !== null && profile.groupKinds[kind] !== undefined;
    this.#implied = hasKind
      ? [ofKind(kind)]
      : groups.filter((group) => group.standardForNew).map((group) => group.name);
  }

  /** Groups for a contact: `joins` also when it exists already, `starts` only when it is new. */
  of(inFile: readonly string[]): { joins: string[]; starts: string[] } {
    if (this.asked.length > 0) return { joins: [...this.asked], starts: [...this.asked] };
    if (inFile.length === 0) return { joins: [], starts: [...this.#implied] };
    const named = inFile.map((name) => this.#named(name, 'standard'));
    return { joins: named, starts: named };
  }

  /** What Google fills is read-only on the PBX. */
  isReadOnly(name: string): boolean {
    return this.kinds.get(name) === 'google';
  }

  /** With phone book version 1 for contacts of DECT groups. What an import replaces stays what it names. */
  withCompanions(names: readonly string[]): readonly string[] {
    if (names.every((name) => this.kinds.get(name) === 'standard')) return names;
    const groups = [...this.kinds].map(([name, kind]) => ({ name, kind }));
    return withCompanions(names, groups, this.#profile);
  }

  use(names: readonly string[]): void {
    for (const name of names) this.#used.add(name);
  }

  /** The groups that do not exist yet and that some contact needs. */
  toCreate(): NewGroup[] {
    return [...this.#new.values()].filter(({ name }) => this.#used.has(name));
  }

  /** The site's own writing of the name; a group that is not there will be created. */
  #named(name: string, kind: GroupKind): string {
    const known = this.#names.get(name.toLowerCase());
    if (known !== undefined) return known;
    this.#names.set(name.toLowerCase(), name);
    this.#new.set(name, { name, kind });
    this.kinds.set(name, kind);
    return name;
  }
}
