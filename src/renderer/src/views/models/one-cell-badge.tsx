/** Where one cell alone judged the model. */
import { Badge } from '../../components/badge.tsx';

export function OneCellBadge() {
  return (
    <Badge
      word="one cell"
      sentence="A single cell judged this model: another cell may well give quite another error."
      isWarning
    />
  );
}
