import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Application, expectAccessible } from './application.ts';
import { skipJourneys } from './browser.ts';

describe.skipIf(skipJourneys)('conflicts in a real browser', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('are decided by the keys on their buttons, taken back, and decided by a rule', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await page.getByRole('button', { name: 'Compare' }).click();
    const conflict = page.getByRole('article', { name: 'Anna Jäger' });
    const ours = conflict.getByRole('button', { name: /Keep ours/ });
    const theirs = conflict.getByRole('button', { name: /Keep the PBX’s/ });
    const upload = page.getByRole('button', { name: /^Upload/ });
    const isPressed = (button: typeof ours) => button.getAttribute('aria-pressed');
    await conflict.waitFor();

    await conflict.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await isPressed(ours)).toBe('true');
    expect(await upload.isEnabled()).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(await isPressed(theirs)).toBe('true');
    await page.keyboard.press('Backspace');
    expect(await isPressed(ours)).toBe('true');
    await page.keyboard.press('Backspace');
    expect(await isPressed(ours)).toBe('false');
    expect(await upload.isDisabled()).toBe(true);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'By field' }).click();
    await page
      .getByRole('menuitem', { name: /always ours/ })
      .first()
      .click();
    expect(await isPressed(ours)).toBe('true');
    await page.getByRole('button', { name: /Undo the decision/ }).click();
    await page.getByRole('button', { name: 'The PBX’s for all' }).click();
    expect(await isPressed(theirs)).toBe('true');
    await page.context().close();
  });
});

describe.skipIf(skipJourneys)('the LDAP server of the PBX', () => {
  let application: Application;
  beforeAll(async () => (application = await Application.open()));
  afterAll(async () => {
    await application.close();
    expect(application.complaints).toEqual([]);
  });

  it('is read, what breaks a rule is said, and what is right is saved and read back', async () => {
    const page = await application.page();
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /Edit the connection/ }).click();
    const ldap = page.getByRole('region', { name: 'LDAP server of the PBX' });
    await ldap.getByRole('button', { name: 'Read from the PBX' }).click();
    const user = ldap.getByLabel('Simplified user name');
    await user.waitFor();
    await expectAccessible(page);
    await user.fill('büro');
    const save = ldap.getByRole('button', { name: /^Save \d change/ });
    await save.click();
    await ldap.getByText(/ü/).first().waitFor();
    await user.fill('office');
    await ldap.getByLabel('New password: LDAP server on').fill('Hafen-2931-Kran');
    await save.click();
    await page.getByText('Saved and read back').waitFor();
    expect(await user.inputValue()).toBe('office');
    await page.context().close();
  });
});
