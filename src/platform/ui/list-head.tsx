import type { ComponentChildren } from 'preact';
import { ButtonRow, LinkButton } from './button.tsx';

/** Above a list: how many there are, and in which order and shape to see them. */
export function ListHead({ count, children }: { count: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="dk-list-head">
      <p class="dk-list-head__count" role="status">
        {count}
      </p>
      {children}
    </div>
  );
}

/** A list as a file, in both forms that tables are wanted in. */
export function Exports({ csv, xlsx }: { csv: string; xlsx: string }) {
  return (
    <ButtonRow>
      <LinkButton href={csv} icon="download" look="tertiary" small download>
        CSV
      </LinkButton>
      <LinkButton href={xlsx} icon="download" look="tertiary" small download>
        Excel
      </LinkButton>
    </ButtonRow>
  );
}
