/** User name and password of the PBX. */
import { PasswordInput, TextInput } from '@mantine/core';
import words from '../../resources/translations/renderer-changes.json' with { type: 'json' };
import { useText } from '../text.ts';
import { useForgetful } from '../widgets/forgetful.tsx';
import { ProblemLine } from '../widgets/problems.tsx';

interface Props {
  user: string;
  onUser: (user: string) => void;
  userHint: string;
  password: string;
  onPassword: (password: string) => void;
  /** A password is kept, and used unless another is typed. */
  known: boolean;
}

export function LoginFields({ user, onUser, userHint, password, onPassword, known }: Props) {
  const say = useText(words);
  const forgetful = useForgetful();
  return (
    <>
      <TextInput
        label={say('user')}
        description={userHint}
        value={user}
        onChange={(event) => onUser(event.currentTarget.value)}
      />
      <PasswordInput
        label={say('password')}
        description={forgetful === null && say('password.hint')}
        placeholder={known ? say('password.known') : ''}
        value={password}
        onChange={(event) => onPassword(event.currentTarget.value)}
      />
      {forgetful !== null && <ProblemLine problem={forgetful} />}
    </>
  );
}
