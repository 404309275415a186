/** What each shell needs to complete a half-typed command. */
import { completionForBash } from './completion-bash.ts';
import { completionForFish } from './completion-fish.ts';
import { completionForPowerShell } from './completion-powershell.ts';
import { completionForZsh } from './completion-zsh.ts';
import type { Outline } from './outline.ts';
import type { Shell } from './shells.ts';

const SCRIPTS: Record<Shell, (program: Outline) => string> = {
  bash: completionForBash,
  zsh: completionForZsh,
  fish: completionForFish,
  powershell: completionForPowerShell,
};

/** A script for the shell to read. */
export const completionFor = (shell: Shell, program: Outline): string => SCRIPTS[shell](program);
