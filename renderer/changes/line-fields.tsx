/** The line to a console: a serial port of this machine, or a device server on the network, and its settings. */
import { Autocomplete, Checkbox, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { LineSettings } from '../../core/device/line.ts';
import { BITS, FLOWS, PARITIES, STOPS } from '../../core/device/line.ts';
import words from '../../resources/translations/renderer-line.json' with { type: 'json' };
import { useFormats, useText } from '../text.ts';
import type { LineForm } from './line-form.ts';
import { settingsOf } from './line-form.ts';
import { PortField } from './port-field.tsx';

const KINDS = ['serial', 'tcp', 'telnet'] as const satisfies LineForm['kind'][];

/** What consoles are set to; any other number can be typed. */
const USUAL_BAUDS = ['1200', '2400', '4800', '9600', '19200', '38400', '57600', '115200'];

interface Props {
  line: LineForm;
  onChange: (changed: Partial<LineForm>) => void;
}

/** One of a few: what the page hands back is one of what was offered. */
function Choice<T extends string | number>(props: {
  label: string;
  of: readonly T[];
  nameOf: (value: T) => string;
  value: T;
  onChange: (value: T) => void;
}) {
  const { label, of, nameOf, value, onChange } = props;
  return (
    <NativeSelect
      flex={1}
      label={label}
      data={of.map((each) => ({ value: String(each), label: nameOf(each) }))}
      value={String(value)}
      onChange={(event) => onChange(of.find((each) => String(each) === event.currentTarget.value) ?? value)}
    />
  );
}

function Settings({
  settings,
  onChange,
}: {
  settings: LineSettings;
  onChange: (changed: Partial<LineSettings>) => void;
}) {
  const say = useText(words);
  const { number } = useFormats();
  return (
    <Group gap="xs" align="flex-end" wrap="wrap">
      <Autocomplete
        flex={1}
        label={say('baud')}
        inputMode="numeric"
        filter={({ options }) => options}
        withScrollArea={false}
        data={USUAL_BAUDS}
        value={settings.baud === 0 ? '' : String(settings.baud)}
        onChange={(typed) => onChange({ baud: Number(typed.replaceAll(/\D/g, '').slice(0, 8)) })}
      />
      <Choice
        label={say('bits')}
        of={BITS}
        nameOf={String}
        value={settings.bits}
        onChange={(bits) => onChange({ bits })}
      />
      <Choice
        label={say('parity')}
        of={PARITIES}
        nameOf={(parity) => say(`parity.${parity}`)}
        value={settings.parity}
        onChange={(parity) => onChange({ parity })}
      />
      <Choice
        label={say('stop')}
        of={STOPS}
        nameOf={number}
        value={settings.stop}
        onChange={(stop) => onChange({ stop })}
      />
      <Choice
        label={say('flow')}
        of={FLOWS}
        nameOf={(flow) => say(`flow.${flow}`)}
        value={settings.flow}
        onChange={(flow) => onChange({ flow })}
      />
    </Group>
  );
}

export function LineFields({ line, onChange }: Props) {
  const say = useText(words);
  const settings = settingsOf(line);
  return (
    <>
      <SegmentedControl
        aria-label={say('line')}
        data={KINDS.map((value) => ({ value, label: say(`line.${value}`) }))}
        value={line.kind}
        onChange={(kind) => onChange({ kind })}
      />
      {line.kind === 'serial' ? (
        <PortField path={line.path} onPath={(path) => onChange({ path })} />
      ) : (
        <Group gap="xs" align="flex-start" wrap="nowrap">
          <TextInput
            flex={3}
            label={say('host')}
            description={say(`host.${line.kind}`)}
            value={line.host}
            onChange={(event) => onChange({ host: event.currentTarget.value })}
          />
          <TextInput
            flex={1}
            label={say('tcp-port')}
            description={say('tcp-port.hint')}
            inputMode="numeric"
            value={line.port}
            onChange={(event) => onChange({ port: event.currentTarget.value.replaceAll(/\D/g, '') })}
          />
        </Group>
      )}
      {line.kind === 'telnet' && (
        <Checkbox
          label={say('keeps')}
          checked={line.keeps}
          onChange={(event) => onChange({ keeps: event.currentTarget.checked })}
        />
      )}
      {settings !== null && (
        <Settings
          settings={settings}
          onChange={(changed) => onChange({ settings: { ...settings, ...changed } })}
        />
      )}
    </>
  );
}
