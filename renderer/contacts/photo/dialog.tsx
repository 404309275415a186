/** Chooses a picture, keeps a square of it, or removes the one that is there. Whoever opens it stores it. */
import { Button, Stack } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { checkedHeader } from '../../../core/photo/limits.ts';
import type { Square } from '../../../core/photo/wish.ts';
import type { Problem } from '../../../core/problem/problem.ts';
import words from '../../../resources/translations/renderer-photo.json' with { type: 'json' };
import { useDrop } from '../../state/drop.ts';
import { problemOf } from '../../state/problem.ts';
import { useText } from '../../text.ts';
import { Dialog } from '../../widgets/dialog.tsx';
import { DialogEnd } from '../../widgets/dialog-end.tsx';
import { ProblemLine } from '../../widgets/problems.tsx';
import { Choose } from './choose.tsx';
import { Crop } from './crop.tsx';

/** What was chosen: a file and the square of it that is kept. */
export interface ChosenPicture {
  file: File;
  square: Square;
}

interface Props {
  /** Of whom; there may be no name yet. */
  name: string;
  hasPhoto: boolean;
  /** Null: none. What it throws is said in the dialog, which stays. */
  onChosen: (chosen: ChosenPicture | null) => Promise<void>;
  onClose: () => void;
}

/** A picture that may be shown, and the address under which the page shows it. */
interface Shown {
  file: File;
  address: string;
}

/** The picture of a file once its header was looked at: a browser decodes whatever it is given. */
async function shown(file: File): Promise<Shown> {
  checkedHeader(new Uint8Array(await file.arrayBuffer()), file.name);
  return { file, address: URL.createObjectURL(file) };
}

/** Exists while the dialog is open. */
function PhotoForm({ hasPhoto, onChosen, onClose }: Omit<Props, 'name'>) {
  const say = useText(words);
  const [picture, setPicture] = useState<Shown | null>(null);
  const [square, setSquare] = useState<Square | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const take = async (file: File) => {
    try {
      const next = await shown(file);
      setProblem(null);
      setSquare(null);
      setPicture(next);
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const store = async (chosen: ChosenPicture | null) => {
    setBusy(true);
    try {
      await onChosen(chosen);
      onClose();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  };

  useEffect(() => () => void (picture && URL.revokeObjectURL(picture.address)), [picture]);
  useEffect(() => {
    useDrop.setState({ taken: true });
    return () => useDrop.setState({ taken: false });
  }, []);
  useWindowEvent('paste', (event) => {
    const [file] = event.clipboardData?.files ?? [];
    if (file !== undefined) void take(file);
  });

  return (
    <Stack gap="sm">
      {picture === null ? (
        <Choose onFile={(file) => void take(file)} />
      ) : (
        <Crop
          key={picture.address}
          address={picture.address}
          onSquare={setSquare}
          onBroken={() => {
            setProblem({ code: 'photo-unreadable', severity: 'error', value: picture.file.name });
            setPicture(null);
          }}
        />
      )}
      {problem && <ProblemLine problem={problem} />}
      <DialogEnd>
        {hasPhoto && picture === null && (
          <Button variant="default" loading={busy} onClick={() => void store(null)}>
            {say('remove')}
          </Button>
        )}
        {picture !== null && (
          <Button variant="default" onClick={() => setPicture(null)}>
            {say('another')}
          </Button>
        )}
        <span className="grow" />
        <Button variant="default" onClick={onClose}>
          {say('cancel')}
        </Button>
        {picture !== null && (
          <Button
            loading={busy}
            disabled={square === null}
            onClick={() => square !== null && void store({ file: picture.file, square })}
          >
            {say('store')}
          </Button>
        )}
      </DialogEnd>
    </Stack>
  );
}

export function PhotoDialog(props: Props) {
  const say = useText(words);
  return (
    <Dialog onClose={props.onClose} title={say('title', { name: props.name })} size={460}>
      <PhotoForm {...props} />
    </Dialog>
  );
}
