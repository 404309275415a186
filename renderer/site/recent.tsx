/** The sites that were opened here before: one click away. */
import { UnstyledButton } from '@mantine/core';
import words from '../../resources/translations/renderer-site.json' with { type: 'json' };
import { useQuery } from '../state/query.ts';
import { useFormats, useText } from '../text.ts';

interface Props {
  busy: boolean;
  onOpen: (path: string) => void;
}

export function RecentSites({ busy, onOpen }: Props) {
  const say = useText(words);
  const { moment } = useFormats();
  const { data } = useQuery('site.recent', {});
  if (data === undefined || data.sites.length === 0) return null;
  return (
    <section aria-labelledby="recent-sites">
      <h3 id="recent-sites" className="site-recent-title">
        {say('recent')}
      </h3>
      <ul className="site-recent">
        {data.sites.map(({ path, name, at, there }) => (
          <li key={path}>
            <UnstyledButton disabled={busy || !there} title={path} onClick={() => onOpen(path)}>
              <span className="cut">{name}</span>
              <span className="quiet cut">{there ? moment(at) : say('recent.gone')}</span>
              <span className="quiet cut site-recent-path">{path}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
