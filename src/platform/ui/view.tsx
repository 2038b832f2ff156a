import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { InterfaceLanguage, Translate } from '#platform/i18n';

/** What every page knows about the visit; set once by the renderer, read with `useView()`. */
export interface View {
  readonly language: InterfaceLanguage;
  readonly t: Translate;
  /** The district, absent on installation-wide pages. */
  readonly district?: {
    slug: string;
    name: string;
    accent: string;
    accentDark: string;
    /** The district's own wording of the strip that says whose website this is. */
    kopfzeile?: string;
  };
  /** Path and query of the page, for "stay here" links such as the language switcher. */
  readonly path: string;
  /** Secret of the form protection; `<Form>` puts it into every POST form. */
  readonly formToken: string;
  readonly user?: { name: string; initials: string };
  /** A message that a redirect brought along, already translated. */
  readonly notice?: { kind: 'success' | 'info' | 'warning' | 'danger'; text: string };
  readonly navigation: readonly {
    label: string;
    href: string;
    current: boolean;
    /** Stands beside the name of the website. */
    search?: boolean;
  }[];
  /** The installation holds examples and practice accounts; every page says so. */
  readonly demonstration?: boolean;
  readonly requestId: string;
  /** Address of a built file with its content hash: `asset('public.css')` → `/assets/public-3f2a.css`. */
  readonly asset: (name: string) => string;
}

const ViewContext = createContext<View | undefined>(undefined);
export const ViewProvider = ViewContext.Provider;

export function useView(): View {
  const view = useContext(ViewContext);
  if (!view) throw new Error('useView() outside of a rendered page');
  return view;
}
