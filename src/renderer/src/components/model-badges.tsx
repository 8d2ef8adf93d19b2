/** What qualifies a model's error, as badges. */
import { runPlans } from '../../../shared/contract/run-plans/index.ts';
import type { Model } from '../../../shared/contract/model.ts';
import { leakageOfModel, leakageWords } from '../words/leakage.ts';
import { isWorseThanRidge } from '../words/prediction.ts';
import { Badge, SimulatedBadge } from './badge.tsx';
import { LeakageBadges } from './leakage-badges.tsx';

interface ModelBadgesProps {
  readonly model: Model;
  /** In a row of a table. */
  readonly isShort?: boolean;
}

export function ModelBadges({ model, isShort = false }: ModelBadgesProps) {
  return (
    <>
      <LeakageBadges leakage={leakageOfModel(model)} isShort={isShort} />
      {model.features.length === 0 ? <CycleNumberBadge /> : null}
      {isJudgedByOneCell(model) ? <OneCellBadge /> : null}
      {model.label_changes.length > 0 ? <ChangedLabelsBadge changes={model.label_changes} /> : null}
      {isWorseThanRidge(model) ? <WorseThanRidgeBadge /> : null}
      {model.simulated_data ? <SimulatedBadge /> : null}
    </>
  );
}

/** Where each cell was left out once, all of them judged. */
const isJudgedByOneCell = ({ metrics }: Model): boolean =>
  (metrics.test?.cells ?? metrics.validation_cells).length === 1 &&
  (metrics.folds === null || !runPlans[metrics.folds.kind].judgesEachCell);

/** For searching and copying. */
export const badgeWords = (model: Model): readonly string[] => [
  ...leakageOfModel(model).map(({ code }) => leakageWords[code]),
  ...(model.features.length === 0 ? ['cycle number only'] : []),
  ...(isJudgedByOneCell(model) ? ['one cell'] : []),
  ...(model.label_changes.length > 0 ? ['labels changed'] : []),
  ...(isWorseThanRidge(model) ? ['worse than ridge'] : []),
  ...(model.simulated_data ? ['simulated'] : []),
];

function CycleNumberBadge() {
  return (
    <Badge
      word="cycle number only"
      sentence="Its cells share no column, so the cycle number is its only input: it says the same of every cell of that age."
      isWarning
    />
  );
}

function OneCellBadge() {
  return (
    <Badge
      word="one cell"
      sentence="A single cell judged this model: another cell may well give quite another error."
      isWarning
    />
  );
}

function ChangedLabelsBadge({ changes }: { readonly changes: readonly string[] }) {
  return (
    <Badge
      word="labels changed"
      sentence={`Its cells have other labels now than when it was trained: ${changes.join('. ')}. Train again for the new ones.`}
      isWarning
    />
  );
}

function WorseThanRidgeBadge() {
  return (
    <Badge
      word="worse than ridge"
      sentence="Ridge regression on the same inputs and rows has a smaller SoH error: the training was not worth its while."
      isWarning
    />
  );
}
