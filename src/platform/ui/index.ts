export { type AppIconSize, appIcon, appIconSizes, pathInLanguage, publicPath } from './addresses.ts';
export { Alert, type AlertKind, type AlertProps } from './alert.tsx';
export { Badge } from './badge.tsx';
export { Breadcrumb, type Crumb } from './breadcrumb.tsx';
export { Button, type ButtonLook, type ButtonProps, ButtonRow, LinkButton, type LinkButtonProps } from './button.tsx';
export { Card, CardList, type CardProps, type Fact, Facts, type IconTileProps, IconTiles, TagList, Verdict } from './card.tsx';
export { type Chip, ChipList } from './chip-list.tsx';
export {
  Checkbox,
  CheckboxGroup,
  type CheckboxProps,
  type ChoiceGroupProps,
  type Option,
  type OptionGroup,
  RadioGroup,
  SelectField,
  type SelectFieldProps,
} from './choice-fields.tsx';
export { type ChoiceLink, ChoiceLinks } from './choice-links.tsx';
export { contrast, hexColour } from './colour.ts';
export { Columns } from './columns.tsx';
export { Confirm, type ConfirmProps } from './confirm.tsx';
export { ConflictNote } from './conflict-note.tsx';
export { ExternalLink, MailLink, PhoneLink } from './contact-links.tsx';
export { Day, Moment, useMoment } from './day.tsx';
export { type Description, DescriptionList } from './description-list.tsx';
export { Diff, type FieldChange } from './diff.tsx';
export { Disclosure } from './disclosure.tsx';
export { renderPage, renderPart } from './document.tsx';
export { EmptyState, type EmptyStateProps } from './empty-state.tsx';
export { ErrorSummary } from './error-summary.tsx';
export { type Facet, FacetList, type FacetListProps } from './facet-list.tsx';
export type { FieldProps } from './field-parts.tsx';
export { FieldRow, FieldSet } from './field-set.tsx';
export { Figure, type FigureProps, FigureRow } from './figure.tsx';
export { FileField, type FileFieldProps } from './file-field.tsx';
export { FilterBar, type FilterBarProps } from './filter-bar.tsx';
export { FilterLayout, FilterPanel, type FilterPanelProps } from './filter-panel.tsx';
export { Form, type FormProps } from './form.tsx';
export type { FormErrors, FormValue, FormValues } from './form-context.ts';
export { FramePage } from './frame-page.tsx';
export { Icon } from './icon.tsx';
export type { IconName } from './icon-shapes.tsx';
export { KioskPage, type KioskPageProps } from './kiosk-page.tsx';
export { ForeignText, LanguageBlock } from './language-block.tsx';
export { LanguageList } from './language-switcher.tsx';
export { type IconLink, LinkList } from './link-list.tsx';
export { Exports, ListHead } from './list-head.tsx';
export { PageHeader, type PageHeaderProps, Panel, Prose, Section } from './page-header.tsx';
export { Pagination, type PaginationProps } from './pagination.tsx';
export { PrintPage, type PrintPageProps } from './print-page.tsx';
export { Problem, type ProblemProps } from './problem.tsx';
export { Progress, type ProgressProps } from './progress.tsx';
export { PublicPage, type PublicPageProps } from './public-page.tsx';
export { QrImage } from './qr-image.tsx';
export { type ScopeChoice, ScopeSelector } from './scope-selector.tsx';
export { SearchBar, type SearchBarProps } from './search-bar.tsx';
export { StaffPage, type StaffPageProps } from './staff-page.tsx';
export { StateMark, type WorkState } from './state-mark.tsx';
export { type Step, Stepper } from './stepper.tsx';
export { type Column, type Selection, Table, type TableProps } from './table.tsx';
export { type Tab, Tabs } from './tabs.tsx';
export {
  DateField,
  type DateFieldProps,
  EmailField,
  NumberField,
  type NumberFieldProps,
  TextArea,
  type TextAreaProps,
  TextField,
  type TextFieldProps,
} from './text-fields.tsx';
export { defaultAccent, districtTheme, grounds, readableAccent, themeVersion } from './theme.ts';
export { arcPaths, type ScopeLevel, TriadMark } from './triad-mark.tsx';
export { useView, type View, ViewProvider } from './view.tsx';
export { type DiffPart, diffWords } from './word-diff.ts';
