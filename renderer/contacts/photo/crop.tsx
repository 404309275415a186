/** The square of a picture that is kept: moved by mouse or arrow keys, sized by wheel or slider. */
import { Slider, Text } from '@mantine/core';
import { useState } from 'react';
import Cropper from 'react-easy-crop';
import 'react-easy-crop/react-easy-crop.css';
import type { Square } from '../../../core/photo/wish.ts';
import words from '../../../resources/translations/renderer-photo.json' with { type: 'json' };
import { useFormats, useText } from '../../text.ts';

const MOST_ZOOM = 8;
/** Pixels of the screen that an arrow key moves the picture by. */
const STEP = 4;

interface Props {
  address: string;
  onSquare: (square: Square) => void;
  /** The browser cannot show it. */
  onBroken: () => void;
}

export function Crop({ address, onSquare, onBroken }: Props) {
  const say = useText(words);
  const { number } = useFormats();
  const [place, setPlace] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  return (
    <>
      <div className="photo-crop">
        <Cropper
          image={address}
          crop={place}
          zoom={zoom}
          maxZoom={MOST_ZOOM}
          aspect={1}
          keyboardStep={STEP}
          disableAutomaticStylesInjection
          mediaProps={{ alt: '', onError: onBroken }}
          cropperProps={{ role: 'group', 'aria-label': say('square') }}
          onCropChange={setPlace}
          onZoomChange={setZoom}
          onCropAreaChange={(_shares, { x, y, width, height }) =>
            onSquare({
              left: Math.max(0, Math.round(x)),
              top: Math.max(0, Math.round(y)),
              side: Math.max(1, Math.round(Math.min(width, height))),
            })
          }
        />
      </div>
      <Slider
        thumbLabel={say('zoom')}
        label={(value) => `${number(Math.round(value * 100))} %`}
        min={1}
        max={MOST_ZOOM}
        step={0.05}
        value={zoom}
        onChange={setZoom}
      />
      <Text size="sm" c="dimmed">
        {say('square.hint')}
      </Text>
    </>
  );
}
