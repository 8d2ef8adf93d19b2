/** Our own few icons, drawn on a 16-unit grid in the colour of the text around them. */
const paths = {
  jobs: 'M2 3.5h12M2 8h8M2 12.5h5M12 10v5l3.5-2.5z',
  batteries: 'M1.5 4.5h11v7h-11zM14.5 6.5v3M4 6.5v3M6.5 6.5v3',
  models:
    'M3 12.5a1.5 1.5 0 1 0 0-.1M13 3.5a1.5 1.5 0 1 0 0-.1M4 11.5 12 4.5M3 3.5a1.5 1.5 0 1 0 0-.1M13 12.5a1.5 1.5 0 1 0 0-.1M4 4.5l8 7',
  predict: 'M2 2.500v11h12M4.500 10.500c2.500 0 2.500-5 5-5M11 5.500h.1M13 6.500h.1',
  filter: 'M2 3.500h12L9.500 8.500v5l-3-1.500V8.500z',
  compare: 'M2 13.500h12M3.500 11V6.500M6.500 11V3M9.500 11V8M12.500 11V4.500',
  settings: 'M2 4.5h6M12 4.5h2M10 2.5v4M2 11.5h2M8 11.5h6M6 9.5v4',
  stop: 'M4 4h8v8H4z',
  pause: 'M5 3.500v9M11 3.500v9',
  play: 'M4.500 3l8 5-8 5z',
  trash: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9M6.7 7v4.5M9.3 7v4.5',
  duplicate: 'M5.5 5.5h8v8h-8zM10.500 5.500v-3h-8v8h3',
  copy: 'M5.5 5.5h8v8h-8zM10.500 5.500v-3h-8v8h3',
  download: 'M8 2v8M4.500 7 8 10.500 11.500 7M2.500 13.500h11',
  upload: 'M8 10.500V2.500M4.500 6 8 2.500 11.500 6M2.500 13.500h11',
  plus: 'M8 3v10M3 8h10',
  search: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.500 10.500 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  edit: 'M2.500 13.500l.8-3 7.700-7.700 2.200 2.200-7.700 7.700z',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  back: 'M10 3 5 8l5 5',
  forward: 'M6 3l5 5-5 5',
  book: 'M2.500 3.500c2-1 4-.8 5.500.5v9c-1.500-1.300-3.500-1.500-5.500-.5zM13.500 3.500c-2-1-4-.8-5.500.5v9c1.500-1.300 3.500-1.500 5.500-.5z',
  check: 'M3 8.500 6.500 12 13 4.500',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
