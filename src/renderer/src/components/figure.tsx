/** One number, large, with its name. */
interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
}

export function Figure({ label, value, unit }: FigureProps) {
  return (
    <div>
      <div className="figure-value">
        {value}
        {unit === undefined ? null : <span className="figure-label"> {unit}</span>}
      </div>
      <div className="figure-label">{label}</div>
    </div>
  );
}
